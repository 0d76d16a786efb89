package org.shuyuan.acceptance;

import java.net.URI;
import java.nio.file.Path;
import java.util.List;

import com.deque.html.axecore.playwright.AxeBuilder;
import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.BrowserType;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Playwright;
import com.microsoft.playwright.options.ColorScheme;
import com.microsoft.playwright.options.ReducedMotion;
import tools.jackson.databind.JsonNode;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * A real browser in which people of the city sign in, one window each.
 */
final class Desk implements AutoCloseable {

	private static final List<String> RULES = List.of("wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa");

	/** Milliseconds that a busy machine may take. */
	private static final double PATIENCE = 120_000;

	/**
	 * What a page says, but for what is marked as code or folded away, and what was
	 * typed.
	 */
	private static final String WORDS = """
			() => { const copy = document.querySelector('main').cloneNode(true);
			copy.querySelectorAll('code, pre, details:not([open]), datalist, textarea').forEach((one) => one.remove());
			return copy.textContent; }""";

	private final Platform platform;

	private final Playwright playwright = Playwright.create();

	private final Browser browser;

	Desk(Platform platform) {
		this.platform = platform;
		String chromium = System.getenv().getOrDefault("CHROMIUM", "/usr/bin/chromium");
		this.browser = this.playwright.chromium()
			.launch(new BrowserType.LaunchOptions().setExecutablePath(Path.of(chromium))
				.setArgs(List.of("--no-sandbox", "--disable-gpu", "--disable-background-networking",
						"--disable-component-update", "--disable-sync")));
	}

	/** A person of an agency who holds a role; any agency where none is named. */
	JsonNode person(String role, String agency) {
		return this.platform.accounts()
			.path("people")
			.valueStream()
			.filter((person) -> agency.isEmpty() || agency.equals(person.path("agency").asString("")))
			.filter((person) -> person.path("roles").valueStream().anyMatch((held) -> held.asString().equals(role)))
			.findFirst()
			.orElseThrow(() -> new AssertionError("Nobody is " + role + " at " + agency));
	}

	/** Signs a person in and opens an address. */
	Page signedIn(String role, String agency, String address) {
		return signedIn(person(role, agency), address);
	}

	/** Signs a person in by user name and opens an address. */
	Page signedIn(String username, String address) {
		return signedIn(this.platform.accounts()
			.path("people")
			.valueStream()
			.filter((person) -> username.equals(person.path("username").asString()))
			.findFirst()
			.orElseThrow(() -> new AssertionError("Nobody is called " + username)), address);
	}

	private Page signedIn(JsonNode person, String address) {
		BrowserContext window = window();
		Page page = window.newPage();
		page.navigate(at(address));
		page.locator("input[name=username]").fill(person.path("username").asString());
		page.locator("input[name=password]").fill(person.path("password").asString());
		page.locator("form:has(input[name=password]) button[type=submit]").click();
		page.waitForURL((url) -> url.contains("/workbench") || url.contains("/authority") || url.contains("/audit")
				|| url.contains("/account"));
		open(page, address);
		return page;
	}

	/** A window of nobody in particular. */
	Page anonymous(String address) {
		Page page = window().newPage();
		page.navigate(at(address));
		return page;
	}

	/**
	 * Opens a page, which must fit its window and be free of accessibility violations in
	 * both languages, wide and narrow, light and dark. It stays open in Chinese.
	 */
	void open(Page page, String address) {
		for (String language : List.of("en", "zh-CN")) {
			page.navigate(at(address + (address.contains("?") ? "&" : "?") + "lang=" + language));
			accessible(page);
		}
	}

	/** As {@link #open}, for the page shown now. */
	void openAgain(Page page) {
		open(page, URI.create(page.url()).getRawPath());
	}

	/**
	 * The page as shown now fits its window and has no accessibility violation that axe
	 * can find, wide and light or narrow and dark.
	 */
	void accessible(Page page) {
		for (boolean phone : new boolean[] { true, false }) {
			page.setViewportSize(phone ? 390 : 1280, 900);
			page.emulateMedia(
					new Page.EmulateMediaOptions().setColorScheme(phone ? ColorScheme.DARK : ColorScheme.LIGHT)
						.setReducedMotion(ReducedMotion.REDUCE));
			picture(page, phone);
			assertThat((Boolean) page.evaluate("document.documentElement.scrollWidth <= window.innerWidth"))
				.as("%s fits its window", page.url())
				.isTrue();
			var violations = new AxeBuilder(page).withTags(RULES).analyze().getViolations();
			assertThat(violations).as(page.url())
				.extracting((violation) -> violation.getId() + " " + violation.getNodes().getFirst().getHtml())
				.isEmpty();
			assertThat((String) page.evaluate(WORDS)).as("%s says everything in words", page.url())
				.doesNotContain("??", "violations", "/api/")
				.doesNotContainPattern("\\b(desk|portal|area)\\.[a-z]")
				.doesNotContainPattern(
						"\\b[0-9a-f]{8}-[0-9a-f]{4}-|\\b[a-z2-7]{26}\\b|\\d-\\d\\dT\\d\\d:|\\b990\\d{3}\\b");
		}
	}

	/** Keeps a picture of each page in the folder {@code SHUYUAN_PICTURES}, if named. */
	private static void picture(Page page, boolean phone) {
		String folder = System.getenv("SHUYUAN_PICTURES");
		if (folder != null) {
			String name = URI.create(page.url())
				.getPath()
				.substring(1)
				.replaceAll("[a-z2-7]{26}", "x")
				.replace('/', '-');
			String language = page.locator("html").getAttribute("lang").substring(0, 2);
			page.screenshot(new Page.ScreenshotOptions().setFullPage(true)
				.setPath(Path.of(folder, name + (phone ? "-narrow-" : "-wide-") + language + ".png")));
		}
	}

	/**
	 * The addresses on the same site that links of the page lead to, without their
	 * queries.
	 */
	List<String> links(Page page, String within) {
		return page.locator(within + " a[href^='/']:not([download])")
			.all()
			.stream()
			.map((link) -> link.getAttribute("href").replaceFirst("#.*", ""))
			.distinct()
			.toList();
	}

	String at(String address) {
		return this.platform.base().resolve(address).toString();
	}

	private BrowserContext window() {
		BrowserContext window = this.browser
			.newContext(new Browser.NewContextOptions().setLocale("zh-CN").setAcceptDownloads(true));
		window.setDefaultTimeout(PATIENCE);
		return window;
	}

	@Override
	public void close() {
		this.browser.close();
		this.playwright.close();
	}

}
