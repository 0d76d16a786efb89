package org.shuyuan.acceptance;

import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;

import com.microsoft.playwright.Download;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.FilePayload;
import com.microsoft.playwright.options.SelectOption;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * People at their desks, in a real browser: a steward registers by form, the head
 * consents, the authority publishes, a citizen downloads; two departments exchange data;
 * the auditor finds what was decided.
 */
@OnRunningCity
class DeskJourney {

	private static final String TABLE = "站名,区,泊位数\n东湖站,东湖区,12\n西山站,西山区,8\n北门站,东湖区,30\n";

	private final Platform platform = Platform.ofEnvironment();

	private final Desk desk = new Desk(this.platform);

	private final String title = "停车泊位核查" + UUID.randomUUID().toString().substring(0, 8);

	@AfterEach
	void closeTheBrowser() {
		this.desk.close();
	}

	@Test
	void dataGoFromTheFormToTheCitizenAndBetweenDepartments() throws IOException {
		List<String> agencies = this.platform.agencies();
		String provider = agencies.get(0);
		Page steward = this.desk.signedIn("steward", provider, "/workbench");
		String entry = register(steward);
		upload(steward);
		assess(steward, entry);
		consent(provider, entry);
		this.desk.open(steward, "/workbench/entries/" + entry);
		press(steward, "form[action$='/submit'] button");
		assertThat(steward.locator(".desk-is-submitted").first().isVisible()).isTrue();
		publish(entry);
		citizenDownloads(entry);
		String requester = agencies.get(1);
		exchange(entry, requester, provider);
		audited(entry);
	}

	private String register(Page page) {
		this.desk.open(page, "/workbench/entries/new");
		page.locator("#title").fill(this.title);
		page.locator("#description").fill("核查各公共停车场的泊位数");
		page.locator("input[name=themes]").first().check();
		for (String list : List.of("library", "entityKind", "frequency", "licence", "grade")) {
			page.locator("#" + list).selectOption(new SelectOption().setIndex(1));
		}
		page.locator("#area").fill("990100");
		page.locator("#sharing").selectOption("conditional");
		page.locator("details:has(#purposes) summary").click();
		page.locator("#purposes input").first().check();
		page.locator("#openness").selectOption("unconditional");
		item(page, 0, "站名", "string");
		press(page, "button[value=add-item]");
		item(page, 1, "区", "string");
		press(page, "button[value=add-item]");
		item(page, 2, "泊位数", "integer");
		page.locator("#distributions-0-title").fill("数据表");
		page.locator("#contact").fill("数据处");
		page.locator("#contact-phone").fill("000-0000000");
		this.desk.accessible(page);
		press(page, ".desk-sticky button[value=save]");
		assertThat(page.url()).as(page.locator("main").innerText()).matches(".*/workbench/entries/[a-z2-7]{26}");
		this.desk.openAgain(page);
		return id(page);
	}

	/** What the page shown now is about. */
	private static String id(Page page) {
		String path = URI.create(page.url()).getPath();
		return path.substring(path.lastIndexOf('/') + 1);
	}

	private static void item(Page page, int number, String name, String type) {
		page.locator("#items-" + number + "-name").fill(name);
		page.locator("#items-" + number + "-meaning").fill("核查得到的" + name);
		page.locator("#items-" + number + "-type").selectOption(type);
		page.locator("input[name='items[" + number + "].open']").check();
	}

	private void upload(Page page) {
		page.locator("input[type=file]")
			.first()
			.setInputFiles(new FilePayload("泊位.csv", "text/csv", TABLE.getBytes(StandardCharsets.UTF_8)));
		press(page, "form[enctype] button");
		Platform.await("the upload is available", Duration.ofMinutes(2), () -> {
			page.reload();
			return page.locator(".desk-is-available").count() > 0;
		});
		this.desk.openAgain(page);
	}

	private void assess(Page page, String entry) {
		for (String kind : List.of("secrecy", "personal-information")) {
			this.desk.open(page, "/workbench/entries/" + entry);
			Locator form = page.locator("form:has(input[name=kind][value=" + kind + "])");
			form.locator("input[value=passed]").check();
			form.locator("textarea").fill("逐项核对，未发现问题");
			form.locator("button").click();
			assertThat(page.locator("[role=status]").first().isVisible()).as(page.locator("main").innerText()).isTrue();
		}
	}

	private void consent(String agency, String entry) {
		Page head = this.desk.signedIn("department-head", agency, "/workbench/consents");
		this.desk.open(head, "/workbench/entries/" + entry);
		press(head, "form[action$='/consent'] button");
		assertThat(head.locator("form[action$='/consent']").count()).as(head.locator("main").innerText()).isZero();
	}

	private void publish(String entry) {
		Page authority = this.desk.signedIn("authority", "", "/authority");
		for (String room : List.of("entries", "conflicts", "hits", "extensions", "disputes", "agencies",
				"supervision")) {
			this.desk.open(authority, "/authority/" + room);
		}
		this.desk.open(authority, "/authority/entries/" + entry);
		press(authority, "form[action$='/publish'] button");
		assertThat(authority.locator(".desk-is-published").count()).as(authority.locator("main").innerText())
			.isPositive();
	}

