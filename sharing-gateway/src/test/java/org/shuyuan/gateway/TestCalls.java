package org.shuyuan.gateway;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Calls the running gateway over HTTP, as {@link TestTokens} say.
 */
public final class TestCalls {

	private static final JsonMapper JSON = JsonMapper.builder().build();

	private final HttpClient http = HttpClient.newHttpClient();

	private final int port;

	public TestCalls(int port) {
		this.port = port;
	}

	public Answer get(String token, String path, String... headers) {
		return send(request(token, path, headers).GET());
	}

	public Answer post(String token, String path, Object body, String... headers) {
		return send(request(token, path, headers).header("Content-Type", "application/json")
			.POST(HttpRequest.BodyPublishers.ofString(JSON.writeValueAsString(body))));
	}

	public Answer put(String token, String path, Object body, String... headers) {
		return send(request(token, path, headers).header("Content-Type", "application/json")
			.PUT(HttpRequest.BodyPublishers.ofString(JSON.writeValueAsString(body))));
	}

	public Answer upload(String token, String path, String csv) {
		return send(
				request(token, path).header("Content-Type", "text/csv").PUT(HttpRequest.BodyPublishers.ofString(csv)));
	}

	/** A call to build on. */
	public HttpRequest.Builder request(String token, String path, String... headers) {
		HttpRequest.Builder request = HttpRequest
			.newBuilder(URI.create("http://127.0.0.1:" + this.port + "/api/v1/sharing" + path));
		if (token != null) {
			request.header("Authorization", "Bearer " + token);
		}
		if (headers.length > 0) {
			request.headers(headers);
		}
		return request;
	}

	public Answer send(HttpRequest.Builder request) {
		try {
			return new Answer(this.http.send(request.build(), HttpResponse.BodyHandlers.ofString()));
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			throw new IllegalStateException(ex);
		}
	}

	/**
	 * What came back.
	 */
	public record Answer(HttpResponse<String> http) {

		public int status() {
			return this.http.statusCode();
		}

		public String body() {
			return this.http.body();
		}

		public String header(String name) {
			return this.http.headers().firstValue(name).orElse(null);
		}

		/** The body, of a call that succeeded. */
		public JsonNode json() {
			assertThat(status()).as(body()).isBetween(200, 299);
			return JSON.readTree(body());
		}

		/** The body, of a call that was refused as told, with advice. */
		public JsonNode refused(int status, String code) {
			assertThat(status()).as(body()).isEqualTo(status);
			JsonNode problem = JSON.readTree(body());
			assertThat(problem.path("code").asString()).isEqualTo(code);
			assertThat(body()).contains("advice", "adviceZh");
			return problem;
		}

	}

}
