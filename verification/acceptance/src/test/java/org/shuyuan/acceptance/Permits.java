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
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;

import tools.jackson.databind.JsonNode;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * A register of building permits that one agency shares with another under conditions.
 */
record Permits(Platform platform, Clerk provider, String requester, JsonNode entry) {

	private static final int ROWS = 400_000;

	/** A reader who takes 16 KB in so long still has most of the stream before him. */
	private static final Duration PACE = Duration.ofMillis(20);

	/** Registered, published and uploaded. */
	static Permits published(Platform platform, String provider, String requester) {
		Clerk clerk = new Clerk(platform, provider);
		Permits permits = new Permits(platform, clerk, requester, clerk.register(draft(provider, requester)));
		clerk.publish(permits.id());
		permits.upload();
		return permits;
	}

	String id() {
		return this.entry.path("id").asString();
	}

	String distribution() {
		return this.entry.at("/distributions/0/id").asString();
	}

	String data() {
		return Platform.SHARING + "/distributions/" + distribution();
	}

	/** System of the agency that receives. */
	String officer() {
		return this.platform.account("sharing-officer", this.requester);
	}

	static String[] under(String grant) {
		return new String[] { "Shuyuan-Grant", grant, "Shuyuan-Purpose", "planning" };
	}

	/** Takes a grant back, as the provider. */
	void revoke(Platform through, String grant) {
		String head = this.platform.account("sharing-head", this.provider.agency());
		String tag = through.getAs(head, Platform.SHARING + "/grants/" + grant).accepted().header("ETag").orElse("*");
		through
			.send(head, "POST", Platform.SHARING + "/grants/" + grant + "/revoke",
					Map.of("reason", "目的已变更", "filing", "已与使用部门协商"), "If-Match", tag)
			.accepted();
	}

	/**
	 * Receives slowly, has something taken back, and goes on: the stream must break off.
	 * @param through where it is received
	 * @return bytes received
	 */
	long brokenOff(Platform through, String grant, Runnable takenBack) {
		HttpResponse<InputStream> response = through.stream(officer(), data() + "/rows?format=csv", under(grant));
		assertThat(response.statusCode()).isEqualTo(200);
		byte[] buffer = new byte[16384];
		long received = 0;
		try (InputStream stream = response.body()) {
			received += stream.read(buffer);
			takenBack.run();
			for (int read = stream.read(buffer); read >= 0; read = stream.read(buffer)) {
				received += read;
				LockSupport.parkNanos(PACE.toNanos());
			}
		}
		catch (IOException ex) {
			return received;
		}
		throw new AssertionError("The stream ended as if it were whole, after %d bytes".formatted(received));
	}

	/** A new grant, for two of the three items and the rows of one district. */
	String granted() {
		return granted("service-interface");
	}

	/** The same in a mode. */
	String granted(String mode) {
		String officer = officer();
		String head = this.platform.account("sharing-head", this.requester);
		String requests = Platform.SHARING + "/requests";
		undertaken();
		List<String> items = new ArrayList<>();
		this.entry.path("items").forEach((item) -> {
			if (List.of("许可编号", "区").contains(item.at("/name/zh").asString())) {
				items.add(item.path("id").asString());
			}
		});
		Map<String, Object> asked = Map.ofEntries(Map.entry("entry", id()), Map.entry("distribution", distribution()),
				Map.entry("items", items), Map.entry("rows", List.of("区:eq:东湖区")), Map.entry("basis", "《政务数据共享条例》第二十条"),
				Map.entry("scenario", "核对辖区施工许可，安排道路养护"), Map.entry("scope", "东湖区许可的编号与所在区"), Map.entry("mode", mode),
				Map.entry("until", LocalDate.now(ZoneId.of("Asia/Shanghai")).plusMonths(6).toString()),
				Map.entry("purpose", "planning"));
		String request = this.platform.send(officer, "POST", requests, asked).accepted().json().path("id").asString();
		step(head, request, "agree", Map.of());
		step(this.platform.account("sharing-officer", this.provider.agency()), request, "review",
				Map.of("opinion", "范围适当"));
		step(this.platform.account("sharing-head", this.provider.agency()), request, "approve", Map.of());
		JsonNode approved = this.platform.getAs(officer, requests + "/" + request).accepted().json();
		assertThat(approved.path("state").asString()).isEqualTo("approved");
		JsonNode grant = approved.path("grant");
		return grant.isObject() ? grant.path("id").asString() : grant.asString();
	}

