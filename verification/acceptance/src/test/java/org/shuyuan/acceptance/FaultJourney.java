package org.shuyuan.acceptance;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.condition.EnabledIfEnvironmentVariable;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Each server of the testbed is killed, stopped for a while, cut off, slowed down and
 * left without room, one after the other, while people read, register, upload and
 * receive. Nobody who is refused gets rows, nothing acknowledged is lost, and everything
 * goes on by itself once the server is back. What was seen is written to the file
 * {@code SHUYUAN_FAULTS}, a line for each fault.
 */
@OnRunningCity
@EnabledIfEnvironmentVariable(named = "SHUYUAN_FAULTS", matches = ".+")
class FaultJourney {

	private static final List<String> SERVERS = List.of(System.getenv()
		.getOrDefault("SHUYUAN_FAULTS_OF",
				"postgres objects elasticsearch keycloak fuseki catalogue-1 gateway-1 portal-1")
		.split(" "));

	/** Longer than what is known of who stands, and of the catalogue, may be old. */
	private static final Duration LASTS = Duration.ofSeconds(12);

	private static Platform platform;

	private static Testbed testbed;

	private static Load load;

	private final HttpClient http = HttpClient.newBuilder()
		.version(HttpClient.Version.HTTP_1_1)
		.connectTimeout(Duration.ofSeconds(3))
		.build();

	@BeforeAll
	static void begin() {
		platform = Platform.ofEnvironment();
		testbed = Testbed.ofEnvironment();
		load = Load.on(platform);
	}

	@AfterAll
	static void end() {
		load.close();
	}

	@TestFactory
	Stream<DynamicTest> nothingLeaksAndNothingAcknowledgedIsLost() {
		assertThat(SERVERS).as("servers of which at least one has to be there").anyMatch(testbed::has);
		return SERVERS.stream()
			.filter(testbed::has)
			.flatMap((server) -> Stream.of(Fault.values())
				.filter((fault) -> fault.possible(testbed, server))
				.map((fault) -> DynamicTest.dynamicTest(server + " " + fault, () -> hurt(server, fault))));
	}

	private void hurt(String server, Fault fault) throws IOException {
		load.awaitWell();
		load.forget();
		fault.begin(testbed, server);
		LockSupport.parkNanos(LASTS.toNanos());
		String health = health();
		String page = page();
		String during = load.told();
		Instant back = Instant.now();
		fault.end(testbed, server);
		load.awaitWell();
		long seconds = Duration.between(back, Instant.now()).toSeconds();
		List<String> lost = load.lost();
		Files.writeString(Path.of(System.getenv("SHUYUAN_FAULTS")),
				"| %s | %s | %s | %s | %s | %d s | %d of %d | %d |%n".formatted(server, fault, during, health, page,
						seconds, lost.size(), load.acknowledged(), load.leaks()),
				StandardOpenOption.CREATE, StandardOpenOption.APPEND);
		assertThat(load.acknowledged()).as("acknowledged up to now").isPositive();
		assertThat(page).as("the search page").contains("in words");
		if (fault == Fault.KILLED) {
			assertThat(health).as("what the instances say of themselves").containsPattern("silent|DOWN|DEGRADED");
		}
		assertThat(load.leaks()).as("answers with rows to callers who may not have them").isZero();
		assertThat(lost).as("acknowledged writes that are not there").isEmpty();
	}

	/** What the instances say of themselves. */
	private String health() {
		return Stream.of("catalogue-1", "catalogue-2", "gateway-1", "gateway-2", "portal-1", "portal-2")
			.map((instance) -> asked(testbed.address(instance) + "/actuator/health/readiness")
				.map((answer) -> Platform.JSON.readTree(answer.body()).path("status").asString("?"))
				.findFirst()
				.orElse("silent") + " " + instance)
			.collect(Collectors.groupingBy((said) -> said.substring(0, said.indexOf(' ')), Collectors.counting()))
			.entrySet()
			.stream()
			.map((said) -> said.getValue() + " " + said.getKey())
			.collect(Collectors.joining(", "));
	}

	/**
	 * What somebody who searches in the browser is shown; where nothing comes, which is
	 * so when the proxy sent them to an instance that hangs, they load the page once
	 * more.
	 */
	private String page() {
		return shown().or(() -> shown().map((again) -> again + ", at the second try")).orElse("none");
	}

	private Optional<String> shown() {
		return asked(platform.base().resolve("/catalogue?q=%E5%85%AC%E4%BA%A4&lang=zh-CN").toString())
			.map((answer) -> answer.statusCode() + (answer.body().contains("<main") ? ", in words" : ", bare"))
			.findFirst();
	}

	private Stream<HttpResponse<String>> asked(String address) {
		try {
			return Stream.of(this.http.send(HttpRequest.newBuilder(URI.create(address))
				.timeout(Duration.ofSeconds(20))
				.header("Accept", address.contains("actuator") ? "application/json" : "text/html")
				.build(), BodyHandlers.ofString()));
		}
		catch (IOException ex) {
			return Stream.empty();
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			throw new AssertionError(ex);
		}
	}

}
