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
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;
import org.shuyuan.testing.SignIn;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * A running standalone, spoken to by its systems, and by its people where only they may.
 */
final class BenchmarkCity {

	static final JsonMapper JSON = JsonMapper.builder().build();

	private final HttpClient http = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

	private final Map<String, Token> tokens = new HashMap<>();

	final URI base;

	private final JsonNode accounts;

	private @Nullable JsonNode metadata;

	BenchmarkCity(URI base, Path accounts) {
		this.base = base;
		this.accounts = JSON.readTree(accounts.toFile());
	}

	/**
	 * The name of an account that holds a role, for an agency if one is given: a system's
	 * where one does, a person's otherwise.
	 */
	String account(String role, @Nullable String agency) {
		for (JsonNode account : accounts().toList()) {
			boolean holds = account.path("roles").valueStream().anyMatch((held) -> held.asString().equals(role));
			if (holds && (agency == null || agency.equals(account.path("agency").asString("")))) {
				return name(account);
			}
		}
		throw new IllegalStateException("No account with role " + role + " for " + agency);
	}

	private Stream<JsonNode> accounts() {
		return Stream.concat(this.accounts.path("systems").valueStream(), this.accounts.path("people").valueStream());
	}

	private static String name(JsonNode account) {
		return account.path("client_id").asString(account.path("username").asString(""));
	}

	String agencyOf(String name) {
		return find(name).path("agency").asString();
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

	private JsonNode find(String name) {
		return accounts().filter((account) -> name(account).equals(name)).findFirst().orElseThrow();
	}

	/** An access token of an account, fresh for at least two minutes. */
	String token(String name) throws IOException, InterruptedException {
		Token known = this.tokens.get(name);
		if (known != null && known.until > System.nanoTime()) {
			return known.value;
		}
		JsonNode account = find(name);
		SignIn.Token told = account.has("password") ? SignIn.token(endpoint("authorization_endpoint"),
				endpoint("token_endpoint"), name, account.path("password").asString())
				: ofSystem(name, account.path("client_secret").asString());
		long seconds = Math.max(0, told.seconds() - 120);
		this.tokens.put(name, new Token(told.value(), System.nanoTime() + seconds * 1_000_000_000L));
		return told.value();
	}

	private SignIn.Token ofSystem(String client, String secret) throws IOException, InterruptedException {
		String basic = Base64.getEncoder().encodeToString((client + ":" + secret).getBytes(StandardCharsets.UTF_8));
		HttpResponse<String> response = this.http.send(HttpRequest.newBuilder(endpoint("token_endpoint"))
			.header("Authorization", "Basic " + basic)
			.header("Content-Type", "application/x-www-form-urlencoded")
			.POST(BodyPublishers.ofString("grant_type=client_credentials"))
			.build(), BodyHandlers.ofString());
		JsonNode answer = JSON.readTree(accepted(response));
		return new SignIn.Token(answer.path("access_token").asString(), answer.path("expires_in").asLong(300));
	}

	/** Where the authorization server says it is (RFC 8414). */
	private URI endpoint(String name) throws IOException, InterruptedException {
		if (this.metadata == null) {
			String issuer = this.accounts.path("issuer").asString(this.base.toString()).replaceAll("/+$", "");
			URI address = URI.create(issuer + "/.well-known/openid-configuration");
			this.metadata = JSON
				.readTree(accepted(this.http.send(HttpRequest.newBuilder(address).build(), BodyHandlers.ofString())));
		}
		return URI.create(this.metadata.path(name).asString());
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
