package org.shuyuan.catalogue.sparql;

import java.io.ByteArrayOutputStream;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;

import org.apache.jena.graph.Graph;
import org.apache.jena.graph.Triple;
import org.apache.jena.query.ARQ;
import org.apache.jena.query.Query;
import org.apache.jena.rdf.model.ModelFactory;
import org.apache.jena.riot.Lang;
import org.apache.jena.riot.resultset.ResultSetLang;
import org.apache.jena.sparql.core.DatasetGraph;
import org.apache.jena.sparql.exec.QueryExec;
import org.apache.jena.sparql.exec.QueryExecDatasetBuilder;
import org.apache.jena.sparql.engine.binding.Binding;
import org.apache.jena.sparql.exec.RowSet;
import org.apache.jena.sparql.exec.RowSetStream;
import org.apache.jena.sparql.graph.GraphFactory;
import org.apache.jena.sparql.resultset.ResultsWriter;
import org.apache.jena.system.Txn;
import org.shuyuan.catalogue.problem.CatalogueProblem;
import org.shuyuan.catalogue.publicview.RdfSyntax;
import org.shuyuan.vocab.Text;

import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;

/**
 * Runs one query in one state of the dataset and writes down its answer, within limits.
 */
final class QueryRun {

	static final int MOST_ROWS = 10_000;

	private static final int MOST_BYTES = 8 * 1024 * 1024;

	private static final MediaType JSON = MediaType.parseMediaType("application/sparql-results+json");

	private static final MediaType XML = MediaType.parseMediaType("application/sparql-results+xml");

	private static final MediaType CSV = MediaType.parseMediaType("text/csv");

	private static final MediaType TSV = MediaType.parseMediaType("text/tab-separated-values");

	private final DatasetGraph dataset;

	private final Query query;

	private final MediaType type;

	private final long seconds;

	private final QueryExec running;

	private volatile boolean tooMuch;

	QueryRun(DatasetGraph dataset, ReadOnlyQuery query, MediaType type, long seconds) {
		this.dataset = dataset;
		this.query = query.query();
		this.type = type;
		this.seconds = seconds;
		this.running = limited();
	}

	/** The media types in which a query of this kind is answered, the usual one first. */
	static List<MediaType> types(ReadOnlyQuery query) {
		if (query.query().isConstructType() || query.query().isDescribeType()) {
			return RdfSyntax.types();
		}
		return List.of(JSON, MediaType.APPLICATION_JSON, XML, MediaType.APPLICATION_XML, CSV, TSV);
	}

	private QueryExec limited() {
		if (this.query.isSelectType() && (!this.query.hasLimit() || this.query.getLimit() > MOST_ROWS)) {
			this.query.setLimit(MOST_ROWS + 1L);
		}
		return QueryExecDatasetBuilder.create()
			.dataset(this.dataset)
			.query(this.query)
			.set(ARQ.httpServiceAllowed, false)
			.set(ARQ.topNSortingThreshold, MOST_ROWS + 1)
			.timeout(this.seconds * 1000)
			.build();
	}

	/** Stops the query wherever it is. */
	void abort() {
		this.running.abort();
	}

	/** Stops the query because it takes more memory than there is for it. */
	void abortForMemory() {
		this.tooMuch = true;
		this.running.abort();
	}

	/** Whether it was stopped because of the memory it took. */
	boolean tookTooMuch() {
		return this.tooMuch;
	}

	Written write() {
		return Txn.calculateRead(this.dataset, () -> {
			try (QueryExec execution = this.running) {
				Bounded out = new Bounded();
				boolean truncated = write(execution, out);
				return new Written(out.toByteArray(), truncated);
			}
		});
	}

	private boolean write(QueryExec execution, OutputStream out) {
		if (this.query.isAskType()) {
			writer().write(out, execution.ask());
			return false;
		}
		if (this.query.isSelectType()) {
			RowSet rows = execution.select();
			List<Binding> first = new ArrayList<>();
			while (first.size() < MOST_ROWS && rows.hasNext()) {
				first.add(rows.next());
			}
			writer().write(out, RowSetStream.create(rows.getResultVars(), first.iterator()));
			return rows.hasNext();
		}
		Iterator<Triple> triples = this.query.isConstructType() ? execution.constructTriples()
				: execution.describeTriples();
		Graph graph = GraphFactory.createDefaultGraph();
		while (triples.hasNext() && graph.size() < MOST_ROWS) {
			graph.add(triples.next());
		}
		var model = ModelFactory.createModelForGraph(graph);
		model.setNsPrefixes(this.query.getPrefixMapping());
		RdfSyntax.of(this.type).orElse(RdfSyntax.TURTLE).write(model, out);
		return triples.hasNext();
	}

	static CatalogueProblem tooLarge(Text detail) {
		return new CatalogueProblem(HttpStatus.UNPROCESSABLE_CONTENT, "result-too-large",
				Text.of("结果过大", "Result too large"), detail,
				Text.of("请减少变量或用 LIMIT 与 OFFSET 分批", "Ask for fewer variables, or in parts with LIMIT and OFFSET"));
	}

	private ResultsWriter writer() {
		return ResultsWriter.create().lang(lang()).build();
	}

	private Lang lang() {
		if (this.type.equals(XML) || this.type.equals(MediaType.APPLICATION_XML)) {
			return ResultSetLang.RS_XML;
		}
		if (this.type.equals(CSV)) {
			return ResultSetLang.RS_CSV;
		}
		return this.type.equals(TSV) ? ResultSetLang.RS_TSV : ResultSetLang.RS_JSON;
	}

	/**
	 * An answer.
	 *
	 * @param body its bytes
	 * @param truncated whether there was more
	 */
	record Written(byte[] body, boolean truncated) {
	}

	private static final class Bounded extends ByteArrayOutputStream {

		@Override
		public synchronized void write(int octet) {
			check(1);
			super.write(octet);
		}

		@Override
		public synchronized void write(byte[] octets, int from, int length) {
			check(length);
			super.write(octets, from, length);
		}

		private void check(int more) {
			if (size() + more > MOST_BYTES) {
				throw tooLarge(Text.of("结果超过 8 MB", "The result is larger than 8 MB"));
			}
		}

	}

}
