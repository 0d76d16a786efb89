package org.shuyuan.gateway.access;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.KeyPairGenerator;
import java.security.NoSuchAlgorithmException;
import java.security.interfaces.RSAPublicKey;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Set;

import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.source.ImmutableJWKSet;
import com.sun.net.httpserver.HttpServer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.shuyuan.gateway.GatewayApplication;
import org.shuyuan.gateway.TestDatabase;
import org.shuyuan.gateway.catalogue.KnownEntry;
import org.shuyuan.gateway.catalogue.Snapshot;
import org.shuyuan.gateway.catalogue.TestEntries;
import org.shuyuan.vocab.AgencyId;
import org.shuyuan.vocab.DataItem;
import org.shuyuan.vocab.DistributionId;
import org.shuyuan.vocab.Entry;
import org.shuyuan.vocab.EntryId;
import org.shuyuan.vocab.Openness;
import org.shuyuan.vocab.SharingClass;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.security.oauth2.jwt.JwtClaimsSet;
import org.springframework.security.oauth2.jwt.JwtEncoderParameters;
import org.springframework.security.oauth2.jwt.NimbusJwtEncoder;
import org.springframework.test.context.ContextConfiguration;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

@SpringBootTest(classes = GatewayApplication.class, properties = "spring.config.name=gateway",
		webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT)
@ContextConfiguration(initializers = TestDatabase.class)
class DoorTests {

	private static final AgencyId PROVIDER = AgencyId.ofBody("11990100MB0A00007");

	private static final AgencyId REQUESTER = AgencyId.ofBody("11990100MB0A00008");

	private static final String PURPOSE = "urban-planning";

	private static final JsonMapper JSON = JsonMapper.builder().build();

	private static final RSAKey KEY = key();

	private static final HttpServer KEYS = keys();

	@TempDir
	static Path data;

	@LocalServerPort
	private int port;

	@Autowired
	private Snapshot snapshot;

	@Autowired
	private JdbcClient sql;

	private final HttpClient http = HttpClient.newHttpClient();

	private final EntryId entry = EntryId.random();

	private final DistributionId distribution = DistributionId.random();

	@DynamicPropertySource
	static void properties(DynamicPropertyRegistry registry) {
		registry.add("spring.security.oauth2.resourceserver.jwt.jwk-set-uri",
				() -> "http://127.0.0.1:" + KEYS.getAddress().getPort() + "/");
		registry.add("shuyuan.data", () -> data.resolve("data").toString());
	}

	@BeforeEach
	void heard() {
		this.snapshot.heard(Instant.now().plusSeconds(600));
	}

	@AfterAll
	static void close() {
		KEYS.stop(0);
	}

	@Test
	void recordsBeforeReleasingAndCutsWhatMayNotOpen() throws Exception {
		publish(new SharingClass.Unconditional(), new Openness.Unconditional("cc-by-4.0"));
		upload("许可编号,区,联系人\nA1,东湖区,张\nA2,西岭区,李\n");
		HttpResponse<String> rows = get("/rows?format=csv", null);
		assertThat(rows.statusCode()).isEqualTo(200);
		assertThat(rows.body()).startsWith("许可编号,区\r\n").contains("A1,东湖区").doesNotContain("张");
		assertThat(recorded(rows)).isEqualTo("permit");
		refused(get("/file", null), 403, "item-not-open");
		refused(get("/rows?select=" + encoded("联系人"), null), 403, "item-not-open");
		refused(get("/rows?filter=" + encoded("联系人:eq:张"), null), 403, "item-not-open");
	}

	@Test
	void doesNotTellADraftFromNothing() throws Exception {
		publish(new SharingClass.Unconditional(), new Openness.Unconditional("cc-by-4.0"));
		upload("许可编号,区,联系人\nA1,东湖区,张\n");
		var known = this.snapshot.find(this.entry).orElseThrow();
		this.snapshot.put(new KnownEntry(known.id(), false, false, known.entry(), known.items()));
		refused(get("/rows", null), 404, "distribution-not-found");
		refused(get("/file", null), 404, "distribution-not-found");
	}

