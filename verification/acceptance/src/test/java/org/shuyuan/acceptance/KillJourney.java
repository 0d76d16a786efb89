package org.shuyuan.acceptance;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfEnvironmentVariable;
import tools.jackson.databind.JsonNode;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * SIGKILL in the middle of bulk registration, upload and delivery, of the JVM alone and
 * of everything, {@code SHUYUAN_KILLS} times each: what was acknowledged is there, the
 * audit chain verifies, and the views agree with the store.
 */
@EnabledIfEnvironmentVariable(named = "SHUYUAN_KILLS", matches = "[1-9]\\d*")
class KillJourney {

	private static final int KILLS = Integer.parseInt(System.getenv().getOrDefault("SHUYUAN_KILLS", "1"));

	private static final int RECORDS = 4_000;

	private static final Random RANDOM = new Random(7);

	private static Killable city;

	private static Platform platform;

	@BeforeAll
	static void startCity() throws IOException {
		city = Killable.start();
		city.await("city loaded");
		platform = city.platform();
	}

	@AfterAll
	static void stopCity() {
		city.stop();
	}

	@Test
	void bulkRegistrationKeepsWhatItAcknowledged() {
		for (int kill = 0; kill < 2 * KILLS; kill++) {
			String source = "kill-" + kill;
			Map<String, String> acknowledged = new ConcurrentHashMap<>();
			killDuring(kill, (begun) -> register(source, acknowledged, begun));
			Map<String, String> again = new HashMap<>();
			Map<String, String> statuses = register(source, again, new CountDownLatch(1));
			acknowledged.forEach((key, id) -> {
				assertThat(statuses.get(key)).as("record %s of %s", key, source).isEqualTo("unchanged");
				assertThat(again.get(key)).isEqualTo(id);
			});
			assertThat(again).hasSize(RECORDS);
			System.out.printf("kill %s during registration: %d of %d acknowledged, all there%n", source,
					acknowledged.size(), RECORDS);
		}
		viewsAgree();
	}

	@Test
	void uploadKeepsWhatItAcknowledged() {
		Clerk clerk = new Clerk(platform, platform.agencies().get(0));
		String distribution = clerk.register(KillFixtures.table(clerk.agency(), "upload"))
			.at("/distributions/0/id")
			.asString();
		String data = Platform.SHARING + "/distributions/" + distribution;
		Map<String, String> acknowledged = new LinkedHashMap<>();
		for (int kill = 0; kill < 2 * KILLS; kill++) {
			killDuring(kill, (begun) -> upload(clerk, data, acknowledged, begun));
			Map<String, JsonNode> versions = versions(clerk, data);
			acknowledged.forEach((version, hash) -> {
				assertThat(versions).containsKey(version);
				assertThat(versions.get(version).path("sha256").asString()).isEqualTo(hash);
			});
			System.out.printf("kill %d during upload: %d versions acknowledged, all there%n", kill,
					acknowledged.size());
		}
		Platform.await("every upload is processed", Duration.ofMinutes(10), () -> versions(clerk, data).values()
			.stream()
			.noneMatch((version) -> List.of("received", "processing").contains(version.path("state").asString())));
	}

	private static Map<String, JsonNode> versions(Clerk clerk, String data) {
		Map<String, JsonNode> versions = new HashMap<>();
		String next = data + "/versions?limit=200";
		while (!next.isEmpty()) {
			JsonNode page = platform.getAs(clerk.steward(), next).accepted().json();
			page.path("items").forEach((version) -> versions.put(version.path("version").asString(), version));
			next = page.path("next").asString("");
		}
		return versions;
	}

	@Test
	void deliveryIsRecordedBeforeItsBytes() throws IOException, InterruptedException {
		Clerk clerk = new Clerk(platform, platform.agencies().get(1));
		JsonNode entry = clerk.register(KillFixtures.table(clerk.agency(), "delivery"));
		String data = Platform.SHARING + "/distributions/" + entry.at("/distributions/0/id").asString();
		platform
			.call(clerk.steward(), "PUT", data + "/data?wait=60&filename=rows.csv",
					BodyPublishers.ofString(KillFixtures.csv(600_000, 1)), "Content-Type", "text/csv")
			.accepted();
		clerk.publish(entry.path("id").asString());
		Platform.await("the rows are open", Duration.ofMinutes(2),
				() -> platform.get(data + "/rows?limit=1").status() == 200);
		for (int kill = 0; kill < 2 * KILLS; kill++) {
			String[] decision = new String[1];
			killDuring(kill, (begun) -> deliver(data, decision, begun));
			Path export = Files.createTempFile("audit", ".ndjson");
			Files.write(export,
					platform.getAs(platform.account("auditor"), Platform.SHARING + "/audit/export").accepted().body());
			assertThat(decision[0]).isNotNull();
			assertThat(Files.readString(export)).as("decision %s is in the audit", decision[0]).contains(decision[0]);
			Path key = Files.createTempFile("audit-key", ".pem");
			Files.write(key,
					platform.getAs(platform.account("auditor"), Platform.SHARING + "/audit/key").accepted().body());
			Process verifier = new ProcessBuilder(city.root().resolve("deploy/verify-audit").toString(),
					export.toString(), "--key", key.toString())
				.inheritIO()
				.start();
			assertThat(verifier.waitFor()).as("the chain verifies").isZero();
			Files.delete(export);
			System.out.printf("kill %d during delivery: decision %s recorded, chain whole%n", kill, decision[0]);
		}
	}

