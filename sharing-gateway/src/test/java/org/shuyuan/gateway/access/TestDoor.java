package org.shuyuan.gateway.access;

import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Set;

import org.shuyuan.gateway.TestTokens;
import org.shuyuan.gateway.catalogue.Snapshot;
import org.shuyuan.gateway.catalogue.TestEntries;
import org.shuyuan.vocab.classification.Openness;
import org.shuyuan.vocab.classification.SharingClass;
import org.shuyuan.vocab.entry.DataItem;
import org.shuyuan.vocab.entry.Entry;
import org.shuyuan.vocab.identifier.AgencyId;
import org.shuyuan.vocab.identifier.DistributionId;
import org.shuyuan.vocab.identifier.EntryId;
import org.shuyuan.vocab.identifier.GrantId;
import org.shuyuan.vocab.identifier.RequestId;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import org.springframework.jdbc.core.simple.JdbcClient;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * One entry with one distribution, and callers before its door.
 */
public final class TestDoor {

	public static final AgencyId PROVIDER = AgencyId.ofBody("11990100MB0A00007");

	public static final AgencyId REQUESTER = AgencyId.ofBody("11990100MB0A00008");

	public static final String PURPOSE = "urban-planning";

	public static final JsonMapper JSON = JsonMapper.builder().build();

	public final EntryId entry = EntryId.random();

	public final DistributionId distribution = DistributionId.random();

	public final HttpClient http = HttpClient.newHttpClient();

	private final int port;

	private final Snapshot snapshot;

	private final JdbcClient sql;

	public TestDoor(int port, Snapshot snapshot, JdbcClient sql) {
		this.port = port;
		this.snapshot = snapshot;
		snapshot.put(PROVIDER, "government-department");
		snapshot.put(REQUESTER, "government-department");
		this.sql = sql;
	}

	/** Columns 许可编号 and 区 may open, 联系人 may not. */
	public Entry publish(SharingClass sharing, Openness openness) {
		return publish(sharing, openness,
				List.of(TestEntries.item("许可编号", true), TestEntries.item("区", true), TestEntries.item("联系人", false)));
	}

	public Entry publish(SharingClass sharing, Openness openness, List<DataItem> items) {
		Entry described = TestEntries.entry(this.entry, this.distribution, PROVIDER, sharing, openness, items);
		TestEntries.put(this.snapshot, described);
		return described;
	}

	public Entry publishOpen() {
		return publish(new SharingClass.Unconditional(), new Openness.Unconditional("cc-by-4.0"));
	}

	public Entry publishShared() {
		return publish(new SharingClass.Conditional(Set.of(REQUESTER), Set.of(PURPOSE)),
				new Openness.NotOpen("", List.of()));
	}

	public JsonNode upload(String csv) throws Exception {
		return upload(csv.getBytes(StandardCharsets.UTF_8), "permits.csv");
	}

	/** Has the steward put a version in force that waits. */
	public void confirm(JsonNode uploaded) throws Exception {
		if (uploaded.path("state").asString().equals("waiting")) {
			HttpResponse<String> answer = send(
					TestTokens.token("steward", PROVIDER, "steward"), "POST", "/distributions/" + this.distribution
							+ "/versions/" + uploaded.path("version").asString() + "/confirm",
					Map.of("reason", "核对无误"));
			assertThat(answer.statusCode()).as(answer.body()).isBetween(200, 299);
		}
	}

	public JsonNode upload(byte[] bytes, String filename) throws Exception {
		HttpRequest request = request(
				"/distributions/" + this.distribution + "/data?wait=60&filename=" + encoded(filename),
				TestTokens.token("steward", PROVIDER, "steward"))
			.header("Content-Type", "text/csv")
			.PUT(HttpRequest.BodyPublishers.ofByteArray(bytes))
			.build();
		HttpResponse<String> answer = this.http.send(request, HttpResponse.BodyHandlers.ofString());
		assertThat(answer.statusCode()).as(answer.body()).isEqualTo(201);
		return JSON.readTree(answer.body());
	}

	/** A grant in use, of the first items: rows, files and claims. */
	public GrantId grant(Entry described, int items, Long rows, List<String> conditions) {
		return grant("batch-exchange", described, items, rows, conditions);
	}

