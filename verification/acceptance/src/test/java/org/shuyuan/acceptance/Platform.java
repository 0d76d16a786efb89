package org.shuyuan.acceptance;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandler;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BooleanSupplier;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;
import org.shuyuan.testing.SignIn;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * A running standalone and the accounts of its systems and people. Every problem it
 * answers is noted in the {@link Refusals}, and every answer is compared with its OpenAPI
 * document.
 */
final class Platform {

	static final JsonMapper JSON = JsonMapper.builder().build();

	static final String CATALOGUE = "/api/v1/catalogue";

	static final String SHARING = "/api/v1/sharing";

	private static final Map<URI, ApiContractValidator> CONTRACTS = new ConcurrentHashMap<>();

	private final HttpClient http = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

	private final Map<String, Token> tokens;

	private final Map<String, String> endpoints;

	private final URI base;

	/** Where the platform as a whole answers. */
	private final URI front;

	private final JsonNode accounts;

	Platform(URI base, Path accounts) {
		this(base, base, JSON.readTree(accounts.toFile()), new ConcurrentHashMap<>(), new ConcurrentHashMap<>());
	}

	private Platform(URI base, URI front, JsonNode accounts, Map<String, Token> tokens, Map<String, String> endpoints) {
		this.base = base;
		this.front = front;
		this.accounts = accounts;
		this.tokens = tokens;
		this.endpoints = endpoints;
	}

	/** The same platform through one of its instances. */
	Platform through(String instance) {
		return new Platform(URI.create(instance), this.front, this.accounts, this.tokens, this.endpoints);
	}

	/** The standalone that the environment names. */
	static Platform ofEnvironment() {
		return new Platform(URI.create(System.getenv("SHUYUAN_URL")), Path.of(System.getenv("SHUYUAN_ACCOUNTS")));
	}

	URI base() {
		return this.base;
	}

	JsonNode accounts() {
		return this.accounts;
	}

	/**
	 * Name of an account that holds a role, whatever its agency: a system's where one
	 * does, a person's otherwise.
	 */
	String account(String role) {
		return find(role, null);
	}

	/** Name of an account of an agency that holds a role, a system's where one does. */
	String account(String role, String agency) {
		return find(role, agency);
	}

	private String find(String role, @Nullable String agency) {
		return Stream.concat(this.accounts.path("systems").valueStream(), this.accounts.path("people").valueStream())
			.filter((account) -> agency == null || agency.equals(account.path("agency").asString("")))
			.filter((account) -> holds(account, role))
			.map(Platform::name)
			.findFirst()
			.orElseThrow(() -> new AssertionError("No account with role " + role + " for agency " + agency));
	}

	private static String name(JsonNode account) {
		return account.path("client_id").asString(account.path("username").asString(""));
	}

	/** Agencies with a steward's system, other than the data authority. */
	List<String> agencies() {
		return this.accounts.path("systems")
			.valueStream()
			.filter((system) -> holds(system, "steward") && !holds(system, "authority"))
			.map((system) -> system.path("agency").asString(""))
			.filter((agency) -> !agency.isEmpty())
			.distinct()
			.toList();
	}

	private static boolean holds(JsonNode account, String role) {
		return account.path("roles").valueStream().anyMatch((held) -> held.asString().equals(role));
	}

	/**
	 * An access token of a system or of a person, who signs in for it; good for at least
	 * a minute.
	 */
	String token(String account) {
		Token known = this.tokens.get(account);
		if (known != null && known.until.isAfter(Instant.now())) {
			return known.value;
		}
		return this.accounts.path("systems")
			.valueStream()
			.filter((system) -> name(system).equals(account))
			.findFirst()
			.map((system) -> token(account, system.path("client_secret").asString()))
			.orElseGet(() -> signedIn(account));
	}

	private String signedIn(String username) {
		JsonNode person = this.accounts.path("people")
			.valueStream()
			.filter((each) -> name(each).equals(username))
			.findFirst()
			.orElseThrow(() -> new AssertionError("No account " + username));
		return signedIn(username, person.path("password").asString());
	}

	/** An access token of a person with this password. */
	String signedIn(String username, String password) {
		SignIn.Token token = SignIn.token(endpoint("authorization_endpoint"), endpoint("token_endpoint"), username,
				password);
		return kept(username, token.value(), token.seconds());
	}

	/** An access token of a system with this secret. */
	String token(String client, String secret) {
		String basic = Base64.getEncoder().encodeToString((client + ":" + secret).getBytes(StandardCharsets.UTF_8));
		HttpRequest request = HttpRequest.newBuilder(endpoint("token_endpoint"))
			.header("Authorization", "Basic " + basic)
			.header("Content-Type", "application/x-www-form-urlencoded")
			.POST(BodyPublishers.ofString("grant_type=client_credentials"))
			.build();
		JsonNode answer = sent("POST /oauth2/token", request).accepted().json();
		return kept(client, answer.path("access_token").asString(), answer.path("expires_in").asLong());
	}

	private String kept(String account, String token, long seconds) {
		this.tokens.put(account, new Token(token, Instant.now().plusSeconds(Math.max(0, seconds - 60))));
		return token;
	}

