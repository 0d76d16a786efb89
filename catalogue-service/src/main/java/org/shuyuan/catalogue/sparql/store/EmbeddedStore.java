package org.shuyuan.catalogue.sparql.store;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import org.apache.jena.dboe.base.file.Location;
import org.apache.jena.graph.Node;
import org.apache.jena.graph.Triple;
import org.apache.jena.query.ARQ;
import org.apache.jena.query.Query;
import org.apache.jena.sparql.core.DatasetGraph;
import org.apache.jena.sparql.core.Quad;
import org.apache.jena.sparql.exec.QueryExec;
import org.apache.jena.sparql.exec.QueryExecDatasetBuilder;
import org.apache.jena.system.Txn;
import org.apache.jena.tdb2.DatabaseMgr;
import org.apache.jena.tdb2.TDB2;
import org.apache.jena.tdb2.params.StoreParams;
import org.apache.jena.tdb2.sys.TDBInternal;
import org.jspecify.annotations.Nullable;
import org.shuyuan.catalogue.sparql.query.LinearTimeRegex;
import org.shuyuan.catalogue.sparql.query.QueryRun;
import org.shuyuan.catalogue.sparql.query.ReadOnlyQuery;
import org.shuyuan.catalogue.sparql.query.RunningQuery;

import org.springframework.util.FileSystemUtils;

/**
 * Jena TDB2 in a folder of this instance.
 */
public final class EmbeddedStore implements QuadStore {

	/** Changes with the layout of the files: those of another layout are deleted. */
	private static final String LAYOUT = "v3";

	/** Graphs written after which the files are worth compacting. */
	private static final int COMPACT_AFTER = 5000;

	/**
	 * Graphs are small, so one index by graph is enough, and two of the usual six would
	 * be written for nothing.
	 */
	private static final StoreParams INDEXES = StoreParams.builder("shuyuan")
		.quadIndexes(new String[] { "GPOS", "SPOG", "POSG", "OSPG" })
		.build();

	private final Path folder;

	private final Node view;

	private volatile @Nullable DatasetGraph dataset;

	private int written;

	/**
	 * A store, opened when it is first needed.
	 * @param view name of the graph in which it says what it reflects
	 */
	public EmbeddedStore(Path folder, Node view) {
		this.folder = folder;
		this.view = view;
	}

	private DatasetGraph opened() {
		DatasetGraph open = this.dataset;
		return (open != null) ? open : open();
	}

	private synchronized DatasetGraph open() {
		if (this.dataset != null) {
			return this.dataset;
		}
		Path current = this.folder.resolve(LAYOUT);
		try {
			if (!Files.isDirectory(current)) {
				FileSystemUtils.deleteRecursively(this.folder);
			}
			Files.createDirectories(current);
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
		DatasetGraph open = DatabaseMgr.connectDatasetGraph(Location.create(current), INDEXES);
		open.getContext().setTrue(TDB2.symUnionDefaultGraph);
		this.dataset = open;
		return open;
	}

	@Override
	public boolean writing() {
		return true;
	}

	@Override
	public Optional<ViewPosition> reflected() {
		DatasetGraph open = opened();
		return Txn.calculateRead(open, () -> reflected(open));
	}

	private Optional<ViewPosition> reflected(DatasetGraph open) {
		return ViewPosition.of(open.getGraph(this.view).find().toList());
	}

	@Override
	public void clear() {
		DatasetGraph open = opened();
		Txn.executeWrite(open, open::clear);
	}

	@Override
	public void replace(Map<Node, List<Triple>> graphs, Optional<ViewPosition> before, ViewPosition after) {
		DatasetGraph open = opened();
		Txn.executeWrite(open, () -> {
			if (reflected(open).equals(before)) {
				graphs.forEach((name, triples) -> replace(open, name, triples));
				replace(open, this.view, after.triples(this.view));
			}
		});
		this.written += graphs.size();
	}

	private static void replace(DatasetGraph open, Node name, List<Triple> triples) {
		if (open.containsGraph(name)) {
			open.removeGraph(name);
		}
		triples.forEach((triple) -> open.add(Quad.create(name, triple)));
	}

	@Override
	public void rest() {
		if (this.written >= COMPACT_AFTER) {
			this.written = 0;
			DatabaseMgr.compact(opened(), true);
		}
	}

	@Override
	public RunningQuery query(ReadOnlyQuery query, Duration longest) {
		DatasetGraph open = opened();
		Query limited = LinearTimeRegex.in(query.query());
		return new Running(open, limited,
				QueryExecDatasetBuilder.create()
					.dataset(open)
					.query(limited)
					.set(ARQ.httpServiceAllowed, false)
					.set(ARQ.topNSortingThreshold, QueryRun.MOST_ROWS + 1)
					.timeout(longest.toMillis())
					.build());
	}

	@Override
	public synchronized void close() {
		DatasetGraph open = this.dataset;
		if (open != null) {
			this.dataset = null;
			TDBInternal.expel(open, true);
		}
	}

	private record Running(DatasetGraph dataset, Query query, QueryExec execution) implements RunningQuery {

		@Override
		public void answer(Reader reader) {
			Txn.executeRead(this.dataset, () -> {
				try (QueryExec running = this.execution) {
					if (this.query.isAskType()) {
						reader.truth(running.ask());
					}
					else if (this.query.isSelectType()) {
						reader.rows(running.select());
					}
					else {
						reader.triples(
								this.query.isConstructType() ? running.constructTriples() : running.describeTriples());
					}
				}
			});
		}

		@Override
		public void abort() {
			this.execution.abort();
		}

	}

}
