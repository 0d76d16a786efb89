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
			"/api", "/about", "/nowhere");

	private static final List<String> RULES = List.of("wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa");

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
					open(page, "/catalogue?hasData=true");
					Locator entry = page.locator(".results h3 a").first();
					if (entry.count() > 0) {
						String address = entry.getAttribute("href");
						open(page, address);
						if (page.locator("a[href*='/data']").count() > 0) {
							open(page, page.locator("a[href*='/data']").first().getAttribute("href"));
						}
					}
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

	private BrowserContext window(String language, boolean phone, boolean scripts) {
		return this.browser.newContext(new Browser.NewContextOptions().setLocale(language)
			.setViewportSize(phone ? 390 : 1280, 900)
			.setColorScheme(phone ? ColorScheme.DARK : ColorScheme.LIGHT)
			.setJavaScriptEnabled(scripts));
	}

	private void open(Page page, String address) {
		page.navigate(at(address));
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