	public GrantId grant(String mode, Entry described, int items, Long rows, List<String> conditions) {
		String id = GrantId.random().value();
		String request = RequestId.random().value();
		this.sql.sql("""
				insert into gateway.request (id, state, version, entry, entry_title, distribution, provider, requester,
					sharing, fields, created_by, created, changed)
				values (:id, 'approved', 1, :entry, '{}', :distribution, :provider, :requester, 'conditional',
					jsonb_build_object('mode', cast(:mode as text)), 'x', now(), now())
				""")
			.param("mode", mode)
			.param("id", request)
			.param("entry", this.entry.value())
			.param("distribution", this.distribution.value())
			.param("provider", PROVIDER.value())
			.param("requester", REQUESTER.value())
			.update();
		this.sql
			.sql("""
					insert into gateway.grants (id, request, state, version, entry, distribution, provider, requester, items,
						rows, purpose, quota_rows, until, granted)
					values (:id, :request, 'active', 1, :entry, :distribution, :provider, :requester, :items, :rows, :purpose,
						:quota, :until, now())
					""")
			.param("id", id)
			.param("request", request)
			.param("entry", this.entry.value())
			.param("distribution", this.distribution.value())
			.param("provider", PROVIDER.value())
			.param("requester", REQUESTER.value())
			.param("items",
					described.items().stream().limit(items).map((item) -> item.id().value()).toArray(String[]::new))
			.param("rows", conditions.toArray(String[]::new))
			.param("purpose", PURPOSE)
			.param("quota", rows)
			.param("until", LocalDate.now().plusMonths(6))
			.update();
		return new GrantId(id);
	}

	public long used(GrantId grant) {
		return this.sql.sql("select used_rows from gateway.grants where id = :id")
			.param("id", grant.value())
			.query(Long.class)
			.single();
	}

	public HttpResponse<String> get(String path, String token, String... headers) throws Exception {
		HttpRequest.Builder request = request("/distributions/" + this.distribution + path, token);
		if (headers.length > 0) {
			request.headers(headers);
		}
		return this.http.send(request.build(), HttpResponse.BodyHandlers.ofString());
	}

	/** As the public. */
	public HttpResponse<String> get(String path) throws Exception {
		return get(path, (String) null);
	}

	/** As an officer of the requester with the grant. */
	public HttpResponse<String> get(String path, GrantId grant) throws Exception {
		return get(path, officer(), "Shuyuan-Grant", grant.value(), "Shuyuan-Purpose", PURPOSE);
	}

	public static String officer() {
		return TestTokens.token("officer", REQUESTER, "sharing-officer");
	}

	public HttpResponse<String> send(String token, String method, String path, Map<String, Object> body,
			String... headers) throws Exception {
		HttpRequest.Builder request = request(path, token).header("Content-Type", "application/json");
		if (headers.length > 0) {
			request.headers(headers);
		}
		return this.http.send(
				request
					.method(method,
							(body != null) ? HttpRequest.BodyPublishers.ofString(JSON.writeValueAsString(body))
									: HttpRequest.BodyPublishers.noBody())
					.build(),
				HttpResponse.BodyHandlers.ofString());
	}

	public HttpRequest.Builder request(String path, String token) {
		HttpRequest.Builder request = HttpRequest
			.newBuilder(URI.create("http://127.0.0.1:" + this.port + "/api/v1/sharing" + path));
		return (token != null) ? request.header("Authorization", "Bearer " + token) : request;
	}

	/** What the answer's decision was recorded as. */
	public JsonNode recorded(HttpResponse<String> answer) {
		return this.sql.sql("select payload from gateway.audit where id = :id")
			.param("id", answer.headers().firstValue("Shuyuan-Decision").orElseThrow())
			.query((row, number) -> JSON.readTree(row.getString(1)))
			.single();
	}

	/** How many decisions about the distribution were recorded with the outcome. */
	public long recorded(String outcome) {
		return this.sql.sql("select count(*) from gateway.audit where distribution = :id and outcome = :outcome")
			.param("id", this.distribution.value())
			.param("outcome", outcome)
			.query(Long.class)
			.single();
	}

	public static void refused(HttpResponse<String> answer, int status, String code) {
		assertThat(answer.statusCode()).as(answer.body()).isEqualTo(status);
		assertThat(JSON.readTree(answer.body()).path("code").asString()).isEqualTo(code);
		assertThat(answer.body()).contains("advice", "adviceZh");
	}

	public static String encoded(String text) {
		return URLEncoder.encode(text, StandardCharsets.UTF_8);
	}

}
