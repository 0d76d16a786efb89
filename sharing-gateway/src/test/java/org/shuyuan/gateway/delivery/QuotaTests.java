package org.shuyuan.gateway.delivery;

import java.net.http.HttpResponse;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.shuyuan.gateway.GatewayTest;
import org.shuyuan.gateway.access.TestDoor;
import org.shuyuan.gateway.catalogue.Snapshot;
import org.shuyuan.vocab.entry.Entry;
import org.shuyuan.vocab.identifier.GrantId;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;

import static org.assertj.core.api.Assertions.assertThat;

@GatewayTest
class QuotaTests {

	private final JdbcClient sql;

	private final Snapshot snapshot;

	private final TestDoor door;

	private Entry described;

	QuotaTests(@LocalServerPort int port, @Autowired Snapshot snapshot, @Autowired JdbcClient sql) {
		this.sql = sql;
		this.snapshot = snapshot;
		this.door = new TestDoor(port, snapshot, sql);
	}

	@BeforeEach
	void share() throws Exception {
		this.snapshot.heard(Instant.now().plusSeconds(600));
		this.described = this.door.publishShared();
		StringBuilder csv = new StringBuilder("许可编号,区,联系人\n");
		IntStream.range(0, 100).forEach((i) -> csv.append("A").append(i).append(",东湖区,张\n"));
		this.door.upload(csv.toString());
	}

	@Test
	void callsAtTheSameMomentNeverHaveMoreThanTheQuota() throws Exception {
		GrantId grant = this.door.grant(this.described, 3, 100L, List.of());
		CountDownLatch start = new CountDownLatch(1);
		List<Future<HttpResponse<String>>> answers = new ArrayList<>();
		try (ExecutorService callers = Executors.newVirtualThreadPerTaskExecutor()) {
			for (int i = 0; i < 40; i++) {
				String form = (i % 2 == 0) ? "json" : "csv";
				answers.add(callers.submit(() -> {
					start.await();
					return this.door.get("/rows?limit=7&format=" + form, grant);
				}));
			}
			start.countDown();
		}
		long rows = 0;
		for (Future<HttpResponse<String>> answer : answers) {
			if (answer.get().statusCode() == 200) {
				rows += answer.get().body().split("东湖区", -1).length - 1;
			}
			else {
				TestDoor.refused(answer.get(), 403, "quota-used-up");
			}
		}
		assertThat(rows).isEqualTo(100);
		assertThat(this.door.used(grant)).isEqualTo(100);
	}

	@Test
	void givesBackWhatWasNotSent() throws Exception {
		GrantId grant = this.door.grant(this.described, 3, 100L, List.of());
		assertThat(this.door.get("/rows?format=csv&filter=" + TestDoor.encoded("许可编号:eq:A7"), grant).body())
			.contains("A7,");
		assertThat(this.door.used(grant)).isEqualTo(1);
		TestDoor.refused(this.door.get("/rows?filter=" + TestDoor.encoded("许可编号:lt"), grant), 400, "filter-malformed");
		TestDoor.refused(this.door.get("/file", grant), 403, "file-beyond-quota");
		assertThat(this.door.used(grant)).isEqualTo(1);
	}

	@Test
	void chargesWhatACrashLeftUnsettled() throws Exception {
		GrantId grant = this.door.grant(this.described, 3, 100L, List.of());
		this.sql.sql("update gateway.grants set used_rows = 95 where id = :id").param("id", grant.value()).update();
		assertThat(this.door.get("/rows?limit=50", grant).body().split("东湖区", -1)).hasSize(6);
		TestDoor.refused(this.door.get("/rows", grant), 403, "quota-used-up");
	}

	@Test
	void refusesMoreClaimsThanTheQuotaLeaves() throws Exception {
		GrantId grant = this.door.grant(this.described, 3, 2L, List.of());
		Map<String, Object> claim = Map.of("match", Map.of("许可编号", "A1"), "item", "区", "value", "东湖区");
		String path = "/distributions/" + this.door.distribution + "/verification";
		String[] headers = { "Shuyuan-Grant", grant.value(), "Shuyuan-Purpose", TestDoor.PURPOSE };
		HttpResponse<String> refused = this.door.send(TestDoor.officer(), "POST", path,
				Map.of("claims", List.of(claim, claim, claim)), headers);
		TestDoor.refused(refused, 403, "quota-used-up");
		assertThat(this.door.recorded(refused).path("outcome").asString()).isEqualTo("refuse");
		assertThat(this.door.used(grant)).isZero();
		HttpResponse<String> answered = this.door.send(TestDoor.officer(), "POST", path,
				Map.of("claims", List.of(claim, claim)), headers);
		assertThat(answered.body()).contains("true");
		assertThat(this.door.used(grant)).isEqualTo(2);
	}

}
