package org.shuyuan.gateway.delivery;

import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;

import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.shuyuan.gateway.GatewayTest;
import org.shuyuan.gateway.access.TestDoor;
import org.shuyuan.gateway.catalogue.Snapshot;
import org.shuyuan.gateway.catalogue.TestEntries;
import org.shuyuan.vocab.classification.Openness;
import org.shuyuan.vocab.classification.SharingClass;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

@GatewayTest
class GatewayMetersTests {

	/** In the form of a resident's number, with the right check digit. */
	private static final String RESIDENT = "110101199003078670";

	private final Snapshot snapshot;

	private final TestDoor door;

	private final PrometheusMeterRegistry meters;

	GatewayMetersTests(@LocalServerPort int port, @Autowired Snapshot snapshot, @Autowired JdbcClient sql,
			@Autowired PrometheusMeterRegistry meters) {
		this.snapshot = snapshot;
		this.door = new TestDoor(port, snapshot, sql);
		this.meters = meters;
	}

	@BeforeEach
	void heard() {
		this.snapshot.heard(Instant.now().plusSeconds(600));
	}

	@Test
	void countsBytesAndDecisionsOfWhatGoesOut() throws Exception {
		this.door.publish(new SharingClass.Unconditional(), new Openness.Unconditional("cc-by-4.0"),
				List.of(TestEntries.item("许可编号", true)));
		this.door.upload("许可编号\nA1\nA2\n");
		double bytes = read("shuyuan_delivered_bytes_total{kind=\"file\"}");
		double permitted = read("shuyuan_decisions_total{outcome=\"permit\",reason=\"none\"}");
		double refused = read("shuyuan_decisions_total{outcome=\"refuse\",reason=\"item-not-open\"}");
		double appended = read("shuyuan_audit_append_seconds_count");
		HttpResponse<String> file = this.door.get("/file");
		assertThat(file.statusCode()).as(file.body()).isEqualTo(200);
		assertThat(this.door.get("/rows?select=nothing").statusCode()).isEqualTo(403);
		awaitRead("shuyuan_delivered_bytes_total{kind=\"file\"}", bytes + "许可编号\nA1\nA2\n".getBytes("UTF-8").length);
		assertThat(read("shuyuan_decisions_total{outcome=\"permit\",reason=\"none\"}")).isEqualTo(permitted + 1);
		assertThat(read("shuyuan_decisions_total{outcome=\"refuse\",reason=\"item-not-open\"}")).isEqualTo(refused + 1);
		assertThat(read("shuyuan_audit_append_seconds_count")).isEqualTo(appended + 2);
		assertThat(read("shuyuan_objects_seconds_count{operation=\"open\",outcome=\"done\"}")).isPositive();
		awaitRead("shuyuan_deliveries_running", 0);
	}

	@Test
	void countsUploadsByOutcomeAndHitsByRule() throws Exception {
		this.door.publishOpen();
		double looked = read("shuyuan_intake_seconds_count{outcome=\"available\"}");
		double hits = read("shuyuan_negative_list_hits_total{rule=\"resident-id\"}");
		this.door.upload("许可编号,区,联系人\nA1," + RESIDENT + ",张\n");
		awaitRead("shuyuan_intake_seconds_count{outcome=\"available\"}", looked + 1);
		awaitRead("shuyuan_negative_list_hits_total{rule=\"resident-id\"}", hits + 1);
		awaitRead("shuyuan_intake_waiting", 0);
		assertThat(this.meters.scrape()).doesNotContain(RESIDENT)
			.doesNotContain("permits.csv")
			.doesNotContain(this.door.entry.value())
			.doesNotContain(this.door.distribution.value())
			.doesNotContain("steward");
	}

	private void awaitRead(String line, double expected) {
		await().atMost(Duration.ofMinutes(2)).untilAsserted(() -> assertThat(read(line)).isEqualTo(expected));
	}

	/** What a line of the scrape says; 0 where there is none yet. */
	private double read(String line) {
		return Stream.of(Objects.requireNonNull(this.meters.scrape()).split("\n"))
			.filter((each) -> each.startsWith(line + " "))
			.mapToDouble((each) -> Double.parseDouble(each.substring(line.length() + 1)))
			.sum();
	}

}
