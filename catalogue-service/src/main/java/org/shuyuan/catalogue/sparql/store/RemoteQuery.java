package org.shuyuan.catalogue.sparql.store;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.stream.Stream;

import org.apache.jena.atlas.io.IO;
import org.apache.jena.query.Query;
import org.apache.jena.query.QueryCancelledException;
import org.apache.jena.riot.lang.IteratorParsers;
import org.apache.jena.sparql.core.Var;
import org.apache.jena.sparql.exec.QueryExecResult;
import org.apache.jena.sparql.modify.TemplateLib;
import org.jspecify.annotations.Nullable;
import org.shuyuan.catalogue.sparql.query.QueryRun;
import org.shuyuan.catalogue.sparql.query.ReadOnlyQuery;
import org.shuyuan.catalogue.sparql.query.RunningQuery;
import org.shuyuan.support.problem.Problem;
import org.shuyuan.vocab.Text;

/**
 * A query that a server runs. No more of the answer is taken in than is used; the
 * connection is cut where enough is known, or the time is up.
 */
final class RemoteQuery implements RunningQuery {

	private static final long MOST_BYTES = 64L << 20;

	private final SparqlServer server;

	private final Query query;

	private final Duration longest;

	private volatile boolean aborted;

	private volatile @Nullable CompletableFuture<HttpResponse<InputStream>> asked;

	RemoteQuery(SparqlServer server, Query query, Duration longest) {
		this.server = server;
		this.query = query;
		this.longest = longest;
	}

	@Override
	public void answer(Reader reader) {
		long begun = System.nanoTime();
		try {
			CompletableFuture<HttpResponse<InputStream>> asking = this.server.ask(text(), this.query.isDescribeType(),
					this.longest);
			this.asked = asking;
			if (this.aborted) {
				abort();
			}
			HttpResponse<InputStream> response = asking.get();
			try (InputStream body = new Bounded(response.body())) {
				check(response.statusCode());
				read(body, reader);
			}
		}
		catch (Problem ex) {
			throw ex;
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			throw new QueryCancelledException();
		}
		catch (IOException | ExecutionException | RuntimeException ex) {
			boolean late = System.nanoTime() - begun >= this.longest.toNanos();
			if (this.aborted || late && this.server.alive()) {
				throw new QueryCancelledException();
			}
			throw new SparqlUnavailable(ex);
		}
	}

	/**
	 * As it goes to the server, which constructs nothing: it would buffer all of it
	 * before the first triple.
	 */
	private String text() {
		Query sent = this.query.cloneQuery();
		if (this.query.isConstructType()) {
			List<Var> variables = variables();
			sent.setQuerySelectType();
			sent.setQueryResultStar(variables.isEmpty());
			sent.addProjectVars(variables);
		}
		if (this.query.isDescribeType() && this.query.getQueryPattern() != null && !this.query.hasLimit()) {
			sent.setLimit(QueryRun.MOST_ROWS + 1L);
		}
		return sent.serialize();
	}

	private List<Var> variables() {
		return this.query.getConstructTemplate()
			.getTriples()
			.stream()
			.flatMap((triple) -> Stream.of(triple.getSubject(), triple.getPredicate(), triple.getObject()))
			.filter(Var::isVar)
			.map(Var::alloc)
			.filter((variable) -> !variable.isBlankNodeVar())
			.distinct()
			.toList();
	}

	private static void check(int status) throws IOException {
		if (status == 400) {
			throw ReadOnlyQuery.refused(Text.of("查询无法执行", "The query cannot be carried out"));
		}
		if (status != 200) {
			throw new IOException("The store answered " + status);
		}
	}

	private void read(InputStream body, Reader reader) {
		if (this.query.isDescribeType()) {
			reader.triples(IteratorParsers.createIteratorNTriples(body));
			return;
		}
		QueryExecResult result = SparqlServer.results(body);
		if (this.query.isAskType()) {
			reader.truth(Boolean.TRUE.equals(result.booleanResult()));
		}
		else if (this.query.isSelectType()) {
			reader.rows(result.rowSet());
		}
		else {
			reader.triples(TemplateLib.calcTriples(this.query.getConstructTemplate().getTriples(), result.rowSet()));
		}
	}

	@Override
	public void abort() {
		this.aborted = true;
		CompletableFuture<HttpResponse<InputStream>> asking = this.asked;
		if (asking != null && !asking.cancel(true)) {
			asking.thenAccept((response) -> IO.close(response.body()));
		}
	}

	/** Rows may be few and yet too large. */
	private static final class Bounded extends FilterInputStream {

		private long left = MOST_BYTES;

		Bounded(InputStream in) {
			super(in);
		}

		@Override
		public int read() throws IOException {
			return take(super.read(), 1);
		}

		@Override
		public int read(byte[] octets, int from, int length) throws IOException {
			int read = super.read(octets, from, length);
			return take(read, read);
		}

		private int take(int read, int taken) {
			this.left -= taken;
			if (this.left < 0) {
				throw QueryRun.tooLarge(Text.of("结果过大", "The result is too large"));
			}
			return read;
		}

	}

}