	@Test
	void refusesLimitsBelowOneInEveryFormat() throws Exception {
		publish(new SharingClass.Unconditional(), new Openness.Unconditional("cc-by-4.0"));
		upload("许可编号,区,联系人\nA1,东湖区,张\n");
		for (String format : List.of("json", "csv", "xlsx", "ndjson")) {
			refused(get("/rows?limit=-5&format=" + format, null), 400, "parameter-invalid");
		}
		refused(get("/rows?filter=%FF", null), 400, "parameter-invalid");
	}

	@Test
	void putsRowsTogetherThroughTheSameDoor() throws Exception {
		publish(new SharingClass.Unconditional(), new Openness.Unconditional("cc-by-4.0"));
		upload("许可编号,区,联系人\nA1,东湖区,张\nA2,西岭区,李\nA3,西岭区,李\n");
		HttpResponse<String> counted = get("/groups?by=" + encoded("区") + "&top=1", null);
		assertThat(counted.statusCode()).as(counted.body()).isEqualTo(200);
		assertThat(JSON.readTree(counted.body())).isEqualTo(JSON.readTree(
				"{'by':'区','measure':'count','groups':[{'value':'西岭区','rows':2,'number':null}],".replace('\'', '"')
						+ "\"others\":{\"values\":1,\"rows\":1,\"number\":null}}"));
		assertThat(recorded(counted)).isEqualTo("permit");
		HttpResponse<String> refused = get("/groups?by=" + encoded("联系人"), null);
		refused(refused, 403, "item-not-open");
		assertThat(recorded(refused)).isEqualTo("refuse");
		refused(get("/groups?by=" + encoded("区") + "&filter=" + encoded("联系人:eq:张"), null), 403, "item-not-open");
		refused(get("/groups?by=nothing", null), 400, "column-unknown");
		refused(get("/groups?by=" + encoded("区") + "&unit=year", null), 400, "group-unit");
		refused(get("/groups?by=" + encoded("区") + "&measure=sum&of=" + encoded("区"), null), 400, "group-measure");
		refused(get("/groups?by=" + encoded("区") + "&measure=median", null), 400, "parameter-invalid");
		refused(get("/groups?by=" + encoded("区") + "&top=0", null), 400, "parameter-invalid");
	}

	@Test
	void refusesThePublicWhatIsNotOpen() throws Exception {
		publish(new SharingClass.Unconditional(), new Openness.NotOpen("", List.of()));
		upload("许可编号,区,联系人\nA1,东湖区,张\n");
		HttpResponse<String> refused = get("/rows", null);
		refused(refused, 403, "not-open");
		assertThat(recorded(refused)).isEqualTo("refuse");
		this.snapshot.heard(Instant.now().minusSeconds(6));
		refused(get("/rows", null), 503, "policy-stale");
	}

	@Test
	void releasesNothingThatCannotBeRecorded() throws Exception {
		publish(new SharingClass.Unconditional(), new Openness.Unconditional("cc-by-4.0"));
		upload("许可编号,区,联系人\nA1,东湖区,张\n");
		this.sql.sql("alter table gateway.audit rename to audit_away").update();
		try {
			HttpResponse<String> refused = get("/rows", null);
			assertThat(refused.statusCode()).isEqualTo(503);
			assertThat(refused.body()).doesNotContain("A1");
		}
		finally {
			this.sql.sql("alter table gateway.audit_away rename to audit").update();
		}
		assertThatThrownBy(() -> this.sql.sql("delete from gateway.audit").update())
			.hasMessageContaining("append-only");
	}

