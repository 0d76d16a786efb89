package org.shuyuan.acceptance;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import com.microsoft.playwright.Download;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * A citizen applies for data that open on conditions: in the browser, an officer accepts,
 * the citizen has the rows, and has them no more once it is taken back. Whoever has no
 * account makes one on the way.
 */
@OnRunningCity
class CitizenJourney {

	private static final String TITLE = "水库水位与蓄水量";

	private static final String PASSWORD = "three quiet rivers";

	private static final Pattern CODE = Pattern.compile("验证码是 (\\d{6})");

	private static final Pattern LINK = Pattern.compile("https?://\\S+/login-actions/action-token\\S+");

	private final Platform platform = Platform.ofEnvironment();

	private final Desk desk = new Desk(this.platform);

	@AfterEach
	void closeTheBrowser() {
		this.desk.close();
	}

	@Test
	void aCitizenAppliesReceivesAndLosesData() throws IOException {
		JsonNode entry = found();
		Page citizen = this.desk.signedIn("citizen", "/account/applications?entry=" + entry.path("id").asString());
		withdrawAll(citizen);
		String rows = applied(citizen, entry);
		decided(entry, "accept");
		this.desk.open(citizen, "/account/applications");
		Download download = citizen.waitForDownload(() -> citizen.locator("a[href^='/account/data/']").first().click());
		assertThat(Files.readAllLines(download.path())).hasSizeGreaterThan(10);
		assertThat(this.platform.getAs("citizen", rows).status()).isEqualTo(200);
		decided(entry, "withdraw");
		Platform.await("the rows are closed again", Duration.ofSeconds(30),
				() -> this.platform.getAs("citizen", rows).status() == 403);
		citizen.reload();
		assertThat(citizen.locator("a[href^='/account/data/']").count()).isZero();
	}

	@Test
	void whoeverHasNoAccountMakesOneOnTheWay() {
		JsonNode entry = found();
		String email = "chen-" + UUID.randomUUID() + "@example.cn";
		Page page = this.desk.anonymous("/account/applications?entry=" + entry.path("id").asString());
		if (page.locator("a[href='/register']").count() > 0) {
			registersWithCode(page, email);
		}
		else {
			registersAtKeycloak(page, email);
		}
		page.waitForURL((url) -> url.contains("/account/applications?entry=" + entry.path("id").asString()));
		assertThat(page.locator("input[name=name]").inputValue()).isEqualTo("陈小渚");
	}

	/** With a code that the platform's own authorization server mails. */
	private void registersWithCode(Page page, String email) {
		page.locator("a[href='/register']").click();
		this.desk.accessible(page);
		page.locator("#email").fill(email);
		page.locator("form[action='/register'] button").click();
		page.locator("#code").waitFor();
		this.desk.accessible(page);
		page.locator("#code").fill(found(CODE, email));
		page.locator("#name").fill("陈小渚");
		page.locator("#password").fill(PASSWORD);
		page.locator("form[action='/register/code'] button").click();
		page.locator("#username").fill(email);
		page.locator("#password").fill(PASSWORD);
		page.locator("form[action='/login'] button").click();
	}

	/** With a link that Keycloak mails. */
	private void registersAtKeycloak(Page page, String email) {
		page.locator("a[href*='login-actions/registration']").click();
		this.desk.accessible(page);
		page.locator("#email").fill(email);
		page.locator("#firstName").fill("陈小渚");
		page.locator("form[action*='login-actions/registration'] button").click();
		page.waitForURL((url) -> url.contains("VERIFY_EMAIL"));
		this.desk.accessible(page);
		page.navigate(found(LINK, email));
		this.desk.accessible(page);
		page.locator("#password-new").fill(PASSWORD);
		page.locator("#password-confirm").fill(PASSWORD);
		page.locator("form[action*='login-actions/required-action'] button").first().click();
	}

	/** Where mails are kept: by the testbed's mail server, or in the data folder. */
	private static Path mails() {
		String kept = System.getenv("SHUYUAN_MAILS");
		Path folder = (kept != null) ? Path.of(kept)
				: Path.of(System.getenv("SHUYUAN_ACCOUNTS")).resolveSibling("mail");
		Assumptions.assumeTrue(Files.isDirectory(folder), "mails that are sent, not kept");
		return folder;
	}

	private JsonNode found() {
		return this.platform.get(Platform.CATALOGUE + "/search?limit=1&q=" + Platform.encoded(TITLE))
			.accepted()
			.json()
			.at("/items/0");
	}

	/** Applies in the browser; answers the address of the rows. */
	private String applied(Page citizen, JsonNode entry) {
		String id = entry.path("id").asString();
		this.desk.open(citizen, "/account/applications?entry=" + id);
		citizen.locator("input[name=name]").fill("陈小渚");
		citizen.locator("textarea[name=use]").fill("毕业论文：水库水位的季节变化");
		citizen.locator("input[name=until]").fill(LocalDate.now().plusMonths(3).toString());
		citizen.locator("form:has(textarea[name=use]) button").click();
		citizen.waitForURL((url) -> url.contains("/account/applications"));
		assertThat(citizen.locator("main").innerText()).contains("毕业论文", "待办理");
		String distribution = this.platform.getAs("citizen", Platform.CATALOGUE + "/entries/" + id)
			.accepted()
			.json()
			.at("/entry/distributions/0/id")
			.asString();
		String rows = Platform.SHARING + "/distributions/" + distribution + "/rows?limit=5";
		assertThat(this.platform.getAs("citizen", rows).status()).isEqualTo(403);
		return rows;
	}

	/** What another run left. */
	private void withdrawAll(Page citizen) {
		Locator left = citizen.locator("form[action$='/withdraw'] button");
		while (left.count() > 0) {
			left.first().click();
			citizen.waitForLoadState();
		}
	}

	/** An officer of the providing agency decides on the desk. */
	private void decided(JsonNode entry, String step) {
		String agency = this.platform.getAs("citizen", Platform.CATALOGUE + "/entries/" + entry.path("id").asString())
			.accepted()
			.json()
			.at("/entry/agency")
			.asString();
		Page officer = this.desk.signedIn("sharing-officer", agency, "/workbench/applications");
		Locator card = officer.locator("section:has(form[action$='/" + step + "'])").first();
		if (step.equals("withdraw")) {
			card.locator("summary").click();
			card.locator("textarea").fill("超出所述用途");
		}
		card.locator("form[action$='/" + step + "'] button").click();
		officer.waitForURL((url) -> url.contains("/workbench/applications"));
	}

	private static String found(Pattern pattern, String email) {
		Path mails = mails();
		String[] mail = { "" };
		Platform.await("a mail to " + email, Duration.ofMinutes(1), () -> {
			mail[0] = all(mails).stream().filter((text) -> text.contains("To: " + email)).findFirst().orElse("");
			return !mail[0].isEmpty();
		});
		Matcher found = pattern.matcher(mail[0]);
		assertThat(found.find()).isTrue();
		return found.group(found.groupCount());
	}

	private static List<String> all(Path mails) {
		try (Stream<Path> files = Files.list(mails)) {
			return files.filter((file) -> file.toString().endsWith(".eml")).map(CitizenJourney::read).toList();
		}
		catch (IOException ex) {
			throw new java.io.UncheckedIOException(ex);
		}
	}

	private static String read(Path file) {
		try {
			return Files.readString(file);
		}
		catch (IOException ex) {
			throw new java.io.UncheckedIOException(ex);
		}
	}

}
