package org.shuyuan.gateway.publication;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.Collectors;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import org.jspecify.annotations.Nullable;
import org.shuyuan.gateway.catalogue.Snapshot;
import org.shuyuan.gateway.columns.Column;
import org.shuyuan.gateway.inspection.VersionState;
import org.shuyuan.gateway.versions.DataVersion;
import org.shuyuan.gateway.versions.DistributionOwner;
import org.shuyuan.gateway.versions.DistributionOwners;
import org.shuyuan.gateway.versions.TakeoverStore;
import org.shuyuan.gateway.versions.VersionHistory;
import org.shuyuan.gateway.versions.VersionStore;
import org.shuyuan.gateway.versions.WithheldColumns;
import org.shuyuan.observability.ClientSpans;
import org.shuyuan.support.caller.Caller;
import org.shuyuan.support.problem.NotFound;
import org.shuyuan.support.web.Page;
import org.shuyuan.vocab.entry.DataItem;
import org.shuyuan.vocab.identifier.AgencyId;
import org.shuyuan.vocab.identifier.DistributionId;
import org.shuyuan.vocab.identifier.EntryId;
import org.shuyuan.vocab.role.Role;

import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/**
 * The versions of a distribution, for its agency and those who oversee it; and the feed
 * of all of it for the services.
 */
@RestController
@RequestMapping("/api/v1/sharing")
@Tag(name = "versions")
class VersionController {

	private static final int MOST_CHANGES = 1000;

	/** Seconds. */
	private static final int LONGEST_WAIT = 20;

	private final VersionStore versions;

	private final DataFeed feed;

	private final DistributionOwners distributionOwners;

	private final FeedSignal signal;

	private final ClientSpans clientSpans;

	private final TakeoverStore takeoverStore;

	private final VersionHistory history;

	private final Snapshot snapshot;

	private final VersionActions actions;

	VersionController(VersionStore versions, DataFeed feed, DistributionOwners distributionOwners, FeedSignal signal,
			ClientSpans clientSpans, TakeoverStore takeoverStore, VersionHistory history, Snapshot snapshot,
			VersionActions actions) {
		this.actions = actions;
		this.snapshot = snapshot;
		this.takeoverStore = takeoverStore;
		this.history = history;
		this.clientSpans = clientSpans;
		this.versions = versions;
		this.feed = feed;
		this.distributionOwners = distributionOwners;
		this.signal = signal;
	}

	@GetMapping("/distributions/{id}/versions")
	VersionList versions(@PathVariable DistributionId id,
			@RequestParam(defaultValue = "50") @Min(1) @Max(Page.MOST) int limit,
			@RequestParam(required = false) @Min(1) @Nullable Integer after, Caller caller) {
		List<DataVersion> all = this.versions.all(id, limit, (after != null) ? after : Integer.MAX_VALUE);
		if (all.isEmpty()) {
			DistributionOwner distributionOwner = this.distributionOwners.find(id).orElseThrow(NotFound::distribution);
			if (!caller.seesAll() && !caller.actsFor(distributionOwner.agency())) {
				throw NotFound.distribution();
			}
			return new VersionList(List.of(), null);
		}
		all.forEach((version) -> mayKnow(version, caller));
		List<DataItem> items = this.distributionOwners.items(id);
		String next = (all.size() < limit) ? null : "/api/v1/sharing/distributions/%s/versions?limit=%d&after=%d"
			.formatted(id, limit, all.getLast().version());
		return new VersionList(all.stream().map((version) -> view(version, items, caller)).toList(), next);
	}

	/** What waits for its steward. */
	@GetMapping("/waiting-versions")
	WaitingVersionList waiting(@RequestParam(defaultValue = "50") @Min(1) @Max(Page.MOST) int limit, Caller caller) {
		AgencyId own = caller.agency();
		boolean all = caller.has(Role.AUTHORITY, Role.AUDITOR);
		if (!all && (own == null || !caller.department())) {
			caller.require(Role.AUTHORITY, Role.AUDITOR, Role.STEWARD);
		}
		return new WaitingVersionList(this.versions.waiting(all ? null : own, limit)
			.stream()
			.map((version) -> new WaitingVersion(version.distribution(), version.entry(), version.agency(),
					Integer.toString(version.version()), version.filename(), version.at(),
					version.stateFor(this.distributionOwners.items(version.distribution()))))
			.toList());
	}

	@GetMapping("/distributions/{id}/versions/{version}")
	ResponseEntity<VersionView> version(@PathVariable DistributionId id, @PathVariable int version, Caller caller) {
		DataVersion found = this.versions.find(id, version).orElseThrow(NotFound::distribution);
		mayKnow(found, caller);
		return ResponseEntity.ok()
			.eTag(VersionView.etag(found, this.takeoverStore.inForce(id)))
			.body(view(found, this.distributionOwners.items(id), caller).with(this.history.of(found)));
	}

	/** Who is not of the agency learns no values that the public does not get. */
	private VersionView view(DataVersion version, List<DataItem> items, Caller caller) {
		VersionView view = VersionView.of(version, items, this.actions.of(caller, version));
		return caller.actsFor(version.agency()) ? view
				: view.withoutValuesOf(this.snapshot.find(version.distribution())
					.map((known) -> WithheldColumns.of(known, version).keySet())
					.orElseGet(() -> version.columns().stream().map(Column::name).collect(Collectors.toSet())));
	}

	@GetMapping("/data-changes")
	DataChanges changes(@RequestParam(defaultValue = "0") @Min(0) long after,
			@RequestParam(defaultValue = "50") @Min(1) @Max(MOST_CHANGES) int limit,
			@RequestParam(defaultValue = "0") @Min(0) @Max(LONGEST_WAIT) int wait, Caller caller) {
		caller.require(Role.SERVICE);
		if (wait > 0) {
			this.signal.await(Duration.ofSeconds(wait), () -> !this.feed.changes(after, 1).isEmpty());
		}
		List<DataChange> items = this.feed.changes(after, limit);
		if (items.isEmpty() && wait > 0) {
			this.clientSpans.idle();
		}
		return new DataChanges(items.stream().map(DataChange::told).toList(),
				items.isEmpty() ? after : items.getLast().position());
	}

	private static void mayKnow(DataVersion version, Caller caller) {
		if (!caller.seesAll() && !caller.actsFor(version.agency())) {
			throw NotFound.distribution();
		}
	}

	@JsonInclude(JsonInclude.Include.NON_NULL)
	record VersionList(List<VersionView> items, @Nullable String next) {
	}

	record WaitingVersionList(List<WaitingVersion> items) {
	}

	record WaitingVersion(DistributionId distribution, EntryId entry, AgencyId agency, String version, String filename,
			Instant at, VersionState state) {
	}

	record DataChanges(List<DataChange> items, long position) {
	}

}
