package org.shuyuan.standalone.city;

import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

import org.jspecify.annotations.Nullable;
import org.shuyuan.identity.accounts.ClientSystem;
import org.shuyuan.identity.accounts.FirstAccounts;
import org.shuyuan.identity.accounts.PersonAccount;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * The platform's API as the city's people and systems use it: each call in the name of
 * one account, tried again for a while where the platform says that it is not ready.
 * Systems register, upload and ask; people, who sign in for it, decide.
 */
class CityApi {

	private static final JsonMapper JSON = JsonMapper.builder().build();

	private static final int TRIES = 60;

	/**
	 * Not offering HTTP/2 over plain HTTP, which some proxies pass on to what is behind.
	 */
	private final HttpClient http = HttpClient.newBuilder()
		.version(HttpClient.Version.HTTP_1_1)
		.connectTimeout(Duration.ofSeconds(10))
		.build();

	private final String base;

	private final Issuer issuer;

	private final FirstAccounts.Written accounts;

	private final Map<String, String> tokens = new ConcurrentHashMap<>();

	CityApi(String base, Issuer issuer, FirstAccounts.Written accounts) {
		this.base = base;
		this.issuer = issuer;
		this.accounts = accounts;
	}

	Answer get(String as, String path) {
		return call(as, "GET", path, BodyPublishers.noBody(), Map.of());
	}

	Answer put(String as, String path, Object body) {
		return call(as, "PUT", path, json(body), Map.of());
	}

	/** Creates or acts; the same key never repeats it. */
	Answer post(String as, String path, @Nullable Object body, String key) {
		return post(as, path, body, key, Map.of());
	}

	Answer post(String as, String path, @Nullable Object body, String key, Map<String, String> headers) {
		Map<String, String> all = new HashMap<>(headers);
		all.put("Idempotency-Key", key);
		return call(as, "POST", path, (body != null) ? json(body) : BodyPublishers.noBody(), all);
	}

	Answer upload(String as, String path, byte[] bytes) {
		return call(as, "PUT", path, BodyPublishers.ofByteArray(bytes), Map.of("Content-Type", "text/csv"));
	}

	private static BodyPublisher json(Object body) {
		return BodyPublishers.ofByteArray(JSON.writeValueAsBytes(body));
	}

	Answer call(String as, String method, String path, BodyPublisher body, Map<String, String> headers) {
		for (int tried = 1;; tried++) {
			Answer answer = once(as, method, path, body, headers);
			boolean later = answer.status() == 503 || answer.status() == 429 || answer.status() == 502;
			if (answer.status() == 401 && tried == 1) {
				this.tokens.remove(as);
				continue;
			}
			if (!later || tried == TRIES) {
				return answer;
			}
			LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(500));
		}
	}

	private Answer once(String as, String method, String path, BodyPublisher body, Map<String, String> headers) {
		HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(this.base + path))
			.timeout(Duration.ofSeconds(120))
			.header("Authorization", "Bearer " + this.tokens.computeIfAbsent(as, this::token))
			.header("Accept", "application/json")
			.method(method, body);
		if (!headers.containsKey("Content-Type") && body.contentLength() > 0) {
			request.header("Content-Type", "application/json");
		}
		headers.forEach(request::header);
		HttpResponse<byte[]> response = send(request.build());
		return new Answer(method + " " + path, response.statusCode(), tree(response.body()),
				response.headers().firstValue("ETag").orElse(""));
	}

	private static JsonNode tree(byte[] body) {
		try {
			return (body.length > 0) ? JSON.readTree(body) : JSON.createObjectNode();
		}
		catch (tools.jackson.core.JacksonException _) {
			return JSON.createObjectNode();
		}
	}

	private String token(String account) {
		Optional<ClientSystem> system = this.accounts.systems()
			.stream()
			.filter((known) -> known.clientId().equals(account))
			.findFirst();
		return system.isPresent() ? token(system.get()) : token(person(account));
	}

	private PersonAccount person(String username) {
		return this.accounts.people()
			.stream()
			.filter((known) -> known.username().equals(username))
			.findFirst()
			.orElseThrow(() -> new CityLoadFailed("accounts.json names no account " + username));
	}

	private String token(PersonAccount personAccount) {
		try {
			return new CitySignIn(this.issuer.authorization(), this.issuer.token()).token(personAccount);
		}
		catch (IOException ex) {
			throw new CityLoadFailed("%s could not sign in: %s".formatted(personAccount.username(), ex));
		}
		catch (InterruptedException _) {
			Thread.currentThread().interrupt();
			throw new CityLoadFailed("interrupted");
		}
	}

	private String token(ClientSystem system) {
		String both = encode(system.clientId()) + ":" + encode(String.valueOf(system.clientSecret()));
		HttpRequest request = HttpRequest.newBuilder(this.issuer.token())
			.timeout(Duration.ofSeconds(30))
			.header("Authorization",
					"Basic " + Base64.getEncoder().encodeToString(both.getBytes(StandardCharsets.UTF_8)))
			.header("Content-Type", "application/x-www-form-urlencoded")
			.POST(BodyPublishers.ofString("grant_type=client_credentials"))
			.build();
		HttpResponse<byte[]> response = send(request);
		JsonNode token = tree(response.body()).path("access_token");
		if (!token.isString()) {
			throw new CityLoadFailed("%s got no token (status %d)".formatted(system.clientId(), response.statusCode()));
		}
		return token.asString();
	}

	private static String encode(String text) {
		return URLEncoder.encode(text, StandardCharsets.UTF_8);
	}

	private HttpResponse<byte[]> send(HttpRequest request) {
		try {
			return this.http.send(request, HttpResponse.BodyHandlers.ofByteArray());
		}
		catch (IOException ex) {
			throw new CityLoadFailed("%s %s was not answered: %s".formatted(request.method(), request.uri(), ex));
		}
		catch (InterruptedException _) {
			Thread.currentThread().interrupt();
			throw new CityLoadFailed("interrupted");
		}
	}

	/**
	 * Where tokens come from.
	 *
	 * @param authorization where people begin to sign in
	 * @param token where codes and credentials become tokens
	 */
	record Issuer(URI authorization, URI token) {
	}

	/**
	 * What the platform answered.
	 *
	 * @param call method and path
	 * @param status HTTP status
	 * @param body JSON, an empty object if there was none
	 * @param etag as received, empty if there was none
	 */
	record Answer(String call, int status, JsonNode body, String etag) {

		boolean good() {
			return this.status >= 200 && this.status < 300;
		}

		String code() {
			return this.body.path("code").asString("");
		}

		/** Itself, if the call succeeded. */
		Answer orFail() {
			if (!good()) {
				throw new CityLoadFailed("%s answered %d %s %s".formatted(this.call, this.status, code(),
						this.body.path("detail").asString("")));
			}
			return this;
		}

	}

}