	/**
	 * An endpoint of the authorization server, by its name in the server's metadata (RFC
	 * 8414).
	 */
	URI endpoint(String name) {
		return URI.create(this.endpoints.computeIfAbsent(name, (_) -> {
			String issuer = this.accounts.path("issuer").asString(this.front.resolve("/").toString());
			URI metadata = URI.create(issuer.replaceAll("/+$", "") + "/.well-known/openid-configuration");
			return sent("GET " + metadata, HttpRequest.newBuilder(metadata).build()).accepted()
				.json()
				.path(name)
				.asString();
		}));
	}

	/** Reads as nobody in particular. */
	Answer get(String path, String... headers) {
		return call(null, "GET", path, null, headers);
	}

	/** Reads as a system or a person. */
	Answer getAs(String client, String path, String... headers) {
		return call(client, "GET", path, null, headers);
	}

	/** Sends JSON as a system or a person. */
	Answer send(@Nullable String client, String method, String path, Object body, String... headers) {
		String[] all = java.util.Arrays.copyOf(headers, headers.length + 2);
		all[headers.length] = "Content-Type";
		all[headers.length + 1] = "application/json";
		return call(client, method, path, BodyPublishers.ofString(JSON.writeValueAsString(body)), all);
	}

	/** Calls an operation; a create gets an idempotency key of its own. */
	Answer call(@Nullable String client, String method, String path, @Nullable BodyPublisher body, String... headers) {
		Answer answer = sent(method + " " + path, request(client, method, path, body, headers));
		return forgotten(client, answer.status())
				? sent(method + " " + path, request(client, method, path, body, headers)) : answer;
	}

	/** The answer as a stream, not yet read. */
	HttpResponse<InputStream> stream(@Nullable String client, String path, String... headers) {
		return streamed(client, "GET", path, null, headers);
	}

	/** Calls an operation whose answer is read as it comes. */
	HttpResponse<InputStream> streamed(@Nullable String client, String method, String path,
			@Nullable BodyPublisher body, String... headers) {
		HttpRequest request = request(client, method, path, body, headers);
		HttpResponse<InputStream> answer = exchange(request, BodyHandlers.ofInputStream());
		if (forgotten(client, answer.statusCode())) {
			request = request(client, method, path, body, headers);
			answer = exchange(request, BodyHandlers.ofInputStream());
		}
		asDescribed(request, answer, null);
		return answer;
	}

	/** A server that was started anew asks people to sign in again. */
	private boolean forgotten(@Nullable String account, int status) {
		return account != null && status == 401 && this.tokens.remove(account) != null;
	}

	private HttpRequest request(@Nullable String client, String method, String path, @Nullable BodyPublisher body,
			String... headers) {
		HttpRequest.Builder request = HttpRequest.newBuilder(this.base.resolve(path))
			.method(method, (body != null) ? body : BodyPublishers.noBody())
			.timeout(Duration.ofMinutes(10));
		if (headers.length > 0) {
			request.headers(headers);
		}
		if (client != null) {
			request.header("Authorization", "Bearer " + token(client));
		}
		if (method.equals("POST") && !List.of(headers).contains("Idempotency-Key")) {
			request.header("Idempotency-Key", UUID.randomUUID().toString());
		}
		return request.build();
	}

	private Answer sent(String what, HttpRequest request) {
		HttpResponse<byte[]> response = exchange(request, BodyHandlers.ofByteArray());
		Answer answer = new Answer(what, response.statusCode(), response.headers(), response.body());
		asDescribed(request, response, response.body());
		if (answer.status() >= 400) {
			Refusals.note(answer);
		}
		return answer;
	}

	private void asDescribed(HttpRequest request, HttpResponse<?> response, byte @Nullable [] body) {
		CONTRACTS.computeIfAbsent(this.front,
				(platform) -> ApiContractValidator
					.of(() -> exchange(HttpRequest.newBuilder(platform.resolve("/api/openapi.json")).build(),
							BodyHandlers.ofByteArray())
						.body()))
			.require(request, response, body);
	}

	private <T> HttpResponse<T> exchange(HttpRequest request, BodyHandler<T> handler) {
		try {
			return this.http.send(request, handler);
		}
		catch (IOException ex) {
			throw new UncheckedIOException(request.uri() + ": " + ex.getMessage(), ex);
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			throw new AssertionError(ex);
		}
	}

	/**
	 * Waits until something has become true elsewhere.
	 * @param what what is waited for, for the message
	 */
	static void await(String what, Duration atMost, BooleanSupplier condition) {
		Instant deadline = Instant.now().plus(atMost);
		while (!condition.getAsBoolean()) {
			if (Instant.now().isAfter(deadline)) {
				throw new AssertionError("Not within " + atMost + ": " + what);
			}
			java.util.concurrent.locks.LockSupport.parkNanos(100_000_000);
		}
	}

	/** A query parameter's value, percent-encoded. */
	static String encoded(String value) {
		return URLEncoder.encode(value, StandardCharsets.UTF_8);
	}

	private record Token(String value, Instant until) {
	}

}
