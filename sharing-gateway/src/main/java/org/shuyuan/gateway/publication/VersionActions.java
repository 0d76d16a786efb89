package org.shuyuan.gateway.publication;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

import org.shuyuan.gateway.inspection.VersionState;
import org.shuyuan.gateway.problem.GatewayProblemType;
import org.shuyuan.gateway.versions.DataVersion;
import org.shuyuan.gateway.versions.DistributionOwner;
import org.shuyuan.gateway.versions.DistributionOwners;
import org.shuyuan.gateway.versions.TakeoverStore;
import org.shuyuan.support.caller.Caller;
import org.shuyuan.support.caller.RoleMissing;
import org.shuyuan.support.problem.NotFound;
import org.shuyuan.support.problem.Problem;
import org.shuyuan.support.problem.ProblemType;
import org.shuyuan.vocab.Text;
import org.shuyuan.vocab.identifier.AgencyId;
import org.shuyuan.vocab.process.AllowedAction;
import org.shuyuan.vocab.process.ProcessAction;
import org.shuyuan.vocab.role.Role;

import org.springframework.stereotype.Component;

import static org.shuyuan.vocab.process.ProcessAction.CONFIRM;
import static org.shuyuan.vocab.process.ProcessAction.REJECT;
import static org.shuyuan.vocab.process.ProcessAction.RESTORE;

/**
 * Who may decide what about a version, and why another may not: the steward of the
 * entry's agency, by the version's state, and nothing that the negative list stops. What
 * is offered to a caller and what is refused is decided only here; that what is decided
 * again changes nothing is no matter of offers.
 */
@Component
class VersionActions {

	private final TakeoverStore takeoverStore;

	private final DistributionOwners distributionOwners;

	VersionActions(TakeoverStore takeoverStore, DistributionOwners distributionOwners) {
		this.takeoverStore = takeoverStore;
		this.distributionOwners = distributionOwners;
	}

	/** What the caller may decide now. */
	List<AllowedAction> of(Caller caller, DataVersion version) {
		if (version.inForce()) {
			return List.of();
		}
		return Stream.of(CONFIRM, REJECT, RESTORE)
			.filter((action) -> stranger(caller, version).or(() -> refusal(version, action)).isEmpty())
			.map((action) -> AllowedAction.of(action, "reason"))
			.toList();
	}

	/**
	 * Proceeds only for a steward of the entry's agency.
	 * @throws Problem 403 {@code role-missing}, or 404
	 */
	void requireSteward(Caller caller, DataVersion version) {
		stranger(caller, version).ifPresent((refusal) -> {
			throw refusal;
		});
	}

	/**
	 * Proceeds only if the version allows it.
	 * @throws Problem 409 by what prevents it
	 */
	void require(DataVersion version, ProcessAction action) {
		refusal(version, action).ifPresent((refusal) -> {
			throw refusal;
		});
	}

	private Optional<Problem> stranger(Caller caller, DataVersion version) {
		if (!caller.has(Role.STEWARD)) {
			return Optional.of(new RoleMissing(Role.STEWARD));
		}
		return caller.actsFor(agency(version)) ? Optional.empty() : Optional.of(NotFound.distribution());
	}

	/** The agency that the catalogue names today, or the one that sent the version. */
	private AgencyId agency(DataVersion version) {
		return this.distributionOwners.known(version.distribution())
			.map(DistributionOwner::agency)
			.orElse(version.agency());
	}

	private Optional<Problem> refusal(DataVersion version, ProcessAction action) {
		if (action == RESTORE) {
			return (version.state() == VersionState.AVAILABLE) ? unclean(version)
					: conflict(GatewayProblemType.VERSION_NOT_RESTORABLE, "只有曾经通过核对的版本可以恢复",
							"Only a version that was once in force can be restored", "待确认的版本请先确认；其他版本请重新上传",
							"Confirm one that waits; upload any other again");
		}
		if (version.state() != VersionState.WAITING) {
			return conflict(GatewayProblemType.VERSION_NOT_WAITING, "这一版不在待确认状态",
					"This version does not wait to be confirmed", "请刷新版本列表；恢复以前的版本请用“恢复此版本”",
					"Read the versions again; an earlier one is restored by 'restore'");
		}
		return (action == CONFIRM) ? unclean(version) : Optional.empty();
	}

	private Optional<Problem> unclean(DataVersion version) {
		if (!this.takeoverStore.current(version)) {
			return conflict(GatewayProblemType.VERSION_SCAN_OUTDATED, "内容规则已更新，这一版尚未按新规则重新扫描",
					"The content rules have changed and this version was not scanned again yet", "后台正在重新扫描，请稍后重试",
					"It is scanned in the background; try again in a while");
		}
		if (version.stateFor(this.distributionOwners.items(version.distribution())) == VersionState.STOPPED) {
			return conflict(GatewayProblemType.VERSION_STOPPED, "负面清单拦下了这一版，不能启用",
					"The negative list stops this version", "请由数据主管部门裁定检出，或去除不得开放的内容后重新上传",
					"Let the data authority decide the hits, or upload it again without what may not open");
		}
		return Optional.empty();
	}

	private static Optional<Problem> conflict(ProblemType type, String zh, String en, String adviceZh, String advice) {
		return Optional.of(new Problem(type, Text.of(zh, en), Text.of(adviceZh, advice)));
	}

}
