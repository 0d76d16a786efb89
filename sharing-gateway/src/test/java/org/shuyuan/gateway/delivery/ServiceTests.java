package org.shuyuan.gateway.delivery;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.shuyuan.gateway.GatewayTest;
import org.shuyuan.gateway.TestTokens;
import org.shuyuan.gateway.access.TestDoor;
import org.shuyuan.gateway.catalogue.Snapshot;
import org.shuyuan.gateway.catalogue.TestEntries;
import org.shuyuan.vocab.classification.Openness;
import org.shuyuan.vocab.classification.SharingClass;
import org.shuyuan.vocab.entry.DataItem;
import org.shuyuan.vocab.entry.DistributionKind;
import org.shuyuan.vocab.entry.Entry;
import org.shuyuan.vocab.identifier.GrantId;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.context.TestPropertySource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;
import static org.awaitility.Awaitility.await;

@GatewayTest
@TestPropertySource(properties = { "gateway.upstream.private-hosts=127.0.0.1", "gateway.upstream.read-timeout=5s",
		"gateway.upstream.most-bytes=1MB" })
class ServiceTests {

	private static final String SECRET = "s3cret-of-the-gateway";

	private final String steward = TestTokens.token("steward", TestDoor.PROVIDER, "steward");

	private final Snapshot snapshot;

	private final JdbcClient sql;

	private final TestDoor door;

	private final int port;

	private final TestService service = new TestService();

	ServiceTests(@LocalServerPort int port, @Autowired Snapshot snapshot, @Autowired JdbcClient sql) {
		this.port = port;
		this.snapshot = snapshot;
		this.sql = sql;
		this.door = new TestDoor(port, snapshot, sql);
	}

	@BeforeEach
	void heard() {
		this.snapshot.heard(Instant.now().plusSeconds(600));
	}

	@AfterEach
	void close() {
		this.service.close();
	}

	@Test
	void passesTheQueryAndItsOwnCredentialAndNothingElseOfTheCaller() throws Exception {
		GrantId grant = this.door.grant("service-interface", shared(), 3, null, List.of());
		register(this.service.address("/answer"), "X-Api-Key");
		this.service.whenAsked(() -> assertThat(this.door.recorded("permit")).isOne());
		HttpResponse<String> answer = this.door.get("/service?q=%E5%8C%BA&n=1", TestDoor.officer(), "Shuyuan-Grant",
				grant.value(), "Shuyuan-Purpose", TestDoor.PURPOSE, "Cookie", "session=caller", "X-Forwarded-For",
				"1.2.3.4", "Proxy-Authorization", "Basic abc", "TE", "trailers", "X-Api-Key", "of the caller");
		assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
		assertThat(answer.body()).isEqualTo("{\"许可\":\"A1\"}");
		assertThat(answer.headers().firstValue("Set-Cookie")).isEmpty();
		assertThat(answer.headers().firstValue("Location")).isEmpty();
		assertThat(answer.headers().firstValue("Content-Disposition")).contains("attachment");
		assertThat(answer.headers().firstValue("Content-Security-Policy")).get().asString().contains("sandbox");
		assertThat(this.service.queries).containsExactly("q=%E5%8C%BA&n=1");
		assertThat(this.service.headers.getFirst().keySet()).containsExactlyInAnyOrder("Host", "User-agent",
				"X-api-key", "Connection", "Accept-encoding");
		assertThat(this.service.headers.getFirst().get("X-api-key")).containsExactly(SECRET);
		assertThat(this.door.recorded(answer).path("action").asString()).isEqualTo("service");
		assertThat(this.door.recorded(answer).toString()).doesNotContain(SECRET);
	}

	@Test
	void asksNothingThatIsNotGranted() throws Exception {
		Entry described = shared();
		register(this.service.address("/answer"), null);
		GrantId grant = this.door.grant("service-interface", described, 3, null, List.of());
		TestDoor.refused(this.door.get("/service"), 403, "not-open");
		TestDoor.refused(this.door.get("/service", TestDoor.officer(), "Shuyuan-Grant", grant.value()), 403,
				"purpose-missing");
		TestDoor.refused(this.door.get("/service", TestDoor.officer(), "Shuyuan-Grant", grant.value(),
				"Shuyuan-Purpose", "marketing"), 403, "purpose-not-covered");
		TestDoor.refused(this.door.get("/service", this.steward, "Shuyuan-Grant", grant.value(), "Shuyuan-Purpose",
				TestDoor.PURPOSE), 403, "grant-foreign");
		for (GrantId narrow : List.of(this.door.grant("service-interface", described, 2, null, List.of()),
				this.door.grant("service-interface", described, 3, null, List.of("区:eq:东湖区")),
				this.door.grant("service-interface", described, 3, 10L, List.of()))) {
			TestDoor.refused(this.door.get("/service", narrow), 403, "items-not-covered");
		}
		this.snapshot.heard(Instant.now().minusSeconds(6));
		TestDoor.refused(this.door.get("/service", grant), 503, "policy-stale");
		assertThat(this.service.queries).isEmpty();
		assertThat(this.door.recorded("permit")).isZero();
	}