	private void citizenDownloads(String entry) throws IOException {
		Platform.await("the entry is public", Duration.ofMinutes(2),
				() -> this.platform.get("/entries/" + entry + ".html").status() == 200);
		Page citizen = this.desk.anonymous("/entries/" + entry);
		assertThat(citizen.locator("h1").innerText()).contains(this.title);
		Platform.await("the data are public", Duration.ofMinutes(2), () -> {
			citizen.reload();
			return citizen.locator("main a[download]").count() > 0;
		});
		Download original = citizen.waitForDownload(() -> citizen.locator("main a[href$='/file']").first().click());
		assertThat(Files.readAllBytes(original.path())).isEqualTo(TABLE.getBytes(StandardCharsets.UTF_8));
		Page looking = this.desk.anonymous("/catalogue?q=" + Platform.encoded(this.title));
		assertThat(looking.locator(".results h3 a").first().innerText()).contains(this.title);
		assertThat(this.platform.get(Platform.CATALOGUE + "/search?q=" + Platform.encoded(this.title))
			.accepted()
			.json()
			.path("total")
			.asInt()).isPositive();
	}

	private void exchange(String entry, String requester, String provider) throws IOException {
		Page officer = this.desk.signedIn("sharing-officer", requester, "/workbench");
		Page head = this.desk.signedIn("sharing-head", requester, "/workbench/undertaking");
		if (head.locator("form[action$='/undertaking'] button").count() > 0) {
			press(head, "form[action$='/undertaking'] button");
		}
		this.desk.open(officer, "/workbench/find?q=" + Platform.encoded(this.title));
		this.desk.open(officer, "/workbench/requests/new?entry=" + entry);
		for (Locator box : officer.locator("input[name=items]").all()) {
			box.check();
		}
		officer.locator("#basis").fill("城市规划编制职责");
		officer.locator("#scenario").fill("停车专项规划");
		officer.locator("#scope").fill("规划处内部使用");
		officer.locator("#mode").selectOption("file-download");
		officer.locator("#until").fill(LocalDate.now().plusMonths(6).toString());
		press(officer, ".desk-form .desk-actions button");
		assertThat(officer.url()).as(officer.locator("main").innerText()).matches(".*/workbench/requests/[a-z2-7]{26}");
		this.desk.openAgain(officer);
		String request = id(officer);
		step(head, request, "agree");
		Page reviewing = this.desk.signedIn("sharing-officer", provider, "/workbench/requests");
		this.desk.open(reviewing, "/workbench/requests/" + request);
		reviewing.locator("details:has(form[action$='/review']) summary").click();
		reviewing.locator("form[action$='/review'] textarea").fill("同意提供");
		press(reviewing, "form[action$='/review'] button");
		Page deciding = this.desk.signedIn("sharing-head", provider, "/workbench/grants");
		this.desk.open(deciding, "/workbench/requests/" + request);
		deciding.locator("details:has(form[action$='/approve']) summary").click();
		press(deciding, "form[action$='/approve'] button");
		this.desk.open(officer, "/workbench/requests/" + request);
		press(officer, "a[href*='/workbench/grants/']");
		this.desk.openAgain(officer);
		assertThat(new String(downloaded(officer, "data.csv"), StandardCharsets.UTF_8)).contains("东湖站", "西山站", "北门站");
		assertThat(new String(downloaded(officer, "data.xlsx"), 0, 2, StandardCharsets.US_ASCII)).isEqualTo("PK");
		assertThat(downloaded(officer, "/file")).isEqualTo(TABLE.getBytes(StandardCharsets.UTF_8));
		revoke(deciding, officer);
	}

	private static byte[] downloaded(Page page, String link) throws IOException {
		return Files
			.readAllBytes(page.waitForDownload(() -> page.locator("main a[href$='" + link + "']").click()).path());
	}

	/** The provider's head takes the grant back; the next download is refused. */
	private void revoke(Page head, Page grantee) {
		String grant = URI.create(grantee.url()).getPath();
		String data = grantee.locator("a[href$='data.csv']").getAttribute("href");
		this.desk.open(head, grant);
		head.locator("details:has(form[action$='/revoke']) summary").click();
		head.locator("form[action$='/revoke'] textarea[name='reason']").fill("用途已结束");
		head.locator("form[action$='/revoke'] textarea[name='filing']").fill("已与使用部门协商一致");
		press(head, "form[action$='/revoke'] button");
		assertThat(head.locator(".desk-is-revoked").count()).as(head.locator("main").innerText()).isPositive();
		assertThat(grantee.request().get(this.desk.at(data)).status()).isEqualTo(403);
		this.desk.open(grantee, grant);
		assertThat(grantee.locator("a[href$='data.csv']").count()).isZero();
	}

	private void step(Page page, String request, String step) {
		this.desk.open(page, "/workbench/requests/" + request);
		press(page, "form[action$='/" + step + "'] button");
		assertThat(page.locator("[role=status]").first().isVisible()).as(page.locator("main").innerText()).isTrue();
	}

	private void audited(String entry) throws IOException {
		Page auditor = this.desk.signedIn("auditor", "", "/audit");
		this.desk.open(auditor, "/audit?entry=" + entry);
		assertThat(auditor.locator(".desk-is-permit").count()).isPositive();
		assertThat(auditor.locator(".desk-is-refuse").count()).isPositive();
		assertThat(new String(downloaded(auditor, "/audit/export"), StandardCharsets.UTF_8)).contains(entry);
		press(auditor, "a[href*='/audit/records/']");
		this.desk.accessible(auditor);
		this.desk.open(auditor, "/account");
		signsOut(auditor);
	}

	/** Both sessions end: a desk asks for the password again. */
	private void signsOut(Page page) {
		press(page, ".desk form[action$='/signout'] button");
		assertThat(page.url()).isEqualTo(this.desk.at("/"));
		page.navigate(this.desk.at("/account"));
		assertThat(page.locator("input[name=password]").count()).as(page.url()).isEqualTo(1);
	}

	private static void press(Page page, String button) {
		page.locator(button).first().click();
		page.waitForLoadState();
	}

}
