package org.shuyuan.catalogue.sparql.store;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;

import org.apache.jena.atlas.io.IO;
import org.apache.jena.riot.Lang;
import org.apache.jena.riot.resultset.ResultSetLang;
import org.apache.jena.riot.rowset.RowSetReader;
import org.apache.jena.sparql.exec.QueryExecResult;
import org.apache.jena.sparql.util.Context;
import org.apache.jena.sys.JenaSystem;

/**
 * A server that supports the SPARQL 1.1 Protocol. Queries go only to the query endpoint,
 * where no text can update anything; updates to the other.
 */
public final class SparqlServer {

	static {
		// readers of results are registered with it
		JenaSystem.init();
	}

	private static final String RESULTS = "application/sparql-results+json";

	private static final Duration LONGEST_CONNECT = Duration.ofSeconds(2);

	private static final Duration LONGEST_ANSWER = Duration.ofSeconds(5);

	private static final Duration LONGEST_SIGN = Duration.ofSeconds(2);

	private static final Duration LONGEST_UPDATE = Duration.ofMinutes(5);

	private static final int LONGEST_COMPLAINT = 300;

	private final URI queries;

	private final URI updates;

	private final Optional<String> authorization;

	private final HttpClient http = HttpClient.newBuilder()
		.version(HttpClient.Version.HTTP_1_1)
		.connectTimeout(LONGEST_CONNECT)
		.build();

	public SparqlServer(SparqlProperties properties) {
		this.queries = properties.queries();
		this.updates = properties.updates();
		this.authorization = properties.authorization();
	}

	/**
	 * Asks for a reader. Cancelling the future cuts the connection, and so does closing
	 * the body of its answer.
	 * @param describe whether triples are asked for, not rows
	 */
	CompletableFuture<HttpResponse<InputStream>> ask(String query, boolean describe, Duration longest) {
		return this.http.sendAsync(query(query, describe ? Lang.NTRIPLES.getHeaderString() : RESULTS, longest),
				HttpResponse.BodyHandlers.ofInputStream());
	}

	/** Whether it answers a trivial query, so that the timeout was due to the query. */
	boolean alive() {
		try (InputStream _ = send(query("ASK {}", RESULTS, LONGEST_SIGN)).body()) {
			return true;
		}
		catch (SparqlUnavailable | IOException _) {
			return false;
		}
	}

	/** Asks for ourselves whether something holds. */
	boolean holds(String query) {
		return ask(query, (result) -> Boolean.TRUE.equals(result.booleanResult()));
	}

	/** Asks something short for ourselves. */
	<T> T ask(String query, Function<QueryExecResult, T> reading) {
		HttpResponse<InputStream> response = send(query(query, RESULTS, LONGEST_ANSWER));
		try (InputStream body = response.body()) {
			return reading.apply(results(body));
		}
		catch (IOException | RuntimeException ex) {
			throw new SparqlUnavailable(ex);
		}
	}

	/** Reads results as they come. */
	static QueryExecResult results(InputStream body) {
		return RowSetReader.createReader(ResultSetLang.RS_JSON).readAny(body, Context.create());
	}

	/** Changes something; returns when the server has done it. */
	void update(String update) {
		IO.close(send(request(this.updates, "application/sparql-update", update, LONGEST_UPDATE).build()).body());
	}

	private HttpResponse<InputStream> send(HttpRequest request) {
		try {
			HttpResponse<InputStream> response = this.http.send(request, HttpResponse.BodyHandlers.ofInputStream());
			if (response.statusCode() / 100 != 2) {
				try (InputStream body = response.body()) {
					throw new IOException("%s answered %d: %s".formatted(request.uri().getPath(), response.statusCode(),
							new String(body.readNBytes(LONGEST_COMPLAINT), StandardCharsets.UTF_8).strip()));
				}
			}
			return response;
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			throw new SparqlUnavailable(ex);
		}
		catch (IOException ex) {
			throw new SparqlUnavailable(ex);
		}
	}

	private HttpRequest query(String query, String accept, Duration longest) {
		return request(this.queries, "application/sparql-query", query, longest).header("Accept", accept)
			.header("Timeout", Long.toString(longest.toSeconds()))
			.build();
	}

	private HttpRequest.Builder request(URI address, String type, String body, Duration longest) {
		HttpRequest.Builder request = HttpRequest.newBuilder(address)
			.timeout(longest)
			.header("Content-Type", type)
			.POST(HttpRequest.BodyPublishers.ofString(body, StandardCharsets.UTF_8));
		this.authorization.ifPresent((value) -> request.header("Authorization", value));
		return request;
	}

}