	@Test
	void asksNothingThatCannotBeRecorded() throws Exception {
		GrantId grant = this.door.grant("service-interface", shared(), 3, null, List.of());
		register(this.service.address("/answer"), null);
		this.sql.sql("alter table gateway.audit rename to audit_away").update();
		try {
			assertThat(this.door.get("/service", grant).statusCode()).isEqualTo(503);
		}
		finally {
			this.sql.sql("alter table gateway.audit_away rename to audit").update();
		}
		assertThat(this.service.queries).isEmpty();
	}

	@Test
	void answersThePublicOnlyWhereEverythingMayOpen() throws Exception {
		publish(new SharingClass.Unconditional(), new Openness.Unconditional("cc-by-4.0"),
				List.of(TestEntries.item("许可编号", true)));
		register(this.service.address("/answer"), null);
		assertThat(this.door.get("/service").statusCode()).isEqualTo(200);
		publish(new SharingClass.Unconditional(), new Openness.Unconditional("cc-by-4.0"),
				List.of(TestEntries.item("许可编号", true), TestEntries.item("联系人", false)));
		TestDoor.refused(this.door.get("/service"), 403, "item-not-open");
		assertThat(this.service.queries).hasSize(1);
	}

	@Test
	void countsEveryCallAgainstTheQuota() throws Exception {
		GrantId grant = this.door.grant("service-interface", shared(), 3, null, List.of());
		this.sql.sql("update gateway.grants set quota_calls = 2 where id = :id").param("id", grant.value()).update();
		register(this.service.address("/answer"), null);
		assertThat(this.door.get("/service", grant).statusCode()).isEqualTo(200);
		assertThat(this.door.get("/service", grant).statusCode()).isEqualTo(200);
		TestDoor.refused(this.door.get("/service", grant), 403, "quota-used-up");
		assertThat(this.service.queries).hasSize(2);
	}

	@Test
	void breaksOffWhatIsRevoked() throws Exception {
		GrantId grant = this.door.grant("service-interface", shared(), 3, null, List.of());
		register(this.service.address("/endless"), null);
		HttpRequest request = this.door
			.request("/distributions/" + this.door.distribution + "/service", TestDoor.officer())
			.header("Shuyuan-Grant", grant.value())
			.header("Shuyuan-Purpose", TestDoor.PURPOSE)
			.build();
		boolean broken = false;
		try (InputStream stream = this.door.http.send(request, HttpResponse.BodyHandlers.ofInputStream()).body()) {
			byte[] buffer = new byte[64];
			assertThat(stream.read(buffer)).isPositive();
			HttpResponse<String> revoked = this.door.send(TestTokens.token("head", TestDoor.PROVIDER, "sharing-head"),
					"POST", "/grants/" + grant + "/revoke", Map.of("reason", "变更", "filing", "已协商"));
			assertThat(revoked.statusCode()).as(revoked.body()).isEqualTo(200);
			while (stream.read(buffer) >= 0) {
				continue;
			}
		}
		catch (IOException _) {
			broken = true;
		}
		assertThat(broken).as("the stream breaks off instead of ending cleanly").isTrue();
		assertThat(this.door.recorded("stop")).isOne();
	}

