package org.shuyuan.catalogue.publicview;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import org.jspecify.annotations.Nullable;
import org.shuyuan.catalogue.changes.ChangedAgency;
import org.shuyuan.observability.ClientSpans;
import org.shuyuan.support.web.Page;
import org.shuyuan.vocab.entry.Entry;

import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/**
 * The public change feed: every public entry and agency at the position of its last
 * change. Who has read up to a position knows the public view as it stood there.
 */
@RestController
@Tag(name = "public changes")
class PublicChangeController {

	private static final int LONGEST_WAIT = 20;

	private final PublicView view;

	private final ViewReadiness readiness;

	private final ClientSpans clientSpans;

	PublicChangeController(PublicView view, ViewReadiness readiness, ClientSpans clientSpans) {
		this.view = view;
		this.readiness = readiness;
		this.clientSpans = clientSpans;
	}

	@GetMapping("/api/v1/catalogue/public/changes")
	PublicChanges changes(@RequestParam(defaultValue = "0") @Min(0) long after,
			@RequestParam(defaultValue = "100") @Min(1) @Max(Page.MOST) int limit,
			@RequestParam(defaultValue = "0") @Min(0) @Max(LONGEST_WAIT) int wait) throws InterruptedException {
		this.readiness.require();
		List<PublicChange> items = new ArrayList<>(agencies(after, limit));
		Duration longest = items.isEmpty() ? Duration.ofSeconds(wait) : Duration.ZERO;
		this.view.await(after, limit, longest).forEach((entry) -> items.add(change(entry)));
		items.sort(Comparator.comparingLong(PublicChange::position));
		List<PublicChange> page = items.subList(0, Math.min(limit, items.size()));
		if (page.isEmpty() && wait > 0) {
			this.clientSpans.idle();
		}
		return new PublicChanges(List.copyOf(page), page.isEmpty() ? after : page.getLast().position());
	}

	private List<PublicChange> agencies(long after, int limit) {
		return this.view.agenciesAfter(after, limit)
			.stream()
			.map((agency) -> new PublicChange(agency.position(), "agency", agency.id(), agency.changed(),
					agency.document()))
			.toList();
	}

	private static PublicChange change(PublicEntry entry) {
		PublicEntryState document = switch (entry) {
			case PublicEntry.Published published ->
				new PublicEntryState(published.id().value(), "published", published.entry(), null);
			case PublicEntry.Retired retired -> new PublicEntryState(retired.id().value(), "retired", null,
					(retired.replacedBy() != null) ? retired.replacedBy().value() : null);
			case PublicEntry.Closed closed -> new PublicEntryState(closed.id().value(), "closed", null, null);
		};
		return new PublicChange(entry.position(), "entry", entry.id().value(), entry.changed(), document);
	}

	/**
	 * A stretch of the feed.
	 *
	 * @param items changes in order
	 * @param position where to go on from
	 */
	record PublicChanges(List<PublicChange> items, long position) {
	}

	/**
	 * One change.
	 *
	 * @param position position in the feed
	 * @param kind entry or agency
	 * @param id id of the entry or agency
	 * @param at when
	 * @param document what there is now
	 */
	record PublicChange(long position, String kind, String id, Instant at, @Schema(anyOf = {
			PublicEntryState.class, ChangedAgency.class }) Object document){
	}

	/**
	 * An entry as the public sees it now.
	 *
	 * @param id its id
	 * @param state published, retired, or closed: no longer public
	 * @param entry the public part, while published
	 * @param retiredReplacedBy what takes its place, where that is public
	 */
	record PublicEntryState(String id, String state, @Nullable Entry entry, @Nullable String retiredReplacedBy) {
	}

}