	private void killDuring(int number, Work work) {
		CountDownLatch begun = new CountDownLatch(1);
		Thread worker = Thread.ofVirtual().start(() -> {
			try {
				work.until(begun);
			}
			catch (UncheckedIOException | AssertionError ex) {
				// the server was killed under it
			}
		});
		try {
			assertThat(begun.await(2, TimeUnit.MINUTES)).as("work has begun").isTrue();
			worker.join(Duration.ofMillis(RANDOM.nextInt(1200)));
			city.kill(number % 2 == 1);
			worker.join();
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			throw new AssertionError(ex);
		}
		city.restart();
	}

	private static Map<String, String> register(String source, Map<String, String> acknowledged, CountDownLatch begun) {
		String agency = platform.agencies().get(0);
		String body = IntStream.range(0, RECORDS)
			.mapToObj((n) -> Platform.JSON.writeValueAsString(KillFixtures.harvested(agency, source, n)))
			.collect(Collectors.joining("\n", "", "\n"));
		Map<String, String> statuses = new HashMap<>();
		HttpResponse<InputStream> response = platform.streamed(platform.account("authority"), "POST",
				Platform.CATALOGUE + "/imports?completeness=harvested&source=" + source, BodyPublishers.ofString(body),
				"Content-Type", "application/x-ndjson");
		try (BufferedReader lines = new BufferedReader(
				new InputStreamReader(response.body(), StandardCharsets.UTF_8))) {
			for (String line = lines.readLine(); line != null; line = lines.readLine()) {
				JsonNode result = Platform.JSON.readTree(line);
				if (result.has("id")) {
					acknowledged.put(result.path("key").asString(), result.path("id").asString());
					statuses.put(result.path("key").asString(), result.path("status").asString());
					begun.countDown();
				}
			}
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
		return statuses;
	}

	private static void upload(Clerk clerk, String data, Map<String, String> acknowledged, CountDownLatch begun) {
		Platform.await("the gateway knows the distribution", Duration.ofMinutes(2),
				() -> platform.getAs(clerk.steward(), data + "/versions").status() == 200);
		for (int upload = 0; upload < 1000; upload++) {
			Answer answer = platform
				.call(clerk.steward(), "PUT", data + "/data?filename=rows.csv",
						BodyPublishers.ofString(KillFixtures.csv(20_000, RANDOM.nextInt())), "Content-Type", "text/csv")
				.accepted();
			acknowledged.put(answer.json().path("version").asString(), answer.json().path("sha256").asString());
			begun.countDown();
		}
	}

	private static void deliver(String data, String[] decision, CountDownLatch begun) {
		HttpResponse<InputStream> response = platform.stream(null, data + "/rows?format=csv");
		decision[0] = response.headers().firstValue("Shuyuan-Decision").orElseThrow();
		try (InputStream stream = response.body()) {
			assertThat(stream.read()).isNotNegative();
			begun.countDown();
			stream.skip(Long.MAX_VALUE);
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	/** Until they have caught up the views say that they are not ready. */
	private void viewsAgree() {
		String datasets = "/sparql?query=" + Platform
			.encoded("SELECT (COUNT(DISTINCT ?e) AS ?n) WHERE { ?e a <http://www.w3.org/ns/dcat#Dataset> }");
		Platform.await("search, SPARQL and the store agree", Duration.ofMinutes(10), () -> {
			Answer found = platform.get(Platform.CATALOGUE + "/search?limit=1");
			Answer described = platform.get(datasets, "Accept", "application/sparql-results+json");
			Answer stored = platform.get(Platform.CATALOGUE + "/statistics");
			if (Stream.of(found, described, stored).anyMatch((answer) -> answer.status() != 200)) {
				return false;
			}
			long total = stored.json().path("total").asLong();
			return total >= 2L * KILLS * RECORDS && found.json().path("total").asLong() == total
					&& described.json().at("/results/bindings/0/n/value").asLong() == total;
		});
	}

	/** Work that says when it has begun. */
	private interface Work {

		void until(CountDownLatch begun);

	}

}
