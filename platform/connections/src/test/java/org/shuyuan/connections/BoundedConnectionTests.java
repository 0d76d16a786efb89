package org.shuyuan.connections;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import org.springframework.boot.tomcat.servlet.TomcatServletWebServerFactory;
import org.springframework.boot.web.server.WebServer;
import org.springframework.util.unit.DataSize;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

class BoundedConnectionTests {

	private static final int LARGE = 64 << 20;

	private final List<Socket> sockets = new ArrayList<>();

	private final BlockingQueue<ConnectionReset> running = new LinkedBlockingQueue<>();

	private @Nullable WebServer server;

	@AfterEach
	void stop() throws IOException {
		for (Socket socket : this.sockets) {
			socket.close();
		}
		if (this.server != null) {
			this.server.stop();
		}
	}

	@Test
	void connectionsWithoutRequestDoNotKeepOthersOut() throws Exception {
		start(20, 1000, Duration.ofMinutes(5));
		for (int i = 0; i < 400; i++) {
			send(connect("127.0.0.1"), "GET / HTTP/1.1\r\nHost: x\r\nX-a: ");
		}
		for (int i = 0; i < 30; i++) {
			assertThat(answer(connect("127.0.0.1"))).startsWith("HTTP/1.1 200");
		}
	}

	@Test
	void oneAddressHasOnlyItsShare() throws Exception {
		start(1000, 10, Duration.ofMinutes(5));
		for (int i = 0; i < 10; i++) {
			send(connect("127.0.0.2"), "GET / HTTP/1.1\r\n");
		}
		assertThatExceptionOfType(IOException.class).isThrownBy(() -> answer(connect("127.0.0.2")));
		assertThat(answer(connect("127.0.0.3"))).startsWith("HTTP/1.1 200");
		this.sockets.getFirst().close();
		Socket again = connect("127.0.0.2");
		for (int tries = 0; tries < 100 && !answers(again); tries++) {
			again = connect("127.0.0.2");
		}
		assertThat(this.sockets).hasSizeLessThan(110);
	}

	@Test
	void headersThatTrickleInAreGivenUp() throws Exception {
		start(1000, 1000, Duration.ofMillis(500));
		Socket slow = connect("127.0.0.1");
		slow.setSoTimeout(50);
		send(slow, "GET / HTTP/1.1\r\nHost: x\r\nX-a: ");
		long start = System.nanoTime();
		boolean open = true;
		while (open) {
			assertThat(System.nanoTime() - start).isLessThan(TimeUnit.SECONDS.toNanos(60));
			try {
				send(slow, "a");
				open = slow.getInputStream().read() >= 0;
			}
			catch (SocketTimeoutException _) {
				// nothing was answered, and the next piece goes out
			}
			catch (IOException _) {
				open = false;
			}
		}
		assertThat(answer(connect("127.0.0.1"))).startsWith("HTTP/1.1 200");
	}

	@Test
	void resetReachesASlowReaderAtOnce() throws Exception {
		start(1000, 1000, Duration.ofSeconds(10));
		Socket reader = new Socket();
		this.sockets.add(reader);
		reader.setReceiveBufferSize(64 << 10);
		reader.connect(new InetSocketAddress("127.0.0.1", this.server.getPort()));
		send(reader, "GET /large HTTP/1.1\r\nHost: x\r\n\r\n");
		InputStream in = reader.getInputStream();
		assertThat(in.readNBytes(100_000)).hasSize(100_000);
		ConnectionReset reset = this.running.poll(30, TimeUnit.SECONDS);
		reset.reset();
		long after = 0;
		boolean broken = false;
		byte[] piece = new byte[8192];
		try {
			for (int read = in.read(piece); read >= 0; read = in.read(piece)) {
				after += read;
			}
		}
		catch (IOException _) {
			broken = true;
		}
		assertThat(broken).isTrue();
		assertThat(after).isLessThan(1 << 20);
		assertThat(answer(connect("127.0.0.1"))).startsWith("HTTP/1.1 200");
	}

	@Test
	void aResetAfterTheEndLeavesTheConnectionToTheNextRequest() throws Exception {
		start(1000, 1000, Duration.ofSeconds(10));
		Socket socket = connect("127.0.0.1");
		assertThat(answer(socket)).startsWith("HTTP/1.1 200");
		ConnectionReset first = this.running.poll(30, TimeUnit.SECONDS);
		// the second answer shows that the first request has come to its end
		assertThat(answer(socket)).startsWith("HTTP/1.1 200");
		first.reset();
		assertThat(answer(socket)).startsWith("HTTP/1.1 200");
	}

