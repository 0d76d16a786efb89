package org.shuyuan.portal.workbench;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Supplier;

import org.jspecify.annotations.Nullable;
import org.shuyuan.portal.client.CallRefused;
import org.shuyuan.portal.client.CatalogueDesk;
import org.shuyuan.portal.client.CatalogueDesk.Conflict;
import org.shuyuan.portal.client.CatalogueDesk.Duty;
import org.shuyuan.portal.client.EntryRead;
import org.shuyuan.portal.client.ListPage;
import org.shuyuan.portal.client.RequestSummary;
import org.shuyuan.portal.client.SharingDesk;
import org.shuyuan.portal.client.SignedInPerson;
import org.shuyuan.portal.display.EntryTitles;
import org.shuyuan.vocab.process.RequestState;

import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.client.RestClientException;

/**
 * My desk: what waits for me, most urgent first.
 */
@Controller
class DeskController {

	private final CatalogueDesk catalogue;

	private final SharingDesk sharing;

	private final EntryTitles titles;

	DeskController(CatalogueDesk catalogue, SharingDesk sharing, EntryTitles titles) {
		this.catalogue = catalogue;
		this.sharing = sharing;
		this.titles = titles;
	}

	@GetMapping("/workbench")
	String desk(Model model) {
		Parts parts = new Parts();
		SignedInPerson signedInPerson = (SignedInPerson) Objects.requireNonNull(model.getAttribute("person"));
		Map<String, List<EntryRead>> entries = new LinkedHashMap<>();
		if (signedInPerson.isAny("steward", "department-head", "cdo")) {
			for (String state : List.of("draft", "revising", "submitted")) {
				entries.put(state,
						parts.read(() -> new ListPage<>(this.catalogue.entriesInFull(signedInPerson.agency(), state),
								null, null)));
			}
			model.addAttribute("duties", duties(parts.read(this.catalogue::conflictsWithOpenDuties), signedInPerson));
			model.addAttribute("cut",
					entries.values().stream().anyMatch((read) -> read.size() >= CatalogueDesk.IN_FULL));
		}
		List<EntryRead> open = new ArrayList<>(entries.getOrDefault("draft", List.of()));
		open.addAll(entries.getOrDefault("revising", List.of()));
		model.addAttribute("returned", open.stream().filter((read) -> read.record().returned() != null).toList());
		model.addAttribute("incomplete",
				open.stream()
					.filter((read) -> read.record().returned() == null && !read.record().missing().isEmpty())
					.toList());
		model.addAttribute("consents", open.stream().filter(DeskController::awaitsConsent).toList());
		model.addAttribute("submitted", entries.getOrDefault("submitted", List.of()));
		if (signedInPerson.isAny("sharing-officer", "sharing-head")) {
			Map<String, Object> overview = parts.read(this.sharing::overview, Map.of());
			for (String direction : List.of("in", "out")) {
				List<RequestSummary> pressing = pressing(direction, parts);
				model.addAttribute(direction, pressing);
				model.addAttribute(direction + "Total", total(overview.get(direction), pressing.size()));
			}
		}
		model.addAttribute("applications", signedInPerson.is("sharing-officer")
				? parts.read(() -> this.sharing.applications("applied", null)) : List.of());
		List<Map<String, Object>> hits = parts.read(() -> this.sharing.hits("open", null));
		model.addAttribute("hits", hits);
		model.addAttribute("titles", this.titles.of(hits.stream().map((hit) -> hit.get("entry")).toList()));
		model.addAttribute("waiting",
				signedInPerson.is("steward") ? parts.read(this.sharing::waitingVersions) : List.of());
		model.addAttribute("recalls", parts.read(this.sharing::recalls));
		model.addAttribute("unavailable", parts.failed);
		return "workbench/home";
	}

	/**
	 * What the person's agency has to put right after a conflict about a source was
	 * decided against it, the most urgent first.
	 */
	private static List<SourceDuty> duties(List<Conflict> conflicts, SignedInPerson signedInPerson) {
		return conflicts.stream()
			.flatMap((conflict) -> conflict.duties()
				.stream()
				.filter((duty) -> duty.done() == null && Objects.equals(signedInPerson.agency(), duty.agency()))
				.map((duty) -> new SourceDuty(conflict, duty)))
			.sorted(Comparator.comparing((SourceDuty each) -> String.valueOf(each.duty().due())))
			.toList();
	}

	/**
	 * An item that the agency has to share from its source.
	 *
	 * @param conflict what was decided
	 * @param duty which item, and until when
	 */
	record SourceDuty(Conflict conflict, Duty duty) {
	}

	/** The overdue ones and the newest, so that no page ends before what is late. */
	private List<RequestSummary> pressing(String direction, Parts parts) {
		Map<String, RequestSummary> requests = new LinkedHashMap<>();
		for (boolean overdue : new boolean[] { true, false }) {
			parts.read(() -> this.sharing.requests(direction, null, overdue, null))
				.forEach((request) -> requests.putIfAbsent(request.id(), request));
		}
		return byDue(List.copyOf(requests.values()));
	}

	/** How many requests are not over, as the gateway counts them by state. */
	private static long total(@Nullable Object counts, long shown) {
		long total = 0;
		if (counts instanceof Map<?, ?> states) {
			for (Map.Entry<?, ?> state : states.entrySet()) {
				if (pressing(RequestState.ofCode(String.valueOf(state.getKey())))
						&& state.getValue() instanceof Number count) {
					total += count.longValue();
				}
			}
		}
		return Math.max(total, shown);
	}

	/** What is approved still has data to flow. */
	private static boolean pressing(RequestState state) {
		return !state.over() || state == RequestState.APPROVED;
	}

	private static boolean awaitsConsent(EntryRead read) {
		return read.actions().has("consent") && read.record().consent() == null && read.record().returned() == null;
	}

	static List<RequestSummary> byDue(List<RequestSummary> requests) {
		return requests.stream()
			.filter((request) -> pressing(request.state()))
			.sorted(Comparator.comparing((RequestSummary request) -> !request.overdue())
				.thenComparing(DeskController::due))
			.toList();
	}

	private static String due(RequestSummary request) {
		RequestSummary.Term next = request.next();
		return (next == null || next.due() == null) ? "9999" : next.due();
	}

	/**
	 * Reads the parts of the desk one after the other: one that cannot be read now is
	 * shown empty, does not hide the rest, and the page says that it is incomplete.
	 */
	private static final class Parts {

		private boolean failed;

		<T> List<T> read(Supplier<ListPage<T>> part) {
			return read(part, new ListPage<>(List.of(), null, null)).items();
		}

		<T> T read(Supplier<T> part, T otherwise) {
			try {
				return part.get();
			}
			catch (CallRefused | RestClientException ex) {
				this.failed = true;
				return otherwise;
			}
		}

	}

}
