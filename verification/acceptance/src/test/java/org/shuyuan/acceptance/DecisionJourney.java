package org.shuyuan.acceptance;

import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ThreadLocalRandom;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import org.junit.jupiter.api.AfterEach;
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

	private final Desk desk = new Desk(this.platform);

	@AfterEach
	void closeTheBrowser() {
		this.desk.close();
	}

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
		Page officer = this.desk.signedIn("sharing-officer", provider, "/workbench/disputes");
		Locator statement = officer.locator("form[action$='/" + dispute + "/statement']");
		statement.locator("textarea").fill("另有获取渠道");
		press(officer, statement.locator("button"));
		decideDispute(dispute, "share");
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
	void aGrantIsRestoredAndEndedByDecision() {
		List<String> agencies = this.platform.agencies();
		Permits permits = Permits.published(this.platform, agencies.get(0), agencies.get(1));
		String grant = permits.granted();
		String rows = permits.data() + "/rows?limit=5";
		String[] under = Permits.under(grant);
		permits.revoke(this.platform, grant);
		this.platform.getAs(permits.officer(), rows, under).refused(403, "grant-revoked");
		decideDispute(disputed(permits, grant), "restore");
		this.platform.getAs(permits.officer(), rows, under).accepted();
		decideDispute(disputed(permits, grant), "end");
		this.platform.getAs(permits.officer(), rows, under).refused(403, "grant-revoked");
	}

	/** The requester disputes what became of its grant; the provider is heard. */
	private String disputed(Permits permits, String grant) {
		String dispute = send(permits.officer(), DISPUTES, Map.of("grant", grant, "statement", "用途未变")).path("id")
			.asString();
		send(account("sharing-officer", permits.provider().agency()), DISPUTES + "/" + dispute + "/statements",
				Map.of("statement", "用途已变更"));
		return dispute;
	}

	/** The authority decides on its desk. */
	private void decideDispute(String dispute, String decision) {
		Page authority = this.desk.signedIn("authority", "", "/authority/disputes");
		Locator form = authority.locator("form[action$='/disputes/" + dispute + "']");
		form.locator("input[value='" + decision + "']").check();
		form.locator("textarea").fill("职责清单已列明");
		press(authority, form.locator("button"));
		assertThat(authority.locator("form[action$='/disputes/" + dispute + "']").count())
			.as(authority.locator("main").innerText())
			.isZero();
	}

	private static void press(Page page, Locator button) {
		button.click();
		page.waitForLoadState();
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
		Page authority = this.desk.signedIn("authority", "", "/authority/conflicts");
		Locator form = authority.locator("form[action$='/conflicts/" + conflict + "']");
		form.locator("input[value='" + leading.agency() + "']").check();
		form.locator("textarea").fill("以职责为准");
		press(authority, form.locator("button"));
		assertThat(open(losing)).contains(conflict);
		Page steward = this.desk.signedIn("steward", losing.agency(), "/workbench");
		assertThat(steward.locator(".desk-card a[href='/workbench/entries/" + first + "/edit']").count())
			.as(steward.locator("main").innerText())
			.isEqualTo(1);
		Answer before = this.platform.getAs(losing.steward(), ENTRIES + "/" + first).accepted();
		assertThat(before.json().path("violations").toString()).contains("source-decided-otherwise");
		ObjectNode entry = (ObjectNode) before.json().path("entry");
		((ObjectNode) entry.at("/title")).put("zh", "证照有效期台账（仍自行采集）");
		before = this.platform.send(losing.steward(), "PUT", ENTRIES + "/" + first, entry, "If-Match", before.etag())
			.accepted();
		losing.assess(first);
		assertThat(losing.submit(first).status()).as("it cannot be published as collected").isIn(409, 422);
		before = this.platform.getAs(losing.steward(), ENTRIES + "/" + first).accepted();
		entry = (ObjectNode) before.json().path("entry");
		((ObjectNode) entry.at("/items/0")).putObject("source")
			.put("kind", "shared-from")
			.put("agency", leading.agency());
		this.platform.send(losing.steward(), "PUT", ENTRIES + "/" + first, entry, "If-Match", before.etag()).accepted();
		leading.submit(second.path("id").asString()).accepted();
		leading.step(authority(), second.path("id").asString(), "publish").accepted();
		losing.publish(first);
		assertThat(open(losing)).doesNotContain(conflict);
		this.desk.open(steward, "/workbench");
		assertThat(steward.locator(".desk-card a[href='/workbench/entries/" + first + "/edit']").count()).isZero();
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
