package org.shuyuan.acceptance;

import java.util.List;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * People of the demo city look through their desks: requests in every state with their
 * clocks, grants, entries at every step and data that were stopped.
 */
@OnRunningCity
class CityDesksJourney {

	private static final int LOOKED_AT = 3;

	private final Desk desk = new Desk(Platform.ofEnvironment());

	@AfterEach
	void closeTheBrowser() {
		this.desk.close();
	}

	@Test
	void officersReadTheirRequestsAndGrants() {
		Page provider = this.desk.signedIn("civil.officer", "/workbench");
		lookThrough(provider, "/workbench/requests?direction=in", "a[href*='/workbench/requests/']");
		Page requester = this.desk.signedIn("education.officer", "/workbench");
		lookThrough(requester, "/workbench/requests?direction=out", "a[href*='/workbench/requests/']");
		lookThrough(requester, "/workbench/grants", "a[href*='/workbench/grants/']");
	}

	@Test
	void stewardsReadTheirEntriesAndWhatWasStopped() {
		Page steward = this.desk.signedIn("health.steward", "/workbench");
		lookThrough(steward, "/workbench/entries", "td a[href*='/workbench/entries/']");
		Locator stopped = steward.locator("main .desk-card a[href*='/workbench/entries/']");
		this.desk.open(steward, "/workbench");
		if (stopped.count() > 0) {
			this.desk.open(steward, stopped.first().getAttribute("href"));
		}
	}

	private void lookThrough(Page page, String list, String link) {
		this.desk.open(page, list);
		List<String> addresses = page.locator("main " + link)
			.all()
			.stream()
			.map((found) -> found.getAttribute("href"))
			.limit(LOOKED_AT)
			.toList();
		assertThat(addresses).as(list).isNotEmpty();
		addresses.forEach((address) -> this.desk.open(page, address));
	}

}
