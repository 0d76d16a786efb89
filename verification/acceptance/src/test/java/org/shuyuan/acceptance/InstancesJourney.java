package org.shuyuan.acceptance;

import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.function.BiConsumer;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfEnvironmentVariable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Where two of each service run ({@code SHUYUAN_CATALOGUES}, {@code SHUYUAN_GATEWAYS}),
 * what one did holds on the other.
 */
@OnRunningCity
@EnabledIfEnvironmentVariable(named = "SHUYUAN_GATEWAYS", matches = "http.+,http.+")
class InstancesJourney {

	private static final int TIMES = 5;

	/** Lines of 900 kB each. */
	private static final int LARGE = 60;

	private static final String ENTRIES = Platform.CATALOGUE + "/entries";

	private final Platform platform = Platform.ofEnvironment();

	private final List<Platform> catalogues = instances("SHUYUAN_CATALOGUES");

	private final List<Platform> gateways = instances("SHUYUAN_GATEWAYS");

	private List<Platform> instances(String setting) {
		return Stream.of(System.getenv(setting).split(",")).map(this.platform::through).toList();
	}

	@Test
	void aGrantTakenBackOnOneGatewayBreaksTheStreamOfTheOther() {
		bites("grant revoked", (permits, grant) -> permits.revoke(this.gateways.get(1), grant));
	}

	@Test
	void anEntryClosedOnOneCatalogueBreaksTheStreamsOfBothGateways() {
		bites("entry suspended", (permits, grant) -> {
			step(this.catalogues.get(1), permits.id(), "suspend", Map.of("reason", "核查中"));
		});
	}

	/**
	 * How long until the stream was stopped is read from the records of both, which the
	 * same machine's clock wrote.
	 */
	private void bites(String what, BiConsumer<Permits, String> takeBack) {
		List<String> agencies = this.platform.agencies();
		Permits permits = Permits.published(this.platform, agencies.get(0), agencies.get(1));
		StringBuilder told = new StringBuilder();
		for (int time = 0; time < TIMES; time++) {
			String grant = permits.granted();
			Instant[] committed = new Instant[1];
			permits.brokenOff(this.gateways.get(0), grant, () -> {
				takeBack.accept(permits, grant);
				committed[0] = Instant.now();
			});
			this.gateways.forEach((gateway) -> refuses(gateway, permits, grant));
			told.append(' ').append(Duration.between(committed[0], stopped(permits)).toMillis());
			if (what.startsWith("entry")) {
				step(this.platform, permits.id(), "resume", Map.of());
			}
		}
		System.out.printf("instances: %s on one instance, stream on the other stopped after%s ms%n", what, told);
	}

	private static void refuses(Platform gateway, Permits permits, String grant) {
		Platform.await("no gateway delivers any more", Duration.ofMinutes(2), () -> List.of(403, 404)
			.contains(
					gateway.getAs(permits.officer(), permits.data() + "/rows?limit=1", Permits.under(grant)).status()));
	}

	private Instant stopped(Permits permits) {
		return this.platform
			.getAs(this.platform.account("auditor"), Platform.SHARING + "/audit?outcome=stop&entry=" + permits.id())
			.accepted()
			.json()
			.path("items")
			.valueStream()
			.map((stop) -> Instant.parse(stop.path("at").asString()))
			.max(Instant::compareTo)
			.orElseThrow(() -> new AssertionError("No stop was recorded"));
	}

	private void step(Platform through, String entry, String step, Map<String, String> body) {
		String authority = this.platform.account("authority");
		String tag = through.getAs(authority, ENTRIES + "/" + entry).accepted().etag();
		through.send(authority, "POST", ENTRIES + "/" + entry + "/" + step, body, "If-Match", tag).accepted();
	}

