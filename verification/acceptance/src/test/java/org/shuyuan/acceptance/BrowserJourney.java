package org.shuyuan.acceptance;

import java.net.URI;
import java.nio.file.Path;
import java.util.List;

import com.deque.html.axecore.playwright.AxeBuilder;
import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.BrowserType;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Playwright;
import com.microsoft.playwright.options.ColorScheme;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * A citizen finds, reads and takes data in a real browser: both languages, phone and
 * desktop, light and dark, and without scripts. No page has an accessibility violation.
 */
@OnRunningCity
class BrowserJourney {

	private static final List<String> PAGES = List.of("/", "/catalogue", "/catalogue?q=zzqqxx", "/agencies", "/themes",
			"/api", "/about", "/problems", "/problems/item-not-open", "/signin/open-portal", "/nowhere",
			"/entries/aaaaaaaaaaaaaaaaaaaaaaaaaa");

	private static final List<String> OPENNESS = List.of("unconditional", "conditional", "not-open");

	private static final List<String> RULES = List.of("wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa");

	/** Milliseconds that a busy machine may take. */
	private static final double PATIENCE = 120_000;

	private final URI base = URI.create(System.getenv().getOrDefault("SHUYUAN_URL", "http://127.0.0.1:8080"));

	private Playwright playwright;

	private Browser browser;

	@BeforeEach
	void openTheBrowser() {
		this.playwright = Playwright.create();
		this.browser = this.playwright.chromium()
			.launch(new BrowserType.LaunchOptions()
				.setExecutablePath(Path.of(System.getenv().getOrDefault("CHROMIUM", "/usr/bin/chromium")))
				.setArgs(List.of("--no-sandbox", "--disable-gpu", "--disable-background-networking",
						"--disable-component-update", "--disable-sync")));
	}

	@AfterEach
	void closeTheBrowser() {
		this.browser.close();
		this.playwright.close();
	}

	@Test
	void everyPublicPageIsAccessibleOnPhoneAndDesktopInBothLanguages() {
		for (String language : List.of("zh-CN", "en-GB")) {
			for (boolean phone : new boolean[] { false, true }) {
				try (BrowserContext window = window(language, phone, true)) {
					Page page = window.newPage();
					PAGES.forEach((address) -> open(page, address));
					if (Platform.ofEnvironment().get("/login").status() == 200) {
						List.of("/login?error", "/register", "/password").forEach((address) -> open(page, address));
					}
					open(page, "/catalogue?hasData=true");
					first(page, "a[href*='/agencies/']");
					for (String openness : OPENNESS) {
						page.navigate(at("/catalogue?openness=" + openness));
						first(page, ".results h3 a");
						first(page, "a[href*='/data']");
					}
					open(page, "/agencies");
					first(page, "main a[href*='/agencies/']");
				}
			}
		}
	}

	@Test
	void dataAreFoundWithoutScripts() {
		try (BrowserContext window = window("zh-CN", true, false)) {
			Page page = window.newPage();
			page.navigate(at("/"));
			page.locator("main input[name=q]").fill("公交");
			page.locator("main form[role=search] button").click();
			assertThat(page.url()).contains("/catalogue?q=");
			assertThat(page.locator(".results > li").count()).isPositive();
			page.locator(".results h3 a").first().click();
			assertThat(page.url()).contains("/entries/");
			assertThat(page.locator("h1").innerText()).isNotBlank();
		}
	}

	@Test
	void titlesAreOfferedWhileTyping() {
		try (BrowserContext window = window("zh-CN", false, true)) {
			Page page = window.newPage();
			page.navigate(at("/"));
			page.locator("main input[name=q]").pressSequentially("公交");
			page.locator("#q-list [role=option]").first().waitFor();
			assertThat(page.locator("main input[name=q]").getAttribute("aria-expanded")).isEqualTo("true");
			accessible(page);
			page.keyboard().press("ArrowDown");
			page.keyboard().press("Enter");
			page.waitForURL("**/entries/*");
			page.navigate(at("/"));
			page.locator("main input[name=q]").pressSequentially("公交");
			page.locator("#q-list [role=option]").first().waitFor();
			page.keyboard().press("Escape");
			page.keyboard().press("Enter");
			page.waitForURL("**/catalogue?q=*");
		}
	}

	@Test
	void tablesAreDrawnAndToldInWords() {
		try (BrowserContext window = window("zh-CN", false, false)) {
			Page page = window.newPage();
			page.navigate(at("/catalogue?q=公交站点"));
			page.locator(".results h3 a").first().click();
			assertThat(page.locator(".bars tbody tr").count()).isGreaterThan(1);
			assertThat(page.locator(".dotmap svg[role=img]").getAttribute("aria-label")).contains("经度");
		}
	}

	/** Opens the first page that a link of this one leads to, if there is one. */
	private void first(Page page, String link) {
		Locator found = page.locator(link);
		if (found.count() > 0) {
			open(page, found.first().getAttribute("href"));
		}
	}

	private BrowserContext window(String language, boolean phone, boolean scripts) {
		BrowserContext window = this.browser.newContext(new Browser.NewContextOptions().setLocale(language)
			.setViewportSize(phone ? 390 : 1280, 900)
			.setColorScheme(phone ? ColorScheme.DARK : ColorScheme.LIGHT)
			.setJavaScriptEnabled(scripts));
		window.setDefaultTimeout(PATIENCE);
		return window;
	}

	private void open(Page page, String address) {
		page.navigate(at(address));
		accessible(page);
	}

	private void accessible(Page page) {
		assertThat(page.title()).as(page.url()).isNotBlank();
		assertThat(page.locator("html").getAttribute("lang")).as(page.url()).isIn("zh-CN", "en");
		assertThat((Boolean) page.evaluate("document.documentElement.scrollWidth <= window.innerWidth"))
			.as("%s fits its window", page.url())
			.isTrue();
		assertThat(new AxeBuilder(page).withTags(RULES).analyze().getViolations()).as(page.url())
			.extracting((violation) -> violation.getId() + " " + violation.getNodes().getFirst().getHtml())
			.isEmpty();
	}

	private String at(String address) {
		return this.base.resolve(address).toString();
	}

}