	/** What waits on the way does not reach a reader who takes his time. */
	@Test
	void nothingMoreReachesASlowReader() throws Exception {
		GrantId grant = this.door.grant("service-interface", shared(), 3, null, List.of());
		register(this.service.address("/half"), null);
		try (Socket reader = new Socket()) {
			reader.setReceiveBufferSize(32 << 10);
			reader.setSoTimeout(60_000);
			reader.connect(new InetSocketAddress("127.0.0.1", this.port));
			reader.getOutputStream()
				.write("GET /api/v1/sharing/distributions/%s/service HTTP/1.1\r\nHost: 127.0.0.1\r\nAuthorization: Bearer %s\r\nShuyuan-Grant: %s\r\nShuyuan-Purpose: %s\r\n\r\n"
					.formatted(this.door.distribution, TestDoor.officer(), grant, TestDoor.PURPOSE)
					.getBytes(StandardCharsets.US_ASCII));
			assertThat(reader.getInputStream().readNBytes(10_000)).hasSize(10_000);
			HttpResponse<String> revoked = this.door.send(TestTokens.token("head", TestDoor.PROVIDER, "sharing-head"),
					"POST", "/grants/" + grant + "/revoke", Map.of("reason", "变更", "filing", "已协商"));
			assertThat(revoked.statusCode()).as(revoked.body()).isEqualTo(200);
			await().atMost(Duration.ofSeconds(30)).until(() -> this.door.recorded("stop") == 1);
			assertThatIOException().as("it is reset, and does not end")
				.isThrownBy(() -> assertThat(reader.getInputStream().readAllBytes()).isNull());
		}
	}

	@Test
	void breaksOffWhatNeverEnds() throws Exception {
		GrantId grant = this.door.grant("service-interface", shared(), 3, null, List.of());
		register(this.service.address("/endless"), null);
		boolean broken = false;
		try {
			this.door.get("/service", grant);
		}
		catch (IOException _) {
			broken = true;
		}
		assertThat(broken).isTrue();
		register(this.service.address("/long"), null);
		TestDoor.refused(this.door.get("/service", grant), 502, "upstream-too-long");
	}

	@Test
	void saysWhatIsWrongWithTheServiceAndShowsNothingOfIt() throws Exception {
		GrantId grant = this.door.grant("service-interface", shared(), 3, null, List.of());
		Map<String, String> wrong = Map.of("/status/302", "upstream-redirects", "/status/401", "upstream-credential",
				"/status/403", "upstream-credential", "/status/500", "upstream-failed", "/status/206",
				"upstream-failed");
		for (Map.Entry<String, String> each : wrong.entrySet()) {
			register(this.service.address(each.getKey()), null);
			HttpResponse<String> refused = this.door.get("/service", grant);
			TestDoor.refused(refused, 502, each.getValue());
			assertThat(refused.body()).doesNotContain("a secret", "127.0.0.1");
		}
		register(this.service.address("/status/404"), null);
		TestDoor.refused(this.door.get("/service", grant), 400, "upstream-rejected");
		register(this.service.address("/silent"), null);
		TestDoor.refused(this.door.get("/service", grant), 504, "upstream-timeout");
		assertThat(this.service.queries).hasSize(7);
		this.service.close();
		register(this.service.address("/answer"), null);
		TestDoor.refused(this.door.get("/service", grant), 502, "upstream-unreachable");
	}

	@Test
	void looksAtTheHostOnEveryCall() throws Exception {
		GrantId grant = this.door.grant("service-interface", shared(), 3, null, List.of());
		register(this.service.address("/answer"), null);
		for (String inside : List.of("localhost", "127.0.0.2", "[::1]")) {
			this.sql.sql("update gateway.upstream set address = :address where distribution = :id")
				.param("address", this.service.address("/answer").replace("127.0.0.1", inside))
				.param("id", this.door.distribution.value())
				.update();
			TestDoor.refused(this.door.get("/service", grant), 502, "upstream-unreachable");
		}
		assertThat(this.service.queries).isEmpty();
	}

	@Test
	void onlyReads() throws Exception {
		GrantId grant = this.door.grant("service-interface", shared(), 3, null, List.of());
		register(this.service.address("/answer"), null);
		for (String method : List.of("HEAD", "POST", "PUT", "DELETE", "PATCH")) {
			HttpRequest request = this.door
				.request("/distributions/" + this.door.distribution + "/service", TestDoor.officer())
				.headers("Shuyuan-Grant", grant.value(), "Shuyuan-Purpose", TestDoor.PURPOSE)
				.method(method, HttpRequest.BodyPublishers.noBody())
				.build();
			assertThat(this.door.http.send(request, HttpResponse.BodyHandlers.ofString()).statusCode()).as(method)
				.isEqualTo(405);
		}
		TestDoor.refused(this.door.get("/service?q=" + "a".repeat(4100), grant), 400, "parameter-invalid");
		assertThat(this.service.queries).isEmpty();
	}

