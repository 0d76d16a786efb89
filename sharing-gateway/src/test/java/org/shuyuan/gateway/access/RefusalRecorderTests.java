package org.shuyuan.gateway.access;

import java.net.http.HttpResponse;
import java.time.Instant;
import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.shuyuan.gateway.GatewayTest;
import org.shuyuan.gateway.TestTokens;
import org.shuyuan.gateway.catalogue.KnownEntry;
import org.shuyuan.gateway.catalogue.Snapshot;
import org.shuyuan.vocab.identifier.AgencyId;
import org.shuyuan.vocab.identifier.GrantId;
import tools.jackson.databind.JsonNode;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;

import static org.assertj.core.api.Assertions.assertThat;

@GatewayTest
class RefusalRecorderTests {

	private static final AgencyId STRANGER = AgencyId.ofBody("11990100MB0A00009");

	private final Snapshot snapshot;

	private final JdbcClient sql;

	private final TestDoor door;

	RefusalRecorderTests(@LocalServerPort int port, @Autowired Snapshot snapshot, @Autowired JdbcClient sql) {
		this.snapshot = snapshot;
		this.sql = sql;
		this.door = new TestDoor(port, snapshot, sql);
	}

	@BeforeEach
	void heard() {
		this.snapshot.heard(Instant.now().plusSeconds(600));
	}

	@Test
	void recordsThePublicAskingForWhatIsNotThere() throws Exception {
		for (String path : List.of("", "/file", "/rows", "/groups?by=x", "/profile")) {
			HttpResponse<String> refused = this.door.get(path);
			TestDoor.refused(refused, 404, "distribution-not-found");
			JsonNode recorded = this.door.recorded(refused);
			assertThat(recorded.path("outcome").asString()).isEqualTo("refuse");
			assertThat(recorded.path("reason").asString()).isEqualTo("distribution-not-found");
			assertThat(recorded.path("subject").asString()).isEqualTo("public");
			assertThat(recorded.path("distribution").asString()).isEqualTo(this.door.distribution.value());
			assertThat(recorded.toString()).doesNotContain("127.0.0.1");
		}
	}

	@Test
	void recordsWhichDraftWasAskedFor() throws Exception {
		this.door.publishOpen();
		KnownEntry known = this.snapshot.find(this.door.entry).orElseThrow();
		this.snapshot.put(new KnownEntry(known.id(), false, false, known.entry(), known.items()));
		HttpResponse<String> refused = this.door.get("/rows");
		TestDoor.refused(refused, 404, "distribution-not-found");
		assertThat(this.door.recorded(refused).path("entry").asString()).isEqualTo(this.door.entry.value());
	}

	@Test
	void recordsForeignAndUnknownGrantsAlike() throws Exception {
		GrantId foreign = this.door.grant(this.door.publishShared(), 3, null, List.of());
		String stranger = TestTokens.token("stranger", STRANGER, "sharing-head");
		for (String grant : List.of(foreign.value(), GrantId.random().value())) {
			HttpResponse<String> read = this.door.send(stranger, "GET", "/grants/" + grant, null);
			TestDoor.refused(read, 404, "grant-not-found");
			HttpResponse<String> revoke = this.door.send(stranger, "POST", "/grants/" + grant + "/revoke",
					Map.of("reason", "x"));
			TestDoor.refused(revoke, 404, "grant-not-found");
			JsonNode recorded = this.door.recorded(revoke);
			assertThat(recorded.path("grant").asString()).isEqualTo(grant);
			assertThat(recorded.path("subject").asString()).isEqualTo("stranger");
			assertThat(recorded.path("agency").asString()).isEqualTo(STRANGER.value());
			assertThat(recorded.path("action").asString()).isEqualTo("grants/revoke");
		}
	}

	@Test
	void recordsMissingRoles() throws Exception {
		HttpResponse<String> refused = this.door.send(TestDoor.officer(), "GET", "/audit", null);
		TestDoor.refused(refused, 403, "role-missing");
		assertThat(this.door.recorded(refused).path("reason").asString()).isEqualTo("role-missing");
	}

	@Test
	void keepsNothingOfWhatIsNoId() throws Exception {
		String noise = "x".repeat(1000);
		HttpResponse<String> refused = this.door.send(null, "GET", "/distributions/" + noise + "/rows?select=" + noise,
				null, "Shuyuan-Grant", noise, "Shuyuan-Purpose", noise);
		TestDoor.refused(refused, 404, "distribution-not-found");
		assertThat(this.door.recorded(refused).toString()).hasSizeLessThan(400).doesNotContain("xxx");
		refused = this.door.get("/rows", null, "Shuyuan-Grant", noise, "Shuyuan-Purpose", noise);
		assertThat(this.door.recorded(refused).toString()).hasSizeLessThan(400).doesNotContain("xxx");
	}

	@Test
	void answersNothingThatCannotBeRecorded() throws Exception {
		this.sql.sql("alter table gateway.audit rename to audit_away").update();
		try {
			TestDoor.refused(this.door.get("/rows"), 503, "not-ready");
		}
		finally {
			this.sql.sql("alter table gateway.audit_away rename to audit").update();
		}
	}

}
