package org.shuyuan.acceptance;

import java.io.IOException;
import java.io.InputStream;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Two agencies exchange data as machines: request, two keys on both sides, a grant
 * limited to items and rows, delivery, and a revocation that stops a running stream.
 */
@OnRunningCity
class ExchangeJourney {

	private static final int ROWS = 400_000;

	private final Platform platform = Platform.ofEnvironment();

	@Test
	void conditionalRequestRunsToDeliveryAndStopsWhenRevoked() throws IOException {
		List<String> agencies = this.platform.agencies();
		Clerk provider = new Clerk(this.platform, agencies.get(0));
		String requester = agencies.get(1);
		JsonNode entry = provider.register(permits(provider.agency(), requester));
		String id = entry.path("id").asString();
		provider.publish(id);
		String distribution = entry.at("/distributions/0/id").asString();
		upload(provider, distribution);
		String data = Platform.SHARING + "/distributions/" + distribution;

		this.platform.get(data + "/rows").refused(404, "distribution-not-found");
		String officer = this.platform.system("sharing-officer", requester);
		this.platform.getAs(officer, data + "/rows", "Shuyuan-Purpose", "planning").refused(403, "grant-required");

		String grant = granted(entry, distribution, requester, provider.agency());
		String[] asked = { "Shuyuan-Grant", grant, "Shuyuan-Purpose", "planning" };
		JsonNode rows = this.platform.getAs(officer, data + "/rows?limit=50", asked).accepted().json();
		assertThat(
				rows.path("columns").valueStream().map((c) -> c.isObject() ? c.path("name").asString() : c.asString()))
			.containsExactly("许可编号", "区");
		assertThat(rows.path("rows").valueStream().map((row) -> row.path(1).asString())).isNotEmpty()
			.allMatch("东湖区"::equals);
		this.platform.getAs(officer, data + "/rows?select=" + Platform.encoded("联系人"), asked)
			.refused(403, "items-not-covered");
		this.platform.getAs(officer, data + "/rows", "Shuyuan-Grant", grant).refused(403, "purpose-missing");
		this.platform.getAs(officer, data + "/rows", "Shuyuan-Grant", grant, "Shuyuan-Purpose", "marketing")
			.refused(403, "purpose-not-covered");
		this.platform.getAs(this.platform.system("sharing-officer", agencies.get(2)), data + "/rows", asked)
			.refused(403, "grant-foreign");
		stopsWhenRevoked(officer, data, asked, grant, provider);
		this.platform.getAs(officer, data + "/rows", asked).refused(403, "grant-revoked");
	}

	private void stopsWhenRevoked(String officer, String data, String[] asked, String grant, Clerk provider)
			throws IOException {
		long whole = ROWS / 2 * 20L;
		HttpResponse<InputStream> response = this.platform.stream(officer, data + "/rows?format=csv", asked);
		assertThat(response.statusCode()).isEqualTo(200);
		byte[] buffer = new byte[8192];
		long received = 0;
		boolean broken = false;
		try (InputStream stream = response.body()) {
			received += stream.read(buffer);
			this.platform
				.send(this.platform.system("sharing-head", provider.agency()), "POST",
						Platform.SHARING + "/grants/" + grant + "/revoke",
						Map.of("reason", "目的已变更", "filing", "已与使用部门协商"), "If-Match", grantTag(provider, grant))
				.accepted();
			for (int read = stream.read(buffer); read >= 0; read = stream.read(buffer)) {
				received += read;
			}
		}
		catch (IOException ex) {
			broken = true;
		}
		assertThat(broken).as("the stream breaks off instead of ending cleanly, after %d bytes", received).isTrue();
		System.out.printf("exchange: revoked stream broke off after %d of about %d bytes%n", received, whole);
	}

	private String grantTag(Clerk provider, String grant) {
		return this.platform
			.getAs(this.platform.system("sharing-head", provider.agency()), Platform.SHARING + "/grants/" + grant)
			.accepted()
			.header("ETag")
			.orElse("*");
	}

