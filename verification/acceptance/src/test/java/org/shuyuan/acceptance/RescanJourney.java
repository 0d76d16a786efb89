package org.shuyuan.acceptance;

import java.io.IOException;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.file.Files;
import java.time.Duration;
import java.util.List;
import java.util.Map;

import com.microsoft.playwright.Page;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledIfEnvironmentVariable;
import tools.jackson.databind.JsonNode;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The authority sets words that nothing given out may hold. On the next start stored data
 * are scanned again; what holds one is recalled, and whoever provides it, decides about
 * it or took it finds that on the desk. On a standalone of its own, which is started
 * anew.
 */
@OnRunningCity
@DisabledIfEnvironmentVariable(named = "SHUYUAN_TESTBED", matches = ".+", disabledReason = "starts a standalone")
class RescanJourney {

	private static final String CLEAN = "许可编号,区,备注\nYZ-1,东湖区,经办科室\nYZ-2,西岭区,经办科室\n";

	private Killable city;

	private Platform platform;

	private Clerk provider;

	private String requester;

	@BeforeEach
	void startCity() throws IOException {
		this.city = Killable.start();
		this.city.await("city loaded");
		this.platform = this.city.platform();
		this.provider = new Clerk(this.platform, this.platform.agencies().get(0));
		this.requester = this.platform.agencies().get(1);
	}

	@AfterEach
	void stopCity() {
		this.city.stop();
	}

	@Test
	void whatHoldsAWordSetLaterIsRecalledAndEverybodyConcernedIsTold() throws IOException {
		Permits held = published("施工许可核对表", CLEAN.replace("经办科室", "雲 鶴-工程 办"));
		Permits clean = published("施工许可公示表", CLEAN);
		String grant = held.granted("batch-exchange");
		String[] under = Permits.under(grant);
		this.platform.getAs(held.officer(), held.data() + "/rows?limit=5", under).accepted();
		assertThat(this.platform.get(held.data() + "/file").accepted().text()).contains("YZ-2");
		awaitSearch(held, true);

		rescanned(Map.of("SHUYUAN_CONTENT_WORDS", words("# 保护中的工程代号\n云鹤工程\n")));

		this.platform.get(held.data() + "/rows").refused(403, "content-stopped");
		this.platform.get(held.data() + "/file").refused(403, "content-stopped");
		this.platform.getAs(held.officer(), held.data() + "/rows", under).refused(403, "content-stopped");
		awaitSearch(held, false);
		this.platform.get(clean.data() + "/rows").accepted();
		awaitSearch(clean, true);
		assertThat(this.platform.get(Platform.SHARING + "/negative-list").accepted().text()).contains("protected-word")
			.doesNotContain("云鹤");
		assertDesks(held);

		rescanned(Map.of());

		this.platform.get(held.data() + "/rows").refused(403, "content-stopped");
		this.platform.getAs(held.officer(), held.data() + "/rows", under).refused(403, "content-stopped");
		this.platform.get(clean.data() + "/rows").accepted();
	}

	private void assertDesks(Permits held) {
		JsonNode recall = recalls(this.platform.account("authority")).path(0);
		assertThat(recall.path("effect").asString()).isEqualTo("stopped");
		assertThat(recall.path("recipients").valueStream().map(JsonNode::asString)).containsExactly(this.requester);
		String asked = this.platform.agencies().get(2);
		assertThat(recalls(this.platform.account("sharing-officer", asked)).isEmpty()).isTrue();
		String entry = "a[href='/entries/%s']".formatted(held.id());
		try (Desk desk = new Desk(this.platform)) {
			Page authority = desk.signedIn("authority", "", "/authority/hits");
			assertTold(desk, authority, "/authority/hits", entry, true);
			Page steward = desk.signedIn("steward", this.provider.agency(), "/workbench");
			assertTold(desk, steward, "/workbench", entry, true);
			Page officer = desk.signedIn("sharing-officer", this.requester, "/workbench");
			assertTold(desk, officer, "/workbench", entry, false);
			String version = "/workbench/entries/" + held.id() + "/data/" + held.distribution() + "/1";
			desk.open(steward, version);
			assertThat(steward.locator("main").innerText()).contains("受保护词语", "不再依授权提供", "备注：云***")
				.doesNotContain("云鹤工程");
			Page anybody = desk.anonymous("/entries/" + held.id());
			assertThat(anybody.locator("main").innerText()).doesNotContain("YZ-1");
		}
	}

