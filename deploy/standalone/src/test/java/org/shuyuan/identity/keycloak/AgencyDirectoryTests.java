package org.shuyuan.identity.keycloak;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;

import com.sun.net.httpserver.HttpServer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.shuyuan.identity.problem.IdentityProblem;
import org.shuyuan.standalone.RunningPlatform;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

class AgencyDirectoryTests {

	private final List<String> asked = new CopyOnWriteArrayList<>();

	private HttpServer catalogue;

	@BeforeEach
	void start() throws IOException {
		this.catalogue = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
		this.catalogue.start();
	}

	@AfterEach
	void stop() {
		this.catalogue.stop(0);
	}

	private void answers(int status, String... pages) {
		this.catalogue.createContext("/", (exchange) -> {
			this.asked.add(exchange.getRequestURI().toString());
			byte[] page = pages[this.asked.size() - 1].getBytes(StandardCharsets.UTF_8);
			exchange.sendResponseHeaders(status, page.length);
			exchange.getResponseBody().write(page);
			exchange.close();
		});
	}

	private AgencyDirectory register() {
		return new AgencyDirectory("http://127.0.0.1:" + this.catalogue.getAddress().getPort(), Duration.ofMinutes(2));
	}

	@Test
	void readsEveryPage() {
		answers(200, """
				{"items": [{"id": "A", "name": {"zh": "甲局"}}, {"id": "B", "name": {"zh": "乙局"}}], "next": "/more"}""",
				"""
						{"items": [{"id": "C", "name": {"zh": "丙局"}}]}""");
		assertThat(register().agencies()).isEqualTo(Map.of("A", "甲局", "B", "乙局", "C", "丙局"));
		assertThat(this.asked).containsExactly("/api/v1/catalogue/agencies?limit=200&after=",
				"/api/v1/catalogue/agencies?limit=200&after=B");
	}

	@Test
	void aCatalogueThatFailsOrSaysSomethingElseIsSilent() {
		answers(500, "{}", "<html>");
		refuses(register());
		refuses(register());
		refuses(new AgencyDirectory("http://127.0.0.1:" + RunningPlatform.freePort(), Duration.ofMinutes(2)));
	}

	@Test
	void aHalfReadRegisterIsNone() {
		answers(200, """
				{"items": [{"id": "A", "name": {"zh": "甲局"}}], "next": "/more"}""", "<html>");
		refuses(register());
	}

	private static void refuses(AgencyDirectory agencyDirectory) {
		assertThatExceptionOfType(IdentityProblem.class).isThrownBy(agencyDirectory::agencies).satisfies((problem) -> {
			assertThat(problem.getStatusCode().value()).isEqualTo(503);
			assertThat(problem.getHeaders().getFirst("Retry-After")).isEqualTo("2");
		});
	}

}
