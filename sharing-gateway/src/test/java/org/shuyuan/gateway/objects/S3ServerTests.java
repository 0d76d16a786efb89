package org.shuyuan.gateway.objects;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;

import com.sun.net.httpserver.HttpServer;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/** Calls of a server that takes its time. */
class S3ServerTests {

	private static final int SLOW = 20;

	/** Each is answered when all have come. */
	@Test
	void slowCallsKeepNobodyElseWaiting() throws Exception {
		CountDownLatch missing = new CountDownLatch(SLOW);
		try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
			HttpServer slow = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
			slow.setExecutor(threads);
			slow.createContext("/", (exchange) -> {
				missing.countDown();
				try {
					exchange.sendResponseHeaders(missing.await(30, TimeUnit.SECONDS) ? 200 : 500, 1);
					exchange.getResponseBody().write(1);
				}
				catch (InterruptedException _) {
					Thread.currentThread().interrupt();
				}
				exchange.close();
			});
			slow.start();
			try (S3Server server = new S3Server(URI.create("http://127.0.0.1:" + slow.getAddress().getPort()), "x",
					Optional.empty())) {
				List<Future<Boolean>> reading = IntStream.range(0, SLOW)
					.mapToObj((number) -> threads.submit(() -> server.mayRead("bucket", "object-" + number)))
					.toList();
				for (Future<Boolean> each : reading) {
					assertThat(each.get(2, TimeUnit.MINUTES)).isTrue();
				}
			}
			finally {
				slow.stop(0);
			}
		}
	}

}
