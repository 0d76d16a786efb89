package org.shuyuan.gateway.publication;

import java.util.List;

import io.swagger.v3.oas.annotations.tags.Tag;
import org.shuyuan.gateway.catalogue.KnownEntry;
import org.shuyuan.gateway.catalogue.Snapshot;
import org.shuyuan.gateway.inspection.VersionNote;
import org.shuyuan.gateway.inspection.VersionState;
import org.shuyuan.gateway.versions.DataVersion;
import org.shuyuan.gateway.versions.VersionDoubts;
import org.shuyuan.gateway.versions.VersionStore;
import org.shuyuan.support.caller.Caller;
import org.shuyuan.support.problem.NotFound;
import org.shuyuan.vocab.entry.DataItem;
import org.shuyuan.vocab.identifier.DistributionId;
import org.shuyuan.vocab.identifier.EntryId;

import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/**
 * What an entry's publisher must have seen of its data: of each distribution the newest
 * version that was not rejected, and the one in force.
 */
@RestController
@RequestMapping("/api/v1/sharing/entries/{id}/data-review")
@Tag(name = "versions")
class DataReviewController {

	private final VersionStore versions;

	private final Snapshot snapshot;

	DataReviewController(VersionStore versions, Snapshot snapshot) {
		this.versions = versions;
		this.snapshot = snapshot;
	}

	@GetMapping
	DataReview review(@PathVariable EntryId id, Caller caller) {
		List<DataVersion> reviewed = this.versions.reviewed(id);
		if (!caller.seesAll()) {
			this.snapshot.find(id)
				.map(KnownEntry::entry)
				.filter((entry) -> caller.department() && caller.actsFor(entry.agency()))
				.orElseThrow(NotFound::entry);
		}
		return new DataReview(reviewed.stream().map(this::told).toList());
	}

	private ReviewedVersion told(DataVersion version) {
		List<DataItem> items = this.snapshot.find(version.distribution())
			.map((known) -> known.reviewed().items())
			.orElse(List.of());
		List<VersionNote> doubts = VersionDoubts.of(version, items);
		return new ReviewedVersion(version.distribution(), Integer.toString(version.version()), version.stateFor(items),
				version.inForce(), VersionDoubts.pending(version), doubts, VersionDoubts.openFindings(version));
	}

	record DataReview(List<ReviewedVersion> items) {
	}

	/**
	 * One version to review.
	 *
	 * @param pending whether it is not inspected yet, so that no one can have seen it
	 * @param doubts why it is not to be published unseen; none where it may be
	 * @param findings ids of the findings that the authority has not decided
	 */
	record ReviewedVersion(DistributionId distribution, String version, VersionState state, boolean inForce,
			boolean pending, List<VersionNote> doubts, List<String> findings) {
	}

}
