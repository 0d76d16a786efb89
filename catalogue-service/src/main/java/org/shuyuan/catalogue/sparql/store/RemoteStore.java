package org.shuyuan.catalogue.sparql.store;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import org.apache.jena.graph.Node;
import org.apache.jena.graph.Triple;
import org.apache.jena.sparql.core.Var;
import org.apache.jena.sparql.exec.RowSet;
import org.shuyuan.catalogue.publicview.WriterLock;
import org.shuyuan.catalogue.sparql.query.BoundedRegex;
import org.shuyuan.catalogue.sparql.query.ReadOnlyQuery;
import org.shuyuan.catalogue.sparql.query.RunningQuery;

/**
 * A dataset of any SPARQL 1.1 server, which all instances share and one of them writes.
 * It has to be the platform's alone, to show the union of its named graphs as its default
 * graph, and to run one update request as one transaction.
 */
public final class RemoteStore implements QuadStore {

	private static final Var PREDICATE = Var.alloc("p");

	private static final Var OBJECT = Var.alloc("o");

	private final SparqlServer server;

	private final Node view;

	private final WriterLock lock;

	/**
	 * A store.
	 * @param view name of the graph in which it says what it reflects
	 */
	public RemoteStore(SparqlServer server, Node view, WriterLock lock) {
		this.server = server;
		this.view = view;
		this.lock = lock;
	}

	@Override
	public boolean writing() {
		return this.lock.held();
	}

	/**
	 * Read through the default graph: that shows whether it is the union. A write may
	 * have begun between two queries, so a doubtful result is checked once more.
	 */
	@Override
	public Optional<ViewPosition> reflected() {
		Optional<ViewPosition> read = read();
		Optional<String> doubt = read.isPresent() ? Optional.empty() : doubt();
		if (doubt.isEmpty()) {
			return read;
		}
		return Optional.of(read().orElseThrow(() -> new SparqlUnavailable(new IOException(doubt.get()))));
	}

	private Optional<ViewPosition> read() {
		return ViewPosition
			.of(this.server.ask("SELECT ?p ?o WHERE { %s ?p ?o }".formatted(ReplacingUpdate.name(this.view)),
					(result) -> triples(result.rowSet())));
	}

	private List<Triple> triples(RowSet rows) {
		List<Triple> triples = new ArrayList<>();
		rows.forEach((row) -> triples.add(Triple.create(this.view, row.get(PREDICATE), row.get(OBJECT))));
		return triples;
	}

	/** What is wrong with a dataset that seems to be new. */
	private Optional<String> doubt() {
		if (this.server.holds("ASK { GRAPH %s { ?s ?p ?o } }".formatted(ReplacingUpdate.name(this.view)))) {
			return Optional
				.of("The default graph of the SPARQL store is not the union of its named graphs: set it up so");
		}
		if (this.server.holds("ASK { { ?s ?p ?o } UNION { GRAPH ?g { ?s ?p ?o } } }")) {
			return Optional.of("The SPARQL store holds data that are not this platform's public view: "
					+ "set SHUYUAN_SPARQL_QUERY and SHUYUAN_SPARQL_UPDATE to an empty dataset");
		}
		return Optional.empty();
	}

	@Override
	public void clear() {
		this.server.update("DROP ALL");
	}

	@Override
	public void replace(Map<Node, List<Triple>> graphs, Optional<ViewPosition> before, ViewPosition after) {
		this.server.update(ReplacingUpdate.text(this.view, graphs, before, after));
	}

	@Override
	public void rest() {
		// the server looks after itself
	}

	@Override
	public RunningQuery query(ReadOnlyQuery query, Duration longest) {
		return new RemoteQuery(this.server, BoundedRegex.in(query.query()), longest);
	}

	@Override
	public void close() {
		this.lock.close();
	}

}