	/** In Chinese and in English; only those who did not take it read who did. */
	private void assertTold(Desk desk, Page page, String address, String entry, boolean recipients) {
		Map<String, List<String>> words = Map.of("zh-CN", List.of("召回的数据", "受保护词语", "已拦下", "曾取得这一版的部门"), "en",
				List.of("Recalled data", "Protected words", "Held back", "Delivered before to"));
		words.forEach((language, said) -> {
			page.navigate(desk.at(address + "?lang=" + language));
			String shown = page.locator("section:has(%s)".formatted(entry)).first().innerText();
			assertThat(shown).as("%s in %s", address, language).contains(said.subList(0, 3)).doesNotContain("云鹤");
			assertThat(shown.contains(said.getLast())).as("%s in %s says who took it", address, language)
				.isEqualTo(recipients);
		});
	}

	private JsonNode recalls(String account) {
		return this.platform.getAs(account, Platform.SHARING + "/recalls").accepted().json().path("items");
	}

	/** Stops the city, starts it with these settings and waits until all is scanned. */
	private void rescanned(Map<String, String> settings) {
		String authority = this.platform.account("authority");
		String progress = Platform.SHARING + "/negative-list/rescan";
		int before = this.platform.getAs(authority, progress).accepted().json().path("rulesVersion").asInt();
		this.city.stop();
		this.city.restart(settings);
		Platform.await("everything stored is scanned again", Duration.ofMinutes(10), () -> {
			Answer answer = this.platform.getAs(authority, progress);
			return answer.status() == 200 && answer.json().has("finished");
		});
		JsonNode scanned = this.platform.getAs(authority, progress).accepted().json();
		assertThat(scanned.path("rulesVersion").asInt()).isGreaterThan(before);
		assertThat(scanned.path("done").asInt()).isEqualTo(scanned.path("total").asInt()).isGreaterThan(1);
		Platform.await("the catalogue is heard again", Duration.ofMinutes(2),
				() -> this.platform.get(Platform.SHARING + "/negative-list").status() == 200
						&& this.platform.get(Platform.CATALOGUE + "/search?limit=1").status() == 200);
	}

	private void awaitSearch(Permits permits, boolean data) {
		String title = permits.entry().at("/title/zh").asString();
		Platform.await("search says of " + title + " that data are there: " + data, Duration.ofMinutes(2), () -> {
			Answer found = this.platform.get(Platform.CATALOGUE + "/search?limit=50&q=" + Platform.encoded(title));
			return found.status() == 200 && found.json()
				.path("items")
				.valueStream()
				.anyMatch((item) -> item.path("id").asString().equals(permits.id())
						&& item.path("hasData").asBoolean() == data);
		});
	}

	private static String words(String words) throws IOException {
		return Files.writeString(Files.createTempFile("content-words", ".txt"), words).toString();
	}

	/** An entry that opens, and is shared with the requester too, with its data. */
	private Permits published(String title, String csv) {
		Permits permits = new Permits(this.platform, this.provider, this.requester,
				this.provider.register(Permits.open(this.provider.agency(), this.requester, title)));
		this.platform
			.call(this.provider.steward(), "PUT", permits.data() + "/data?wait=60&filename=permits.csv",
					BodyPublishers.ofString(csv), "Content-Type", "text/csv")
			.accepted();
		this.provider.publish(permits.id());
		Platform.await("the rows are open", Duration.ofMinutes(2),
				() -> this.platform.get(permits.data() + "/rows?limit=1").status() == 200);
		return permits;
	}

}