	/** The requester's head signs the undertaking in force, unless it is signed. */
	void undertaken() {
		String head = this.platform.account("sharing-head", this.requester);
		String undertakings = Platform.SHARING + "/undertakings";
		boolean valid = this.platform.getAs(head, undertakings)
			.accepted()
			.json()
			.path("items")
			.valueStream()
			.anyMatch((signed) -> signed.path("valid").asBoolean());
		if (!valid) {
			int version = this.platform.getAs(head, undertakings + "/text").accepted().json().path("version").asInt();
			this.platform.send(head, "POST", undertakings, Map.of("version", version)).accepted();
		}
	}

	private void step(String client, String request, String step, Map<String, Object> body) {
		String path = Platform.SHARING + "/requests/" + request;
		String tag = this.platform.getAs(client, path).accepted().header("ETag").orElse("*");
		this.platform.send(client, "POST", path + "/" + step, body, "If-Match", tag).accepted();
	}

	private void upload() {
		StringBuilder csv = new StringBuilder("许可编号,区,联系人\n");
		for (int row = 0; row < ROWS; row++) {
			csv.append("YZ-").append(1_000_000 + row).append(row % 2 == 0 ? ",东湖区" : ",西岭区").append(",经办科\n");
		}
		this.platform
			.call(this.provider.steward(), "PUT", data() + "/data?wait=60&filename=permits.csv",
					BodyPublishers.ofString(csv.toString(), StandardCharsets.UTF_8), "Content-Type", "text/csv")
			.accepted();
		Platform.await("the permits are available", Duration.ofMinutes(2),
				() -> this.platform.getAs(this.provider.steward(), data() + "/versions")
					.accepted()
					.json()
					.at("/items/0/state")
					.asString("")
					.equals("available"));
	}

	private static Map<String, Object> draft(String provider, String requester) {
		return Map.ofEntries(Map.entry("key", "permits-" + System.nanoTime()),
				Map.entry("title", Map.of("zh", "施工许可台账（部门共享）")),
				Map.entry("description", Map.of("zh", "施工许可的编号、所在区与经办科室。")), Map.entry("agency", provider),
				Map.entry("themes", List.of("planning")), Map.entry("library", "business"), Map.entry("area", "990100"),
				Map.entry("entityKind", "certificate"), Map.entry("frequency", "daily"),
				Map.entry("discoverability", "departments"),
				Map.entry("sharing",
						Map.of("class", "conditional", "scope", List.of(requester), "purposes", List.of("planning"))),
				Map.entry("modes", List.of("service-interface", "verification")),
				Map.entry("openness", Map.of("level", "not-open", "reason", "含未公开的内部流程信息", "citations",
						List.of(Map.of("instrument", "government-data-sharing-regulation", "article", "第十四条")))),
				Map.entry("grade", "general-2"), Map.entry("items", List.of(item("许可编号"), item("区"), item("联系人"))),
				Map.entry("distributions",
						List.of(Map.of("title", Map.of("zh", "台账"), "kind", "table", "format", "csv"))),
				Map.entry("contact", Map.of("name", "数据科", "phone", "0999-1234567")),
				Map.entry("completeness", "full"));
	}

	/** The same under a title, which everybody may have beside the requester. */
	static Map<String, Object> open(String provider, String requester, String title) {
		Map<String, Object> open = new HashMap<>(draft(provider, requester));
		open.put("title", Map.of("zh", title));
		open.put("discoverability", "public");
		open.put("grade", "general-1");
		open.put("modes", List.of("batch-exchange"));
		open.put("openness", Map.of("level", "unconditional", "licence", "cc-by-4.0"));
		open.put("items", List.of(item("许可编号", true), item("区", true), item("备注", true)));
		return open;
	}

	private static Map<String, Object> item(String name) {
		return item(name, false);
	}

	private static Map<String, Object> item(String name, boolean open) {
		return Map.of("name", Map.of("zh", name), "type", "string", "length", 40, "meaning", Map.of("zh", name),
				"sensitivity", "none", "open", open, "source", Map.of("kind", "collected"));
	}

}
