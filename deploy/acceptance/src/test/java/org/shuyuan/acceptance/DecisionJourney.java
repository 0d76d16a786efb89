package org.shuyuan.acceptance;

import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ThreadLocalRandom;

import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What the authority decides has an effect: a refused request that is to be shared ends
 * in a grant, and an agency that is not the one source turns its item into a shared one.
 */
@OnRunningCity
class DecisionJourney {

	private static final String ENTRIES = Platform.CATALOGUE + "/entries";

	private static final String CONFLICTS = Platform.CATALOGUE + "/conflicts";

	private static final String DISPUTES = Platform.SHARING + "/disputes";

	private final Platform platform = Platform.ofEnvironment();

	@Test
	void aRefusedRequestThatIsToBeSharedEndsInAGrant() {
		List<String> agencies = this.platform.agencies();
		String provider = agencies.get(0);
		String requester = agencies.get(1);
		Permits permits = Permits.published(this.platform, provider, requester);
		permits.undertaken();
		String request = send(account("sharing-officer", requester), Platform.SHARING + "/requests", asked(permits))
			.path("id")
			.asString();
		String path = Platform.SHARING + "/requests/" + request;
		send(account("sharing-head", requester), path + "/agree", Map.of());
		send(account("sharing-officer", provider), path + "/review", Map.of("opinion", "不在职责范围"));
		send(account("sharing-head", provider), path + "/refuse", Map.of("reason", "不在职责范围"));
		String dispute = send(account("sharing-officer", requester), DISPUTES,
				Map.of("request", request, "statement", "属法定职责"))
			.path("id")
			.asString();
		Map<String, Object> decision = Map.of("decision", "share", "reason", "职责清单已列明");
		this.platform.send(authority(), "POST", DISPUTES + "/" + dispute + "/decision", decision)
			.refused(409, "statement-awaited");
		send(account("sharing-officer", provider), DISPUTES + "/" + dispute + "/statements",
				Map.of("statement", "另有获取渠道"));
		send(authority(), DISPUTES + "/" + dispute + "/decision", decision);
		this.platform.send(account("sharing-head", provider), "POST", path + "/refuse", Map.of("reason", "仍不同意"))
			.refused(409, "transition-impossible");
		JsonNode approved = send(account("sharing-head", provider), path + "/approve", Map.of());
		assertThat(approved.at("/grant/state").asString()).isEqualTo("active");
		this.platform
			.getAs(permits.officer(), permits.data() + "/rows?limit=5",
					Permits.under(approved.at("/grant/id").asString()))
			.accepted();
	}

	@Test
	void anAgencyThatIsNotTheOneSourceTurnsItsItemIntoASharedOne() {
		List<String> agencies = this.platform.agencies();
		Clerk losing = new Clerk(this.platform, agencies.get(0));
		Clerk leading = new Clerk(this.platform, agencies.get(1));
		String area = "98%03d1".formatted(ThreadLocalRandom.current().nextInt(1000));
		String first = losing.register(collecting(losing.agency(), area)).path("id").asString();
		losing.publish(first);
		JsonNode second = leading.register(collecting(leading.agency(), area));
		leading.assess(second.path("id").asString());
		leading.submit(second.path("id").asString()).refused(409, "source-exists");
		String conflict = send(leading.steward(), CONFLICTS, Map.of("entry", second.path("id").asString(), "item",
				second.at("/items/0/id").asString(), "reason", "法定职责"))
			.path("id")
			.asString();
		send(losing.steward(), CONFLICTS + "/" + conflict + "/statements", Map.of("statement", "采集在先"));
		send(authority(), CONFLICTS + "/" + conflict + "/decision",
				Map.of("lead", leading.agency(), "reason", "以职责为准"));
		assertThat(open(losing)).contains(conflict);
		Answer before = this.platform.getAs(losing.steward(), ENTRIES + "/" + first).accepted();
		assertThat(before.json().path("violations").toString()).contains("source-decided-otherwise");
		ObjectNode entry = (ObjectNode) before.json().path("entry");
		((ObjectNode) entry.at("/items/0")).putObject("source")
			.put("kind", "shared-from")
			.put("agency", leading.agency());
		this.platform.send(losing.steward(), "PUT", ENTRIES + "/" + first, entry, "If-Match", before.etag()).accepted();
		leading.submit(second.path("id").asString()).accepted();
		leading.step(authority(), second.path("id").asString(), "publish").accepted();
		losing.publish(first);
		assertThat(open(losing)).doesNotContain(conflict);
	}

	/** An account that holds a role in an agency. */
	private String account(String role, String agency) {
		return this.platform.account(role, agency);
	}

	private String authority() {
		return this.platform.account("authority");
	}

	private List<String> open(Clerk clerk) {
		return this.platform.getAs(clerk.steward(), CONFLICTS + "?duty=open&limit=200")
			.accepted()
			.json()
			.path("items")
			.valueStream()
			.map((conflict) -> conflict.path("id").asString())
			.toList();
	}

	private JsonNode send(String account, String path, Map<String, Object> body) {
		return this.platform.send(account, "POST", path, body).accepted().json();
	}

	private static Map<String, Object> asked(Permits permits) {
		List<String> items = new ArrayList<>();
		permits.entry().path("items").forEach((item) -> items.add(item.path("id").asString()));
		return Map.of("entry", permits.id(), "distribution", permits.distribution(), "items", items, "basis",
				"《政务数据共享条例》第二十条", "scenario", "核对施工许可", "scope", "全部许可", "mode", "service-interface", "until",
				LocalDate.now(ZoneId.of("Asia/Shanghai")).plusMonths(6).toString(), "purpose", "planning");
	}

	/** A table with one item that is collected and bound to a data element. */
	private static Map<String, Object> collecting(String agency, String area) {
		return Map.ofEntries(Map.entry("key", "source-" + System.nanoTime()),
				Map.entry("title", Map.of("zh", "证照有效期台账")), Map.entry("description", Map.of("zh", "证照的有效期。")),
				Map.entry("agency", agency), Map.entry("themes", List.of("planning")), Map.entry("library", "business"),
				Map.entry("area", area), Map.entry("entityKind", "certificate"), Map.entry("frequency", "daily"),
				Map.entry("discoverability", "departments"),
				Map.entry("sharing",
						Map.of("class", "conditional", "scope", List.of(), "purposes", List.of("planning"))),
				Map.entry("modes", List.of("service-interface")),
				Map.entry("openness", Map.of("level", "not-open", "reason", "含未公开的内部流程信息", "citations",
						List.of(Map.of("instrument", "government-data-sharing-regulation", "article", "第十四条")))),
				Map.entry("grade", "general-2"),
				Map.entry("items",
						List.of(Map.of("name", Map.of("zh", "有效期止"), "type", "date", "length", 10, "meaning",
								Map.of("zh", "有效期的最后一天"), "element", "expiry-date", "sensitivity", "none", "open",
								false, "source", Map.of("kind", "collected")))),
				Map.entry("distributions",
						List.of(Map.of("title", Map.of("zh", "台账"), "kind", "table", "format", "csv"))),
				Map.entry("contact", Map.of("name", "数据科", "phone", "0999-1234567")),
				Map.entry("completeness", "full"));
	}

}
