package org.shuyuan.portal.client;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;

/**
 * Stands for the catalogue and the gateway: answers what a test prepared and keeps what
 * it was asked.
 */
public final class StubServices implements AutoCloseable {

	private final HttpServer server;

	private final Map<String, Answer> answers = new ConcurrentHashMap<>();

	private final List<Asked> asked = new CopyOnWriteArrayList<>();

	public StubServices() {
		try {
			this.server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
		this.server.createContext("/", this::answer);
		this.server.start();
	}

	public String address() {
		return "http://127.0.0.1:" + this.server.getAddress().getPort();
	}

	public void forget() {
		this.answers.clear();
		this.asked.clear();
	}

	/** Prepares an answer for a method and a path below {@code /api/v1}. */
	public void on(String methodAndPath, int status, String body) {
		this.answers.put(methodAndPath, new Answer(status, body));
	}

	/** What was asked with the given method, oldest first. */
	public List<Asked> asked(String method) {
		return this.asked.stream().filter((asked) -> asked.method().equals(method)).toList();
	}

	private void answer(HttpExchange exchange) throws IOException {
		String path = exchange.getRequestURI().getPath().substring("/api/v1".length());
		String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
		String method = exchange.getRequestMethod();
		this.asked.add(new Asked(method, path, String.valueOf(exchange.getRequestURI().getQuery()),
				String.valueOf(exchange.getRequestHeaders().getFirst("Authorization")),
				String.valueOf(exchange.getRequestHeaders().getFirst("If-Match")),
				String.valueOf(exchange.getRequestHeaders().getFirst("Shuyuan-Purpose")),
				String.valueOf(exchange.getRequestHeaders().getFirst("traceparent")), body,
				exchange.getRequestHeaders().getOrDefault("If-None-Match", List.of())));
		Answer answer = this.answers.getOrDefault(method + " " + path,
				new Answer(method.equals("GET") ? 200 : 404, "{\"items\":[]}"));
		byte[] bytes = answer.body().getBytes(StandardCharsets.UTF_8);
		exchange.getResponseHeaders()
			.set("Content-Type", (answer.status() < 400) ? "application/json" : "application/problem+json");
		exchange.getResponseHeaders().set("ETag", "\"7\"");
		exchange.sendResponseHeaders(answer.status(), (bytes.length == 0) ? -1 : bytes.length);
		exchange.getResponseBody().write(bytes);
		exchange.close();
	}

	@Override
	public void close() {
		this.server.stop(0);
	}

	private record Answer(int status, String body) {
	}

	/**
	 * One call that came in.
	 */
	public record Asked(String method, String path, String query, String authorization, String ifMatch, String purpose,
			String traceparent, String body, List<String> ifNoneMatch) {
	}

}