	@Test
	void walksARequestToDeliveryAndBreaksTheStreamOffWhenRevoked() throws Exception {
		Entry described = publish(new SharingClass.Conditional(Set.of(REQUESTER), Set.of(PURPOSE)),
				new Openness.NotOpen("", List.of()));
		StringBuilder csv = new StringBuilder("许可编号,区,联系人\n");
		for (int i = 0; i < 1_500_000; i++) {
			csv.append("YZ-").append(1_000_000 + i).append(i % 2 == 0 ? ",东湖区" : ",西岭区").append(",经办科\n");
		}
		upload(csv.toString());
		List<String> items = described.items().stream().limit(2).map((item) -> item.id().value()).toList();
		String officer = token("officer", REQUESTER, "sharing-officer");
		String head = token("head", REQUESTER, "sharing-head");
		Map<String, Object> asked = Map.of("entry", this.entry.value(), "distribution", this.distribution.value(),
				"items", items, "rows", List.of("区:eq:东湖区"), "basis", "依据", "scenario", "场景", "scope", "范围", "mode",
				"service-interface", "until", LocalDate.now().plusMonths(6).toString(), "purpose", PURPOSE);
		refused(send(officer, "POST", "/requests", Map.of("entry", this.entry.value())), 422, "request-incomplete");
		String id = JSON.readTree(send(officer, "POST", "/requests", asked).body()).path("id").asString();
		refused(step(token("officer", REQUESTER, "sharing-head"), id, "agree", Map.of()), 409, "second-person-needed");
		refused(step(token("p-officer", PROVIDER, "sharing-officer"), id, "review", Map.of("opinion", "可")), 404,
				"request-not-found");
		refused(step(head, id, "agree", Map.of()), 409, "undertaking-missing");
		assertThat(send(head, "POST", "/undertakings", Map.of("text", "承诺")).statusCode()).isEqualTo(201);
		assertThat(step(head, id, "agree", Map.of()).statusCode()).isEqualTo(200);
		refused(step(token("p-head", PROVIDER, "sharing-head"), id, "approve", Map.of()), 409, "transition-impossible");
		String both = token("both", PROVIDER, "sharing-officer", "sharing-head");
		assertThat(step(both, id, "review", Map.of("opinion", "可")).statusCode()).isEqualTo(200);
		refused(step(both, id, "approve", Map.of()), 409, "second-person-needed");
		HttpResponse<String> approved = step(token("p-head", PROVIDER, "sharing-head"), id, "approve", Map.of());
		JsonNode request = JSON.readTree(approved.body());
		assertThat(request.path("state").asString()).isEqualTo("approved");
		String grant = request.at("/grant/id").asString();

		refused(get("/rows", officer, "Shuyuan-Purpose", PURPOSE), 403, "grant-required");
		refused(get("/rows", officer, "Shuyuan-Grant", grant), 403, "purpose-missing");
		refused(get("/rows", officer, "Shuyuan-Grant", grant, "Shuyuan-Purpose", "marketing"), 403,
				"purpose-not-covered");
		refused(get("/rows", head.replace(head, token("x", PROVIDER, "sharing-officer")), "Shuyuan-Grant", grant,
				"Shuyuan-Purpose", PURPOSE), 403, "grant-foreign");
		refused(get("/rows?select=" + encoded("联系人"), officer, "Shuyuan-Grant", grant, "Shuyuan-Purpose", PURPOSE), 403,
				"items-not-covered");
		HttpResponse<String> page = get("/rows", officer, "Shuyuan-Grant", grant, "Shuyuan-Purpose", PURPOSE);
		assertThat(page.body()).contains("东湖区").doesNotContain("西岭区").doesNotContain("经办科");
		breaksOff(officer, grant);
		refused(get("/rows", officer, "Shuyuan-Grant", grant, "Shuyuan-Purpose", PURPOSE), 403, "grant-revoked");
		JsonNode after = JSON.readTree(send(officer, "GET", "/requests/" + id, null).body());
		assertThat(
				after.at("/clocks").valueStream().filter((clock) -> clock.path("what").asString().equals("data-flow")))
			.allMatch((clock) -> clock.has("stopped"));
	}

	private void breaksOff(String officer, String grant) throws Exception {
		HttpRequest request = request("/distributions/" + this.distribution + "/rows?format=csv", officer)
			.header("Shuyuan-Grant", grant)
			.header("Shuyuan-Purpose", PURPOSE)
			.build();
		HttpResponse<InputStream> response = this.http.send(request, HttpResponse.BodyHandlers.ofInputStream());
		byte[] buffer = new byte[8192];
		boolean broken = false;
		try (InputStream stream = response.body()) {
			assertThat(stream.read(buffer)).isPositive();
			assertThat(send(token("p-head", PROVIDER, "sharing-head"), "POST", "/grants/" + grant + "/revoke",
					Map.of("reason", "变更", "filing", "已协商并备案"))
				.statusCode()).isEqualTo(200);
			while (stream.read(buffer) >= 0) {
				continue;
			}
		}
		catch (IOException ex) {
			broken = true;
		}
		assertThat(broken).as("the stream breaks off instead of ending cleanly").isTrue();
	}