	@ParameterizedTest
	@CsvSource({ "GET /x?q=公交 HTTP/1.1, 400, bad-request", "GET /x?%LONG HTTP/1.1, 414, address-too-long",
			"'GET /x HTTP/1.1\r\nX-a: %LONG', 431, headers-too-large", "GET /x\u0001 HTTP/1.1, 400, bad-request",
			"CONNECT other.test:443 HTTP/1.1, 501, not-implemented", "GET /x HTTP/3.7, 505, http-version-not-supported",
			"'POST /x HTTP/1.1\r\nTransfer-Encoding: zip', 501, not-implemented" })
	void whatCannotBeReadIsAProblem(String request, int status, String code) throws Exception {
		start(1000, 1000, Duration.ofSeconds(10));
		Socket socket = connect("127.0.0.1");
		socket.setSoTimeout(30_000);
		socket.getOutputStream()
			.write((request.replace("\\r\\n", "\r\n").replace("%LONG", "a".repeat(20_000)) + "\r\nHost: x\r\n\r\n")
				.getBytes(StandardCharsets.UTF_8));
		String answer = new String(readAll(socket), StandardCharsets.UTF_8);
		assertThat(answer).startsWith("HTTP/1.1 " + status)
			.containsIgnoringCase("content-type: application/problem+json")
			.contains("\"code\":\"" + code + "\"", "adviceZh")
			.doesNotContain("<html");
	}

	private static byte[] readAll(Socket socket) {
		ByteArrayOutputStream read = new ByteArrayOutputStream();
		try {
			for (int next = socket.getInputStream().read(); next >= 0; next = socket.getInputStream().read()) {
				read.write(next);
			}
		}
		catch (IOException _) {
			// what the server did not read makes it reset the connection
		}
		return read.toByteArray();
	}

	@Test
	void redirectsDoNotFollowTheHostThatTheCallerNames() throws Exception {
		start(1000, 1000, Duration.ofSeconds(10));
		Socket socket = connect("127.0.0.1");
		send(socket, "GET /moved HTTP/1.1\r\nHost: evil.example\r\nConnection: close\r\n\r\n");
		assertThat(new String(readAll(socket), StandardCharsets.UTF_8)).contains("Location: /elsewhere")
			.doesNotContain("evil.example");
	}

	@Test
	void asManyAsTheHeapHasRoomFor() {
		ConnectionProperties fitting = properties(0, 1, Duration.ofSeconds(1));
		assertThat(fitting.fitting(448L << 20)).isBetween(1000, 1300);
		assertThat(fitting.fitting(1 << 20)).isEqualTo(200);
		assertThat(fitting.fitting(Long.MAX_VALUE)).isEqualTo(8192);
		assertThat(properties(77, 1, Duration.ofSeconds(1)).fitting(448L << 20)).isEqualTo(77);
	}

	private boolean answers(Socket socket) {
		try {
			return answer(socket).startsWith("HTTP/1.1 200");
		}
		catch (IOException _) {
			return false;
		}
	}

	private String answer(Socket socket) throws IOException {
		socket.setSoTimeout(30_000);
		send(socket, "GET / HTTP/1.1\r\nHost: x\r\n\r\n");
		StringBuilder answer = new StringBuilder();
		while (answer.indexOf("well") < 0) {
			int next = socket.getInputStream().read();
			if (next < 0) {
				throw new IOException("closed after " + answer);
			}
			answer.append((char) next);
		}
		return answer.toString();
	}

	private Socket connect(String from) throws IOException {
		Socket socket = new Socket();
		this.sockets.add(socket);
		socket.bind(new InetSocketAddress(from, 0));
		socket.connect(new InetSocketAddress("127.0.0.1", this.server.getPort()), 30_000);
		return socket;
	}

	private static void send(Socket socket, String text) throws IOException {
		socket.getOutputStream().write(text.getBytes(StandardCharsets.US_ASCII));
		socket.getOutputStream().flush();
	}

	private static ConnectionProperties properties(int most, int perAddress, Duration headerTimeout) {
		return new ConnectionProperties(most, perAddress, Set.of(InetAddress.getLoopbackAddress()), headerTimeout,
				Duration.ofSeconds(35), Duration.ofSeconds(20), DataSize.ofKilobytes(256));
	}

	private void start(int most, int perAddress, Duration headerTimeout) {
		TomcatServletWebServerFactory factory = new TomcatServletWebServerFactory(0);
		new ConnectionConfiguration().boundedConnections(properties(most, perAddress, headerTimeout))
			.customize(factory);
		this.server = factory
			.getWebServer((context) -> context.addServlet("answering", new Answering(this.running)).addMapping("/*"));
		this.server.start();
	}

	private static final class Answering extends HttpServlet {

		private final transient BlockingQueue<ConnectionReset> running;

		Answering(BlockingQueue<ConnectionReset> running) {
			this.running = running;
		}

		@Override
		protected void doGet(HttpServletRequest request, HttpServletResponse response) throws IOException {
			this.running.add(ConnectionReset.of(request).orElseThrow());
			if (request.getRequestURI().equals("/moved")) {
				response.sendRedirect("/elsewhere");
			}
			else if (request.getRequestURI().equals("/large")) {
				byte[] piece = new byte[1 << 16];
				for (int sent = 0; sent < LARGE; sent += piece.length) {
					response.getOutputStream().write(piece);
				}
			}
			else {
				response.getOutputStream().print("well");
			}
		}

	}

}
