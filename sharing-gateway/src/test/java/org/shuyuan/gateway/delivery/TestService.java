package org.shuyuan.gateway.delivery;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;

/**
 * An agency's own service, on this machine.
 */
final class TestService implements AutoCloseable {

	/** Headers and query of the calls that came. */
	final List<Headers> headers = Collections.synchronizedList(new ArrayList<>());

	final List<String> queries = Collections.synchronizedList(new ArrayList<>());

	private final CountDownLatch closed = new CountDownLatch(1);

	private final HttpServer server;

	private volatile Runnable asked = () -> {
	};

	TestService() {
		try {
			this.server = HttpServer.create(new InetSocketAddress("127.0.0.1", 0), 0);
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
		this.server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
		this.server.createContext("/answer", (exchange) -> answer(exchange, 200, "{\"许可\":\"A1\"}"));
		this.server.createContext("/status", (exchange) -> answer(exchange,
				Integer.parseInt(exchange.getRequestURI().getPath().substring("/status/".length())), "a secret"));
		this.server.createContext("/endless", this::endless);
		this.server.createContext("/silent", this::silent);
		this.server.createContext("/half", this::half);
		this.server.createContext("/long", this::declaredLong);
		this.server.start();
	}

	String address(String path) {
		return "http://127.0.0.1:" + this.server.getAddress().getPort() + path;
	}

	/** Runs when a call comes, before it is answered. */
	void whenAsked(Runnable listener) {
		this.asked = listener;
	}

	private void note(HttpExchange exchange) {
		this.asked.run();
		this.headers.add(exchange.getRequestHeaders());
		this.queries.add(String.valueOf(exchange.getRequestURI().getRawQuery()));
	}

	private void answer(HttpExchange exchange, int status, String body) throws IOException {
		note(exchange);
		byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
		exchange.getResponseHeaders().set("Content-Type", "text/html");
		exchange.getResponseHeaders().set("Set-Cookie", "session=1");
		exchange.getResponseHeaders().set("Location", address("/answer"));
		exchange.sendResponseHeaders(status, bytes.length);
		exchange.getResponseBody().write(bytes);
		exchange.close();
	}

	private void endless(HttpExchange exchange) throws IOException {
		note(exchange);
		exchange.sendResponseHeaders(200, 0);
		byte[] chunk = "一行数据\n".repeat(64).getBytes(StandardCharsets.UTF_8);
		Semaphore never = new Semaphore(0);
		try {
			while (this.closed.getCount() > 0) {
				exchange.getResponseBody().write(chunk);
				exchange.getResponseBody().flush();
				never.tryAcquire(1, TimeUnit.MILLISECONDS);
			}
		}
		catch (InterruptedException _) {
			Thread.currentThread().interrupt();
		}
		finally {
			exchange.close();
		}
	}

	private void silent(HttpExchange exchange) {
		note(exchange);
		wait(exchange);
	}

	private void wait(HttpExchange exchange) {
		try {
			this.closed.await();
		}
		catch (InterruptedException _) {
			Thread.currentThread().interrupt();
		}
		exchange.close();
	}

	/** Much at once, and then nothing more. */
	private void half(HttpExchange exchange) throws IOException {
		note(exchange);
		exchange.sendResponseHeaders(200, 0);
		exchange.getResponseBody().write("一行数据\n".repeat(60_000).getBytes(StandardCharsets.UTF_8));
		exchange.getResponseBody().flush();
		wait(exchange);
	}

	private void declaredLong(HttpExchange exchange) throws IOException {
		note(exchange);
		exchange.sendResponseHeaders(200, 1L << 40);
		exchange.getResponseBody().write(1);
		exchange.getResponseBody().flush();
		silent(exchange);
	}

	@Override
	public void close() {
		this.closed.countDown();
		this.server.stop(0);
	}

}
