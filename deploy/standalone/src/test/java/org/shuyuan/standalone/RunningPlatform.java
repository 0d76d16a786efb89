package org.shuyuan.standalone;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.CookieManager;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import org.jspecify.annotations.Nullable;
import org.shuyuan.identity.Browsing;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * The whole platform without the demo city, on a free port, called over HTTP.
 */
public final class RunningPlatform implements AutoCloseable {

	private static final JsonMapper JSON = JsonMapper.builder().build();

	private final HttpClient http = HttpClient.newHttpClient();

	private final String base;

	private final Path data;

	private final Launch launch;

	private RunningPlatform(String base, Path data, Launch launch) {
		this.base = base;
		this.data = data;
		this.launch = launch;
	}

	/**
	 * Starts it.
	 * @param data an empty folder
	 * @param switches more of the environment
	 */
	public static RunningPlatform start(Path data, Map<String, String> switches) {
		Map<String, String> environment = new HashMap<>(switches);
		String port = environment.computeIfAbsent("SHUYUAN_PORT", (_) -> String.valueOf(freePort()));
		environment.put("SHUYUAN_DATA", data.toString());
		Launch launch = new Launch(Settings.of(environment, List.of("--empty")));
		try {
			launch.start();
		}
		catch (RuntimeException ex) {
			launch.stop();
			throw ex;
		}
		return new RunningPlatform("http://127.0.0.1:" + port, data, launch);
	}

	/** A port that is free at this moment. */
	public static int freePort() {
		try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
			return socket.getLocalPort();
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	@Override
	public void close() {
		this.launch.stop();
	}

	/** The platform's address, without a path. */
	public String base() {
		return this.base;
	}

	/** The folder that holds everything. */
	public Path data() {
		return this.data;
	}

	/** The accounts as written at the start. */
	public JsonNode accounts() {
		return JSON.readTree(this.data.resolve("accounts.json").toFile());
	}

	/**
	 * An access token of one of those people, who signs in for it by name and password.
	 */
	public String signedIn(String username) {
		String password = accounts().path("people")
			.valueStream()
			.filter((person) -> person.path("username").asString().equals(username))
			.map((person) -> person.path("password").asString())
			.findFirst()
			.orElseThrow();
		return Browsing.token(this.base + "/oauth2", username, password);
	}

	/** A browser of its own: keeps cookies, follows no redirect. */
	public static HttpClient browser() {
		return HttpClient.newBuilder().cookieHandler(new Jar()).build();
	}

	/** Takes loopback for secure, as browsers do. */
	private static final class Jar extends CookieManager {

		@Override
		public void put(URI from, Map<String, List<String>> headers) throws IOException {
			Map<String, List<String>> plain = new HashMap<>(headers);
			plain.replaceAll((name, values) -> name.equalsIgnoreCase("Set-Cookie")
					? values.stream().map((value) -> value.replaceAll("(?i);\\s*secure", "")).toList() : values);
			super.put(from, plain);
		}

	}

	/**
	 * Calls an operation.
	 * @param token bearer token, none for the public
	 * @param body JSON, none for none
	 */
	public HttpResponse<String> call(@Nullable String token, String method, String path, @Nullable Object body,
			String... headers) {
		return callText(token, method, path, (body != null) ? JSON.writeValueAsString(body) : null, headers);
	}

	/**
	 * Calls an operation with what need not be JSON.
	 * @param body the text to send as JSON, none for none
	 */
	public HttpResponse<String> callText(@Nullable String token, String method, String path, @Nullable String body,
			String... headers) {
		HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(this.base + path))
			.timeout(Duration.ofMinutes(2))
			.method(method, (body != null) ? BodyPublishers.ofString(body) : BodyPublishers.noBody());
		if (headers.length > 0) {
			request.headers(headers);
		}
		if (token != null) {
			request.header("Authorization", "Bearer " + token);
		}
		if (body != null) {
			request.header("Content-Type", "application/json");
		}
		return send(this.http, request.build());
	}

	/** Sends a form as a browser does, with what it holds. */
	public static HttpResponse<String> post(HttpClient browser, String address, String form, String... headers) {
		HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(address))
			.timeout(Duration.ofMinutes(2))
			.header("Content-Type", "application/x-www-form-urlencoded")
			.POST(BodyPublishers.ofString(form));
		if (headers.length > 0) {
			request.headers(headers);
		}
		return send(browser, request.build());
	}

	/** Opens an address as a browser does. */
	public static HttpResponse<String> open(HttpClient browser, String address) {
		return send(browser,
				HttpRequest.newBuilder(URI.create(address))
					.timeout(Duration.ofMinutes(2))
					.header("Accept", "text/html")
					.build());
	}

	private static HttpResponse<String> send(HttpClient client, HttpRequest request) {
		try {
			return client.send(request, BodyHandlers.ofString());
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			throw new IllegalStateException(ex);
		}
	}

	/** The members of an answer. */
	public static JsonNode json(HttpResponse<String> answer) {
		return JSON.readTree(answer.body());
	}

}