	private String granted(JsonNode entry, String distribution, String requester, String provider) {
		String officer = this.platform.system("sharing-officer", requester);
		String head = this.platform.system("sharing-head", requester);
		String requests = Platform.SHARING + "/requests";
		JsonNode undertakings = this.platform.getAs(head, Platform.SHARING + "/undertakings").accepted().json();
		if (undertakings.path("items").isEmpty()) {
			this.platform
				.send(head, "POST", Platform.SHARING + "/undertakings", Map.of("text", "本部门承诺依法使用共享数据，确保数据安全。"))
				.accepted();
		}
		List<String> items = new ArrayList<>();
		entry.path("items").forEach((item) -> {
			if (List.of("许可编号", "区").contains(item.at("/name/zh").asString())) {
				items.add(item.path("id").asString());
			}
		});
		Map<String, Object> request = Map.ofEntries(Map.entry("entry", entry.path("id").asString()),
				Map.entry("distribution", distribution), Map.entry("items", items),
				Map.entry("rows", List.of("区:eq:东湖区")), Map.entry("basis", "《政务数据共享条例》第二十条"),
				Map.entry("scenario", "核对辖区施工许可，安排道路养护"), Map.entry("scope", "东湖区许可的编号与所在区"),
				Map.entry("mode", "service-interface"),
				Map.entry("until", LocalDate.now(ZoneId.of("Asia/Shanghai")).plusMonths(6).toString()),
				Map.entry("purpose", "planning"));
		String id = this.platform.send(officer, "POST", requests, request).accepted().json().path("id").asString();
		step(head, id, "agree", Map.of());
		step(this.platform.system("sharing-officer", provider), id, "review", Map.of("opinion", "范围适当"));
		step(this.platform.system("sharing-head", provider), id, "approve", Map.of());
		JsonNode approved = this.platform.getAs(officer, requests + "/" + id).accepted().json();
		assertThat(approved.path("state").asString()).isEqualTo("approved");
		JsonNode grant = approved.path("grant");
		return grant.isObject() ? grant.path("id").asString() : grant.asString();
	}

	private void step(String client, String request, String step, Map<String, Object> body) {
		String path = Platform.SHARING + "/requests/" + request;
		String tag = this.platform.getAs(client, path).accepted().header("ETag").orElse("*");
		this.platform.send(client, "POST", path + "/" + step, body, "If-Match", tag).accepted();
	}

	private void upload(Clerk provider, String distribution) {
		StringBuilder csv = new StringBuilder("许可编号,区,联系人\n");
		for (int row = 0; row < ROWS; row++) {
			csv.append("YZ-").append(1_000_000 + row).append(row % 2 == 0 ? ",东湖区" : ",西岭区").append(",经办科\n");
		}
		this.platform
			.call(provider.steward(), "PUT",
					Platform.SHARING + "/distributions/" + distribution + "/data?wait=60&filename=permits.csv",
					BodyPublishers.ofString(csv.toString(), StandardCharsets.UTF_8), "Content-Type", "text/csv")
			.accepted();
		Platform.await("the permits are available", Duration.ofMinutes(2),
				() -> this.platform
					.getAs(provider.steward(), Platform.SHARING + "/distributions/" + distribution + "/versions")
					.accepted()
					.json()
					.at("/items/0/state")
					.asString("")
					.equals("available"));
	}

	private static Map<String, Object> permits(String provider, String requester) {
		return Map.ofEntries(Map.entry("key", "permits-" + System.nanoTime()),
				Map.entry("title", Map.of("zh", "施工许可台账（部门共享）")),
				Map.entry("description", Map.of("zh", "施工许可的编号、所在区与经办科室。")), Map.entry("agency", provider),
				Map.entry("themes", List.of("planning")), Map.entry("library", "business"), Map.entry("area", "990100"),
				Map.entry("entityKind", "certificate"), Map.entry("frequency", "daily"),
				Map.entry("discoverability", "departments"),
				Map.entry("sharing",
						Map.of("class", "conditional", "scope", List.of(requester), "purposes", List.of("planning"))),
				Map.entry("modes", List.of("service-interface")),
				Map.entry("openness", Map.of("level", "not-open", "reason", "含未公开的内部流程信息", "citations",
						List.of(Map.of("instrument", "government-data-sharing-regulation", "article", "第十四条")))),
				Map.entry("grade", "general-2"), Map.entry("items", List.of(item("许可编号"), item("区"), item("联系人"))),
				Map.entry("distributions",
						List.of(Map.of("title", Map.of("zh", "台账"), "kind", "table", "format", "csv"))),
				Map.entry("contact", Map.of("name", "数据科", "phone", "0999-1234567")),
				Map.entry("completeness", "full"));
	}

	private static Map<String, Object> item(String name) {
		return Map.of("name", Map.of("zh", name), "type", "string", "length", 40, "meaning", Map.of("zh", name),
				"sensitivity", "none", "open", false, "source", Map.of("kind", "collected"));
	}

}
