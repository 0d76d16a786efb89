package org.shuyuan.gateway.publication;

import java.util.List;
import java.util.Optional;

import io.swagger.v3.oas.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;
import org.shuyuan.gateway.inspection.VersionState;
import org.shuyuan.gateway.problem.GatewayProblemType;
import org.shuyuan.gateway.versions.DataVersion;
import org.shuyuan.gateway.versions.DistributionOwner;
import org.shuyuan.gateway.versions.DistributionOwners;
import org.shuyuan.gateway.versions.TakeoverStore;
import org.shuyuan.gateway.versions.VersionHistory;
import org.shuyuan.gateway.versions.VersionStore;
import org.shuyuan.support.caller.Caller;
import org.shuyuan.support.problem.CommonProblemType;
import org.shuyuan.support.problem.NotFound;
import org.shuyuan.support.problem.Problem;
import org.shuyuan.support.problem.ProblemType;
import org.shuyuan.support.web.IfMatch;
import org.shuyuan.vocab.AgencyId;
import org.shuyuan.vocab.DataItem;
import org.shuyuan.vocab.DistributionId;
import org.shuyuan.vocab.Role;
import org.shuyuan.vocab.Text;

import org.springframework.http.HttpHeaders;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/**
 * What the steward of an entry decides about its versions: one that waits takes over or
 * is put aside; one that was replaced is restored. Deciding the same again changes
 * nothing.
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

	VersionDecisionController(VersionStore versions, TakeoverStore takeoverStore, VersionPublisher versionPublisher,
			DistributionOwners distributionOwners, VersionHistory history) {
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
			return answer(id, version);
		}
		if (found.state() != VersionState.WAITING) {
			throw conflict(GatewayProblemType.VERSION_NOT_WAITING, "这一版不在待确认状态",
					"This version does not wait to be confirmed", "请刷新版本列表；恢复以前的版本请用“恢复此版本”",
					"Read the versions again; an earlier one is put back by 'restore'");
		}
		insistOnClean(found);
		this.versionPublisher.enter(found, "confirmed", caller.subject(), reason);
		return answer(id, version);
	}

	@PostMapping("/reject")
	ResponseEntity<VersionView> reject(@PathVariable DistributionId id, @PathVariable int version,
			@RequestHeader(value = HttpHeaders.IF_MATCH, required = false) @Nullable String match,
			@RequestBody VersionDecision decision, Caller caller) {
		DataVersion found = find(id, version, match, caller);
		String reason = reason(decision);
		if (found.state() != VersionState.REJECTED) {
			if (found.state() != VersionState.WAITING) {
				throw conflict(GatewayProblemType.VERSION_NOT_WAITING, "这一版不在待确认状态",
						"This version does not wait to be confirmed", "请刷新版本列表", "Read the versions again");
			}
			this.versionPublisher.reject(found, caller.subject(), reason);
		}
		return answer(id, version);
	}

	@PostMapping("/restore")
	ResponseEntity<VersionView> restore(@PathVariable DistributionId id, @PathVariable int version,
			@RequestHeader(value = HttpHeaders.IF_MATCH, required = false) @Nullable String match,
			@RequestBody VersionDecision decision, Caller caller) {
		DataVersion found = find(id, version, match, caller);
		String reason = reason(decision);
		if (found.inForce()) {
			return answer(id, version);
		}
		if (found.state() != VersionState.AVAILABLE) {
			throw conflict(GatewayProblemType.VERSION_NOT_RESTORABLE, "只有曾经通过核对的版本可以恢复",
					"Only a version that once held can be restored", "待确认的版本请先确认；其他版本请重新上传",
					"Confirm one that waits; upload any other again");
		}
		insistOnClean(found);
		this.versionPublisher.enter(found, "restored", caller.subject(), reason);
		return answer(id, version);
	}

	private DataVersion find(DistributionId id, int version, @Nullable String match, Caller caller) {
		caller.require(Role.STEWARD);
		DataVersion found = this.versions.find(id, version)
			.filter((each) -> caller.actsFor(agency(each)))
			.orElseThrow(NotFound::distribution);
		IfMatch.optional(match).require(VersionView.etag(found, inForce(id)));
		return found;
	}

	/** The agency that the catalogue names today, or the one that sent the version. */
	private AgencyId agency(DataVersion version) {
		return this.distributionOwners.known(version.distribution())
			.map(DistributionOwner::agency)
			.orElse(version.agency());
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

	private void insistOnClean(DataVersion version) {
		if (!this.takeoverStore.current(version)) {
			throw conflict(GatewayProblemType.VERSION_SCAN_OUTDATED, "内容规则已更新，这一版尚未按新规则重新扫描",
					"The content rules have changed and this version was not scanned again yet", "后台正在重新扫描，请稍后重试",
					"It is scanned in the background; try again in a while");
		}
		List<DataItem> items = this.distributionOwners.items(version.distribution());
		if (version.stateFor(items) == VersionState.STOPPED) {
			throw conflict(GatewayProblemType.VERSION_STOPPED, "负面清单拦下了这一版，不能启用",
					"The negative list stops this version", "请由数据主管部门裁定检出，或去除不得开放的内容后重新上传",
					"Let the data authority decide the hits, or upload it again without what may not open");
		}
	}

	private ResponseEntity<VersionView> answer(DistributionId id, int version) {
		DataVersion found = this.versions.find(id, version).orElseThrow(NotFound::distribution);
		return ResponseEntity.ok()
			.eTag(VersionView.etag(found, inForce(id)))
			.body(VersionView.of(found, this.distributionOwners.items(id)).with(this.history.of(found)));
	}

	private static Problem conflict(ProblemType type, String zh, String en, String adviceZh, String advice) {
		return new Problem(type, Text.of(zh, en), Text.of(adviceZh, advice));
	}

}
