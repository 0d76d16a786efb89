package org.shuyuan.benchmark;

import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Base64;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;

import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * A running standalone, spoken to by its system clients.
 */
final class City {

	static final JsonMapper JSON = JsonMapper.builder().build();

	private final HttpClient http = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

	private final Map<String, Token> tokens = new HashMap<>();

	final URI base;

	private final JsonNode accounts;

	private @Nullable URI tokenEndpoint;

	City(URI base, Path accounts) {
		this.base = base;
		this.accounts = JSON.readTree(accounts.toFile());
	}

	/** The client id of a system that holds a role, for an agency if one is given. */
	String system(String role, @Nullable String agency) {
		for (JsonNode system : this.accounts.path("systems")) {
			boolean holds = system.path("roles").valueStream().anyMatch((held) -> held.asString().equals(role));
			if (holds && (agency == null || agency.equals(system.path("agency").asString("")))) {
				return system.path("client_id").asString();
			}
		}
		throw new IllegalStateException("No system client with role " + role + " for " + agency);
	}

	String agencyOf(String client) {
		return account(client).path("agency").asString();
	}

	/** Two agencies other than the data authority, to exchange data. */
	String anyAgency(int nth) {
		return this.accounts.path("systems")
			.valueStream()
			.filter((system) -> system.path("roles").valueStream().anyMatch((r) -> r.asString().equals("steward")))
			.map((system) -> system.path("agency").asString(""))
			.filter((agency) -> !agency.isEmpty())
			.distinct()
			.skip(nth)
			.findFirst()
			.orElseThrow();
	}

	private JsonNode account(String client) {
		return this.accounts.path("systems")
			.valueStream()
			.filter((system) -> system.path("client_id").asString().equals(client))
			.findFirst()
			.orElseThrow();
	}

	/** An access token of a system client, fresh for at least two minutes. */
	String token(String client) throws IOException, InterruptedException {
		Token known = this.tokens.get(client);
		if (known != null && known.until > System.nanoTime()) {
			return known.value;
		}
		String secret = account(client).path("client_secret").asString();
		String basic = Base64.getEncoder().encodeToString((client + ":" + secret).getBytes(StandardCharsets.UTF_8));
		HttpResponse<String> response = this.http.send(HttpRequest.newBuilder(tokenEndpoint())
			.header("Authorization", "Basic " + basic)
			.header("Content-Type", "application/x-www-form-urlencoded")
			.POST(BodyPublishers.ofString("grant_type=client_credentials"))
			.build(), BodyHandlers.ofString());
		JsonNode answer = JSON.readTree(accepted(response));
		long seconds = Math.max(0, answer.path("expires_in").asLong(300) - 120);
		Token token = new Token(answer.path("access_token").asString(), System.nanoTime() + seconds * 1_000_000_000L);
		this.tokens.put(client, token);
		return token.value;
	}

	/** Where the authorization server says it is (RFC 8414). */
	private URI tokenEndpoint() throws IOException, InterruptedException {
		if (this.tokenEndpoint == null) {
			String issuer = this.accounts.path("issuer").asString(this.base.toString()).replaceAll("/+$", "");
			URI metadata = URI.create(issuer + "/.well-known/openid-configuration");
			this.tokenEndpoint = URI.create(JSON
				.readTree(accepted(this.http.send(HttpRequest.newBuilder(metadata).build(), BodyHandlers.ofString())))
				.path("token_endpoint")
				.asString());
		}
		return this.tokenEndpoint;
	}

	JsonNode get(@Nullable String client, String path) throws IOException, InterruptedException {
		HttpRequest.Builder request = HttpRequest.newBuilder(this.base.resolve(path))
			.header("Accept", "application/json");
		if (client != null) {
			request.header("Authorization", "Bearer " + token(client));
		}
		return JSON.readTree(accepted(this.http.send(request.build(), BodyHandlers.ofString())));
	}

	/** The entity tag of what a system reads. */
	String etag(String client, String path) throws IOException, InterruptedException {
		HttpRequest request = HttpRequest.newBuilder(this.base.resolve(path))
			.header("Accept", "application/json")
			.header("Authorization", "Bearer " + token(client))
			.build();
		HttpResponse<String> response = this.http.send(request, BodyHandlers.ofString());
		accepted(response);
		return response.headers().firstValue("ETag").orElseThrow();
	}

	Answer send(String client, String method, String path, @Nullable String etag, Map<String, Object> body)
			throws IOException, InterruptedException {
		return send(client, method, path, etag, "application/json",
				BodyPublishers.ofString(JSON.writeValueAsString(body)));
	}

	Answer send(String client, String method, String path, @Nullable String etag, String type, BodyPublisher body)
			throws IOException, InterruptedException {
		HttpRequest.Builder request = HttpRequest.newBuilder(this.base.resolve(path))
			.header("Authorization", "Bearer " + token(client))
			.header("Idempotency-Key", UUID.randomUUID().toString())
			.header("Content-Type", type)
			.method(method, body);
		if (etag != null) {
			request.header("If-Match", etag);
		}
		HttpResponse<String> response = this.http.send(request.build(), BodyHandlers.ofString());
		String text = accepted(response);
		return new Answer(text, response.headers().firstValue("ETag").orElse(null));
	}

	/** Percent-encodes a query parameter. */
	static String encoded(String value) {
		return URLEncoder.encode(value, StandardCharsets.UTF_8);
	}

	private static String accepted(HttpResponse<String> response) {
		if (response.statusCode() / 100 != 2) {
			throw new IllegalStateException(
					"%s answered %d: %s".formatted(response.request().uri(), response.statusCode(), response.body()));
		}
		return response.body();
	}

	/**
	 * An accepted answer.
	 *
	 * @param text the body
	 * @param etag the entity tag, where one was sent
	 */
	record Answer(String text, @Nullable String etag) {

		JsonNode json() {
			return JSON.readTree(this.text);
		}

	}

	private record Token(String value, long until) {
	}

}
