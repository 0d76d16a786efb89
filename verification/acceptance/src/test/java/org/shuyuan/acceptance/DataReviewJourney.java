package org.shuyuan.acceptance;

import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Data in doubt are not published unseen: the reviewer sees the first rows as the public
 * will, what stays closed and what is in doubt, and says so; the steward sees the same.
 */
@OnRunningCity
class DataReviewJourney {

	private final Platform platform = Platform.ofEnvironment();

	private final Desk desk = new Desk(this.platform);

	private final Clerk clerk = new Clerk(this.platform, this.platform.agencies().getFirst());

	@AfterEach
	void closeTheBrowser() {
		this.desk.close();
	}

	@Test
	void theReviewerSeesWhatThePublicWillAndWhatIsInDoubt() {
		JsonNode entry = this.clerk.register(KillFixtures.table(this.clerk.agency(), "data-review"));
		String id = entry.path("id").asString();
		String distribution = entry.at("/distributions/0/id").asString();
		String data = Platform.SHARING + "/distributions/" + distribution;
		this.platform
			.call(this.clerk.steward(), "PUT", data + "/data?wait=60&filename=rows.csv",
					BodyPublishers.ofByteArray(doubtful()), "Content-Type", "text/csv")
			.accepted();
		this.clerk.assess(id);
		this.clerk.submit(id).accepted();
		String authority = this.platform.account("authority");
		Answer refused = this.platform.send(authority, "POST", Platform.CATALOGUE + "/entries/" + id + "/publish",
				Map.of());
		refused.refused(409, "data-not-seen");
		assertThat(refused.json().at("/data/0/version").asString()).isEqualTo("1");
		Page steward = this.desk.signedIn("steward", this.clerk.agency(),
				"/workbench/entries/" + id + "/data/" + distribution + "/1");
		assertFirstRows(steward);
		Page reviewer = this.desk.signedIn("authority", "", "/authority/entries/" + id);
		assertFirstRows(reviewer);
		Locator publish = reviewer.locator("form[action$='/publish']");
		publish.locator("input[name=dataSeen]").check();
		publish.locator("button").click();
		reviewer.waitForLoadState();
		assertThat(reviewer.locator(".desk-is-published").count()).as(reviewer.locator("main").innerText())
			.isPositive();
		JsonNode looks = this.platform
			.getAs(this.platform.account("auditor"), Platform.SHARING + "/audit?limit=200&entry=" + id)
			.accepted()
			.json();
		assertThat(looks.path("items").valueStream()).anyMatch((each) -> each.toString().contains("\"review\""));
	}

	/** One byte is broken, and nothing describes the last column. */
	private static byte[] doubtful() {
		byte[] csv = "序号,数值,联系人\n1,31,赵无名\n2,47,钱有声\n".getBytes(StandardCharsets.UTF_8);
		csv[csv.length - 3] = (byte) 0xff;
		return csv;
	}

	private static void assertFirstRows(Page page) {
		String shown = page.locator("main").innerText();
		assertThat(List.of("31", "47", "联系人", "不显示")).allSatisfy((text) -> assertThat(shown).contains(text));
		assertThat(page.locator(".desk-withheld").allInnerTexts()).noneMatch((text) -> text.contains("赵无名"));
	}

}