	private Entry publish(SharingClass sharing, Openness openness) {
		List<DataItem> items = List.of(TestEntries.item("许可编号", true), TestEntries.item("区", true),
				TestEntries.item("联系人", false));
		Entry described = TestEntries.entry(this.entry, this.distribution, PROVIDER, sharing, openness, items);
		TestEntries.put(this.snapshot, described);
		return described;
	}

	private void upload(String csv) throws Exception {
		HttpRequest request = request("/distributions/" + this.distribution + "/data?wait=60&filename=permits.csv",
				token("steward", PROVIDER, "steward"))
			.header("Content-Type", "text/csv")
			.PUT(HttpRequest.BodyPublishers.ofString(csv))
			.build();
		HttpResponse<String> answer = this.http.send(request, HttpResponse.BodyHandlers.ofString());
		assertThat(answer.statusCode()).as(answer.body()).isEqualTo(201);
		assertThat(answer.body()).contains("available");
	}

	private String recorded(HttpResponse<String> answer) {
		return this.sql.sql("select outcome from gateway.audit where id = :id")
			.param("id", answer.headers().firstValue("Shuyuan-Decision").orElseThrow())
			.query(String.class)
			.single();
	}

	private static void refused(HttpResponse<String> answer, int status, String code) {
		assertThat(answer.statusCode()).as(answer.body()).isEqualTo(status);
		assertThat(JSON.readTree(answer.body()).path("code").asString()).isEqualTo(code);
		assertThat(answer.body()).contains("advice", "adviceZh");
	}

	private HttpResponse<String> step(String token, String request, String step, Map<String, Object> said)
			throws Exception {
		return send(token, "POST", "/requests/" + request + "/" + step, said);
	}

	private HttpResponse<String> get(String path, String token, String... headers) throws Exception {
		HttpRequest.Builder request = request("/distributions/" + this.distribution + path, token);
		if (headers.length > 0) {
			request.headers(headers);
		}
		return this.http.send(request.build(), HttpResponse.BodyHandlers.ofString());
	}

	private HttpResponse<String> send(String token, String method, String path, Map<String, Object> body)
			throws Exception {
		return this.http.send(request(path, token).header("Content-Type", "application/json")
			.method(method,
					(body != null) ? HttpRequest.BodyPublishers.ofString(JSON.writeValueAsString(body))
							: HttpRequest.BodyPublishers.noBody())
			.build(), HttpResponse.BodyHandlers.ofString());
	}

	private HttpRequest.Builder request(String path, String token) {
		HttpRequest.Builder request = HttpRequest
			.newBuilder(URI.create("http://127.0.0.1:" + this.port + "/api/v1/sharing" + path));
		return (token != null) ? request.header("Authorization", "Bearer " + token) : request;
	}

	private static String encoded(String text) {
		return java.net.URLEncoder.encode(text, StandardCharsets.UTF_8);
	}

	private static String token(String subject, AgencyId agency, String... roles) {
		JwtClaimsSet claims = JwtClaimsSet.builder()
			.subject(subject)
			.audience(List.of("shuyuan"))
			.issuedAt(Instant.now())
			.expiresAt(Instant.now().plusSeconds(600))
			.claim("agency", agency.value())
			.claim("roles", List.of(roles))
			.build();
		return new NimbusJwtEncoder(new ImmutableJWKSet<>(new JWKSet(KEY))).encode(JwtEncoderParameters.from(claims))
			.getTokenValue();
	}

	private static RSAKey key() {
		try {
			KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
			generator.initialize(2048);
			java.security.KeyPair pair = generator.generateKeyPair();
			return new RSAKey.Builder((RSAPublicKey) pair.getPublic()).privateKey(pair.getPrivate()).keyID("k").build();
		}
		catch (NoSuchAlgorithmException ex) {
			throw new IllegalStateException(ex);
		}
	}

	private static HttpServer keys() {
		try {
			HttpServer server = HttpServer.create(new java.net.InetSocketAddress("127.0.0.1", 0), 0);
			byte[] keys = new JWKSet(KEY).toString().getBytes(StandardCharsets.UTF_8);
			server.createContext("/", (exchange) -> {
				exchange.sendResponseHeaders(200, keys.length);
				exchange.getResponseBody().write(keys);
				exchange.close();
			});
			server.start();
			return server;
		}
		catch (IOException ex) {
			throw new java.io.UncheckedIOException(ex);
		}
	}

}
