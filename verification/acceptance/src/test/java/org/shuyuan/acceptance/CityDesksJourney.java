package org.shuyuan.acceptance;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * People of the demo city look through their desks: requests in every state with their
 * clocks, grants, entries at every step and data that were stopped.
 */
@OnRunningCity
class CityDesksJourney {

	/** Links that lead to files. */
	private static final Pattern DOWNLOAD = Pattern
		.compile(".*/export|/workbench/import/(annotated|template/.*|entries/.*)");

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

	@Test
	void stewardsAndTheirHeadsReadEveryRoom() {
		Page steward = this.desk.signedIn("health.steward", "/workbench");
		for (String room : List.of("/workbench/entries/new", "/workbench/import", "/workbench/find?q=公交", "/account",
				"/authority")) {
			this.desk.open(steward, room);
		}
		this.desk.open(steward, "/workbench/entries?state=draft");
		Locator drafts = steward.locator("td a[href*='/workbench/entries/']");
		if (drafts.count() > 0) {
			String draft = drafts.first().getAttribute("href");
			this.desk.open(steward, draft + "/edit");
			this.desk.open(steward, draft + "/revisions");
		}
		Page head = this.desk.signedIn("transport.director", "/workbench");
		this.desk.open(head, "/workbench/consents");
		Page officer = this.desk.signedIn("education.officer", "/workbench");
		this.desk.open(officer, "/workbench/undertaking");
	}

	@Test
	void theAuthorityAndTheAuditorReadEveryRoom() {
		Page authority = this.desk.signedIn("authority.officer", "/authority");
		for (String room : List.of("/authority/conflicts", "/authority/hits", "/authority/extensions",
				"/authority/disputes", "/authority/agencies", "/authority/supervision")) {
			this.desk.open(authority, room);
		}
		lookThrough(authority, "/authority/entries?state=submitted", "a[href*='/authority/entries/']");
		for (String state : List.of("suspended", "retired")) {
			this.desk.open(authority, "/authority/entries?state=" + state);
			String known = authority.locator("main a[href*='/authority/entries/']").first().getAttribute("href");
			this.desk.open(authority, known);
			this.desk.open(authority, known.substring("/authority".length()));
		}
		Page auditor = this.desk.signedIn("auditor", "/audit");
		lookThrough(auditor, "/audit?outcome=refuse", "a[href*='/audit/records/']");
	}

	/**
	 * From the desk of each role to every room, and in each room to one page of every
	 * kind.
	 */
	@ParameterizedTest
	@ValueSource(strings = { "health.steward", "civil.officer", "civil.head", "transport.director", "authority.officer",
			"auditor", "administrator", "operator", "citizen" })
	void everyPageThatADeskLeadsToIsAccessibleAndSpeaksInWords(String person) {
		Page page = this.desk.signedIn(person, "/desk");
		Set<String> kinds = new HashSet<>();
		Deque<String> ahead = new ArrayDeque<>(this.desk.links(page, ".desk-rooms"));
		assertThat(ahead).contains("/account");
		while (!ahead.isEmpty()) {
			String address = ahead.pop();
			String kind = address.replaceFirst("\\?.*", "").replaceAll("[a-z2-7]{26}|/\\d+$", "x");
			if (kind.matches("/(workbench|authority|audit|account)(/.*)?") && !DOWNLOAD.matcher(kind).matches()
					&& kinds.add(kind)) {
				this.desk.open(page, address);
				ahead.addAll(this.desk.links(page, "main"));
			}
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
