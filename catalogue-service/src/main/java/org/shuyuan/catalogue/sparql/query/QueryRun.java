package org.shuyuan.catalogue.sparql.query;

import java.io.ByteArrayOutputStream;
import java.util.Iterator;
import java.util.List;

import org.apache.jena.graph.Graph;
import org.apache.jena.graph.Triple;
import org.apache.jena.query.Query;
import org.apache.jena.rdf.model.ModelFactory;
import org.apache.jena.riot.Lang;
import org.apache.jena.riot.resultset.ResultSetLang;
import org.apache.jena.sparql.engine.binding.Binding;
import org.apache.jena.sparql.exec.RowSet;
import org.apache.jena.sparql.exec.RowSetStream;
import org.apache.jena.sparql.graph.GraphFactory;
import org.apache.jena.sparql.resultset.ResultsWriter;
import org.shuyuan.catalogue.problem.CatalogueProblemType;
import org.shuyuan.catalogue.rdf.RdfSyntax;
import org.shuyuan.support.problem.Problem;
import org.shuyuan.vocab.Text;

import org.springframework.http.MediaType;

/**
 * Runs one query and writes down its answer, within limits.
 */
public final class QueryRun implements RunningQuery.Reader {

	public static final int MOST_ROWS = 10_000;

	private static final int MOST_BYTES = 8 * 1024 * 1024;

	private static final MediaType JSON = MediaType.parseMediaType("application/sparql-results+json");

	private static final MediaType XML = MediaType.parseMediaType("application/sparql-results+xml");

	private static final MediaType CSV = MediaType.parseMediaType("text/csv");

	private static final MediaType TSV = MediaType.parseMediaType("text/tab-separated-values");

	private final Query query;

	private final MediaType type;

	private final RunningQuery running;

	private final Bounded out = new Bounded();

	private boolean truncated;

	private volatile boolean tooMuch;

	/**
	 * A run.
	 * @param query the query, for the kind of its answer
	 * @param type media type to write
	 * @param running the same query, ready to run
	 */
	public QueryRun(ReadOnlyQuery query, MediaType type, RunningQuery running) {
		this.query = query.query();
		this.type = type;
		this.running = running;
	}

	/** The media types in which a query of this kind is answered, the usual one first. */
	public static List<MediaType> types(ReadOnlyQuery query) {
		if (query.query().isConstructType() || query.query().isDescribeType()) {
			return RdfSyntax.types();
		}
		return List.of(JSON, MediaType.APPLICATION_JSON, XML, MediaType.APPLICATION_XML, CSV, TSV);
	}

	/** Cancels the query wherever it is. */
	public void abort() {
		this.running.abort();
	}

	/** Stops the query because it takes more memory than there is for it. */
	public void abortForMemory() {
		this.tooMuch = true;
		this.running.abort();
	}

	/** Whether it was stopped because of the memory it took. */
	public boolean tookTooMuch() {
		return this.tooMuch;
	}

	public Written write() {
		this.running.answer(this);
		return new Written(this.out.toByteArray(), this.truncated);
	}

	@Override
	public void truth(boolean truth) {
		writer().write(this.out, truth);
	}

	@Override
	public void rows(RowSet rows) {
		writer().write(this.out, RowSetStream.create(rows.getResultVars(), new First(rows)));
	}

	@Override
	public void triples(Iterator<Triple> triples) {
		Graph graph = GraphFactory.createDefaultGraph();
		while (triples.hasNext() && graph.size() < MOST_ROWS) {
			graph.add(triples.next());
		}
		this.truncated = triples.hasNext();
		var model = ModelFactory.createModelForGraph(graph);
		model.setNsPrefixes(this.query.getPrefixMapping());
		RdfSyntax.of(this.type).orElse(RdfSyntax.TURTLE).write(model, this.out);
	}

	public static Problem tooLarge(Text detail) {
		return new Problem(CatalogueProblemType.RESULT_TOO_LARGE, detail,
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
	public record Written(byte[] body, boolean truncated) {
	}

	/**
	 * The rows that are returned; the writer closes its stream, which this keeps open.
	 */
	private final class First implements Iterator<Binding> {

		private final RowSet rows;

		private int taken;

		First(RowSet rows) {
			this.rows = rows;
		}

		@Override
		public boolean hasNext() {
			boolean more = this.rows.hasNext();
			QueryRun.this.truncated = more && this.taken == MOST_ROWS;
			return more && this.taken < MOST_ROWS;
		}

		@Override
		public Binding next() {
			this.taken++;
			return this.rows.next();
		}

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
