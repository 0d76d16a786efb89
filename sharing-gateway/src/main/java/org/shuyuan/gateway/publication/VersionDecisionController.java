package org.shuyuan.gateway.publication;

import java.util.Optional;

import io.swagger.v3.oas.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;
import org.shuyuan.gateway.inspection.VersionState;
import org.shuyuan.gateway.versions.DataVersion;
import org.shuyuan.gateway.versions.DistributionOwners;
import org.shuyuan.gateway.versions.TakeoverStore;
import org.shuyuan.gateway.versions.VersionHistory;
import org.shuyuan.gateway.versions.VersionStore;
import org.shuyuan.support.caller.Caller;
import org.shuyuan.support.problem.CommonProblemType;
import org.shuyuan.support.problem.NotFound;
import org.shuyuan.support.problem.Problem;
import org.shuyuan.support.web.IfMatch;
import org.shuyuan.vocab.Text;
import org.shuyuan.vocab.identifier.DistributionId;
import org.shuyuan.vocab.process.ProcessAction;
import org.shuyuan.vocab.role.Role;

import org.springframework.http.HttpHeaders;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/**
 * What the steward of an entry decides about its versions: a waiting one takes over or is
 * rejected; one that was replaced is restored. Deciding the same again changes nothing.
 */
@RestController
@RequestMapping("/api/v1/sharing/distributions/{id}/versions/{version}")
@Tag(name = "versions")
class VersionDecisionController {

	private static final int LONGEST_REASON = 2_000;

	private final VersionStore versions;

	private final TakeoverStore takeoverStore;

	private final VersionPublisher versionPublisher;

	private final DistributionOwners distributionOwners;

	private final VersionHistory history;

	private final VersionActions actions;

	VersionDecisionController(VersionStore versions, TakeoverStore takeoverStore, VersionPublisher versionPublisher,
			DistributionOwners distributionOwners, VersionHistory history, VersionActions actions) {
		this.actions = actions;
		this.versions = versions;
		this.takeoverStore = takeoverStore;
		this.versionPublisher = versionPublisher;
		this.distributionOwners = distributionOwners;
		this.history = history;
	}

	/** Why a version is put in force or aside. */
	record VersionDecision(@Nullable String reason) {
	}

	@PostMapping("/confirm")
	ResponseEntity<VersionView> confirm(@PathVariable DistributionId id, @PathVariable int version,
			@RequestHeader(value = HttpHeaders.IF_MATCH, required = false) @Nullable String match,
			@RequestBody VersionDecision decision, Caller caller) {
		DataVersion found = find(id, version, match, caller);
		String reason = reason(decision);
		if (found.inForce()) {
			return answer(id, version, caller);
		}
		this.actions.require(found, ProcessAction.CONFIRM);
		this.versionPublisher.enter(found, "confirmed", caller.subject(), reason);
		return answer(id, version, caller);
	}

	@PostMapping("/reject")
	ResponseEntity<VersionView> reject(@PathVariable DistributionId id, @PathVariable int version,
			@RequestHeader(value = HttpHeaders.IF_MATCH, required = false) @Nullable String match,
			@RequestBody VersionDecision decision, Caller caller) {
		DataVersion found = find(id, version, match, caller);
		String reason = reason(decision);
		if (found.state() != VersionState.REJECTED) {
			this.actions.require(found, ProcessAction.REJECT);
			this.versionPublisher.reject(found, caller.subject(), reason);
		}
		return answer(id, version, caller);
	}

	@PostMapping("/restore")
	ResponseEntity<VersionView> restore(@PathVariable DistributionId id, @PathVariable int version,
			@RequestHeader(value = HttpHeaders.IF_MATCH, required = false) @Nullable String match,
			@RequestBody VersionDecision decision, Caller caller) {
		DataVersion found = find(id, version, match, caller);
		String reason = reason(decision);
		if (found.inForce()) {
			return answer(id, version, caller);
		}
		this.actions.require(found, ProcessAction.RESTORE);
		this.versionPublisher.enter(found, "restored", caller.subject(), reason);
		return answer(id, version, caller);
	}

	private DataVersion find(DistributionId id, int version, @Nullable String match, Caller caller) {
		caller.require(Role.STEWARD);
		DataVersion found = this.versions.find(id, version).orElseThrow(NotFound::distribution);
		this.actions.requireSteward(caller, found);
		IfMatch.optional(match).require(VersionView.etag(found, inForce(id)));
		return found;
	}

	private int inForce(DistributionId id) {
		return this.takeoverStore.inForce(id);
	}

	private static String reason(VersionDecision decision) {
		String reason = Optional.ofNullable(decision.reason()).map(String::strip).orElse("");
		if (reason.isEmpty() || reason.length() > LONGEST_REASON) {
			throw new Problem(CommonProblemType.REASON_MISSING,
					Text.of("须写明理由，不超过 2000 字", "A reason is needed, at most 2,000 characters long"),
					Text.of("请补充后重试", "Complete it and try again"))
				.clause("GZ65");
		}
		return reason;
	}

	private ResponseEntity<VersionView> answer(DistributionId id, int version, Caller caller) {
		DataVersion found = this.versions.find(id, version).orElseThrow(NotFound::distribution);
		return ResponseEntity.ok()
			.eTag(VersionView.etag(found, inForce(id)))
			.body(VersionView.of(found, this.distributionOwners.items(id), this.actions.of(caller, found))
				.with(this.history.of(found)));
	}

}