	@Test
	void aClerkReadsOnOneCatalogueWhatWasSavedOnTheOther() {
		Clerk clerk = new Clerk(this.platform, this.platform.agencies().getFirst());
		Platform one = this.catalogues.get(0);
		Platform other = this.catalogues.get(1);
		String id = one.send(clerk.steward(), "POST", ENTRIES, KillFixtures.table(clerk.agency(), "instances"))
			.accepted()
			.json()
			.at("/entry/id")
			.asString();
		for (int time = 0; time < TIMES; time++) {
			Answer before = one.getAs(clerk.steward(), ENTRIES + "/" + id).accepted();
			ObjectNode entry = (ObjectNode) before.json().path("entry");
			entry.putObject("description").put("zh", "第 " + time + " 次修改");
			other.send(clerk.steward(), "PUT", ENTRIES + "/" + id, entry, "If-Match", before.etag()).accepted();
			Answer after = one.getAs(clerk.steward(), ENTRIES + "/" + id).accepted();
			assertThat(after.json().at("/entry/description/zh").asString()).isEqualTo("第 " + time + " 次修改");
			one.send(clerk.steward(), "PUT", ENTRIES + "/" + id, entry, "If-Match", before.etag())
				.refused(412, "precondition-failed");
		}
	}

	@Test
	void theSameKeyOnBothCataloguesRegistersOnce() {
		Clerk clerk = new Clerk(this.platform, this.platform.agencies().getFirst());
		Map<String, Object> entry = KillFixtures.table(clerk.agency(), "once");
		String key = UUID.randomUUID().toString();
		List<String> ids = this.catalogues.stream()
			.map((catalogue) -> CompletableFuture.supplyAsync(
					() -> catalogue
						.call(clerk.steward(), "POST", ENTRIES,
								BodyPublishers.ofString(Platform.JSON.writeValueAsString(entry)), "Content-Type",
								"application/json", "Idempotency-Key", key)
						.accepted()
						.json()
						.at("/entry/id")
						.asString()))
			.toList()
			.stream()
			.map(CompletableFuture::join)
			.toList();
		assertThat(ids.get(0)).isNotEmpty().isEqualTo(ids.get(1));
	}

	/** Nothing is waited for: what the one gateway has, the other has. */
	@Test
	void whatOneGatewayTookInTheOtherDelivers() {
		Clerk clerk = new Clerk(this.platform, this.platform.agencies().getFirst());
		byte[] csv = KillFixtures.csv(2_000, 7).getBytes(StandardCharsets.UTF_8);
		for (int time = 0; time < TIMES; time++) {
			Platform one = this.gateways.get(time % 2);
			Platform other = this.gateways.get((time + 1) % 2);
			JsonNode entry = clerk.register(KillFixtures.table(clerk.agency(), "delivered-" + time));
			String data = Platform.SHARING + "/distributions/" + entry.at("/distributions/0/id").asString();
			one.call(clerk.steward(), "PUT", data + "/data?wait=60&filename=rows.csv", BodyPublishers.ofByteArray(csv),
					"Content-Type", "text/csv")
				.accepted();
			other.get(data + "/file").refused(404, "distribution-not-found");
			clerk.publish(entry.path("id").asString());
			assertThat(other.get(data + "/file").accepted().body()).isEqualTo(csv);
			assertThat(other.get(data + "/rows?limit=10").accepted().json().path("total").asLong()).isEqualTo(2_000);
			assertThat(one.get(data + "/file").accepted().body()).isEqualTo(csv);
		}
	}

	/**
	 * A proxy that hears the answer begin passes on no more of the request. Results are
	 * known long before all of this has been sent.
	 */
	@Test
	void anImportOfManyMegabytesComesThroughTheProxy() {
		String line = Platform.JSON.writeValueAsString(Map.of("key", "长".repeat(300_000))) + "\n";
		Answer answer = this.platform.call(this.platform.account("authority"), "POST",
				Platform.CATALOGUE + "/imports?completeness=harvested&source=large",
				BodyPublishers.ofString(line.repeat(LARGE)), "Content-Type", "application/x-ndjson");
		assertThat(answer.accepted().text().lines().toList()).hasSize(LARGE + 1)
			.last()
			.asString()
			.contains("\"refused\":" + LARGE);
	}

}
