package org.shuyuan.gateway.access;

import java.util.List;

import org.shuyuan.gateway.audit.AuditFailed;
import org.shuyuan.gateway.audit.Ledger;
import org.shuyuan.gateway.catalogue.Snapshot;
import org.shuyuan.gateway.policy.Action;
import org.shuyuan.gateway.policy.Decision;
import org.shuyuan.gateway.policy.Reason;
import org.shuyuan.gateway.request.Grants;
import org.shuyuan.gateway.tables.ColumnUnknown;
import org.shuyuan.vocab.GrantId;

import org.springframework.stereotype.Component;

/**
 * The one door out: decides, records, and only then lets through. What was let through is
 * looked at again whenever anything is taken back.
 */
@Component
class Door {

	private final Snapshot snapshot;

	private final Judge judge;

	private final Grants grants;

	private final Minutes minutes;

	private final Supervision supervision;

	Door(Snapshot snapshot, Judge judge, Grants grants, Minutes minutes, Supervision supervision) {
		this.snapshot = snapshot;
		this.judge = judge;
		this.grants = grants;
		this.minutes = minutes;
		this.supervision = supervision;
	}

	/**
	 * Decides and records. Says nothing of what there is before the catalogue was heard.
	 * @param need works out what the call needs of what it may have
	 * @throws Refused if it may not be had; the refusal is recorded too
	 */
	<T> Admitted<T> admit(Asked asked, Need.Of<T> need) {
		long epoch = this.supervision.epoch();
		if (this.snapshot.stale()) {
			throw this.minutes.refused(asked, Reason.POLICY_STALE);
		}
		Judgement judgement = this.judge.judge(asked);
		return switch (judgement.decision()) {
			case Decision.Refuse(Reason reason) -> throw this.minutes.refused(judgement, reason, List.of());
			case Decision.Permit permit -> admit(judgement, permit, need, epoch);
		};
	}

	private <T> Admitted<T> admit(Judgement judgement, Decision.Permit permit, Need.Of<T> need, long epoch) {
		Offer offer;
		Need<T> needed;
		try {
			offer = judgement.offer(permit);
			needed = need.of(offer);
		}
		catch (ColumnUnknown ex) {
			throw this.minutes.refused(judgement, judgement.beyond(), List.of(ex.column()));
		}
		catch (Need.Beyond ex) {
			throw this.minutes.refused(judgement, judgement.beyond(), ex.columns());
		}
		catch (Need.Exhausted _) {
			throw this.minutes.refused(judgement, Reason.VERIFICATION_BUDGET_USED_UP, List.of());
		}
		GrantId charged = (judgement.grant() != null && judgement.asked().kind() != Action.Kind.DESCRIBE)
				? judgement.grant().id() : null;
		long rows = (charged == null) ? Long.MAX_VALUE : this.grants.reserve(charged, needed.least(), needed.most())
			.orElseThrow(() -> this.minutes.refused(judgement, Reason.QUOTA_USED_UP, List.of()));
		Admitted<T> admitted = new Admitted<>(Ledger.number(), offer, needed.what(), rows, charged,
				this.supervision.watch(judgement, needed.columns(), epoch));
		try {
			this.minutes.permitted(admitted.decision(), judgement, permit);
		}
		catch (AuditFailed ex) {
			settle(admitted, 0, false);
			throw ex;
		}
		return admitted;
	}

	/** Records that a call is refused after all. */
	Refused refuse(Asked asked, Reason reason) {
		return this.minutes.refused(asked, reason);
	}

	/** Records that a call gives cause for alarm. */
	void alarm(Asked asked, Reason reason) {
		this.minutes.alarm(asked, reason);
	}

	/**
	 * Settles what a call was charged for.
	 * @param rows rows sent
	 * @param flowed whether data have flowed
	 */
	void settle(Admitted<?> admitted, long rows, boolean flowed) {
		if (admitted.grant() != null) {
			this.grants.settle(admitted.grant(), admitted.rowsLeft(), rows, flowed);
		}
	}

}