	@Test
	void onlyTheOwningAgencyRegistersAndNobodySeesTheCredential() throws Exception {
		shared();
		String path = "/distributions/" + this.door.distribution + "/upstream";
		Map<String, Object> said = Map.of("address", this.service.address("/answer"), "header", "Authorization",
				"credential", "Bearer " + SECRET);
		TestDoor.refused(this.door.send(TestDoor.officer(), "PUT", path, said), 404, "distribution-not-found");
		TestDoor.refused(this.door.send(TestTokens.token("a", null, "authority"), "PUT", path, said), 404,
				"distribution-not-found");
		TestDoor.refused(this.door.send(TestTokens.token("head", TestDoor.PROVIDER, "sharing-head"), "PUT", path, said),
				403, "role-missing");
		TestDoor.refused(this.door.send(this.steward, "GET", path, null), 404, "upstream-not-found");
		HttpResponse<String> registered = this.door.send(this.steward, "PUT", path, said);
		assertThat(registered.statusCode()).as(registered.body()).isEqualTo(200);
		HttpResponse<String> read = this.door.send(TestTokens.token("officer", TestDoor.PROVIDER, "sharing-officer"),
				"GET", path, null);
		assertThat(read.body()).contains("\"header\":\"Authorization\"").doesNotContain(SECRET, "credential");
		assertThat(registered.body()).isEqualTo(read.body());
		TestDoor.refused(this.door.send(TestDoor.officer(), "GET", path, null), 404, "distribution-not-found");
		TestDoor.refused(this.door.send(TestDoor.officer(), "DELETE", path, null), 404, "distribution-not-found");
		assertThat(this.door.send(this.steward, "DELETE", path, null).statusCode()).isEqualTo(204);
		TestDoor.refused(this.door.send(this.steward, "DELETE", path, null), 404, "upstream-not-found");
		GrantId grant = this.door.grant("service-interface", shared(), 3, null, List.of());
		TestDoor.refused(this.door.get("/service", grant), 404, "upstream-not-found");
	}

	@Test
	void refusesAddressesThatLeadAstray() throws Exception {
		shared();
		String path = "/distributions/" + this.door.distribution + "/upstream";
		for (String address : List.of("", "permits", "ftp://service.invalid/", "file:///etc/passwd",
				"http://service.invalid/", "https://user:pw@service.invalid/", "https://service.invalid/?key=1",
				"https://service.invalid/#a", "https://10.0.0.1/", "https://169.254.169.254/latest/meta-data",
				"https://[::1]/", "https://[::ffff:10.0.0.1]/", "https://localhost/", "http://localhost/",
				"http://127.0.0.2/", "https://2130706433/", "https://0/")) {
			TestDoor.refused(this.door.send(this.steward, "PUT", path, Map.of("address", address)), 422,
					"upstream-invalid");
		}
		for (Map<String, String> credential : List.of(Map.of("header", "X-Api-Key"), Map.of("credential", SECRET),
				Map.of("header", "Host", "credential", SECRET), Map.of("header", "X Api", "credential", SECRET),
				Map.of("header", "X-Api-Key", "credential", "a\r\nHost: b"))) {
			Map<String, Object> said = new HashMap<>(credential);
			said.put("address", this.service.address("/answer"));
			HttpResponse<String> refused = this.door.send(this.steward, "PUT", path, said);
			TestDoor.refused(refused, 422, "upstream-invalid");
			assertThat(refused.body()).doesNotContain(SECRET);
		}
		TestDoor.refused(this.door.send(this.steward, "GET", path, null), 404, "upstream-not-found");
		this.door.publishShared();
		TestDoor.refused(this.door.send(this.steward, "PUT", path, Map.of("address", this.service.address("/answer"))),
				422, "upstream-invalid");
	}

	private Entry shared() {
		return publish(new SharingClass.Conditional(Set.of(TestDoor.REQUESTER), Set.of(TestDoor.PURPOSE)),
				new Openness.NotOpen("", List.of()),
				List.of(TestEntries.item("许可编号", true), TestEntries.item("区", true), TestEntries.item("联系人", false)));
	}

	private Entry publish(SharingClass sharing, Openness openness, List<DataItem> items) {
		Entry described = TestEntries.entry(this.door.entry, this.door.distribution, DistributionKind.SERVICE,
				TestDoor.PROVIDER, sharing, openness, items);
		TestEntries.put(this.snapshot, described);
		return described;
	}

	private void register(String address, String header) throws Exception {
		Map<String, Object> said = new HashMap<>(Map.of("address", address));
		if (header != null) {
			said.put("header", header);
			said.put("credential", SECRET);
		}
		HttpResponse<String> answer = this.door.send(this.steward, "PUT",
				"/distributions/" + this.door.distribution + "/upstream", said);
		assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
	}

}
