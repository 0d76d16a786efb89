package org.shuyuan.gateway.access;

import java.util.List;

import org.shuyuan.gateway.audit.AuditFailed;
import org.shuyuan.gateway.audit.Ledger;
import org.shuyuan.gateway.catalogue.Snapshot;
import org.shuyuan.gateway.policy.Action;
import org.shuyuan.gateway.policy.Decision;
import org.shuyuan.gateway.policy.RefusalReason;
import org.shuyuan.gateway.query.ColumnUnknown;
import org.shuyuan.gateway.request.Grants;
import org.shuyuan.vocab.identifier.GrantId;

import org.springframework.stereotype.Component;

/**
 * The one door out: decides, records, and only then lets through. A permitted call is
 * decided again whenever anything is revoked.
 */
@Component
public class AccessGate {

	private final Snapshot snapshot;

	private final AccessDecider accessDecider;

	private final Grants grants;

	private final DecisionRecorder decisionRecorder;

	private final RevocationMonitor revocationMonitor;

	AccessGate(Snapshot snapshot, AccessDecider accessDecider, Grants grants, DecisionRecorder decisionRecorder,
			RevocationMonitor revocationMonitor) {
		this.snapshot = snapshot;
		this.accessDecider = accessDecider;
		this.grants = grants;
		this.decisionRecorder = decisionRecorder;
		this.revocationMonitor = revocationMonitor;
	}

	/**
	 * Decides and records. Reveals nothing of what exists before the catalogue was read.
	 * @param need works out what the call needs of what it may have
	 * @throws AccessRefused if it may not be had; the refusal is recorded too
	 */
	public <T> PermittedAccess<T> admit(AccessRequest accessRequest, Demand.Of<T> need) {
		long epoch = this.revocationMonitor.epoch();
		if (this.snapshot.stale()) {
			throw this.decisionRecorder.refused(accessRequest, RefusalReason.POLICY_STALE);
		}
		AccessDecision accessDecision = this.accessDecider.judge(accessRequest);
		return switch (accessDecision.decision()) {
			case Decision.Refuse(RefusalReason refusalReason) ->
				throw this.decisionRecorder.refused(accessDecision, refusalReason, List.of());
			case Decision.Permit permit -> admit(accessDecision, permit, need, epoch);
		};
	}

	private <T> PermittedAccess<T> admit(AccessDecision accessDecision, Decision.Permit permit, Demand.Of<T> need,
			long epoch) {
		Entitlement entitlement;
		Demand<T> needed;
		try {
			entitlement = accessDecision.offer(permit);
			needed = need.of(entitlement);
		}
		catch (ColumnUnknown ex) {
			throw this.decisionRecorder.refused(accessDecision, accessDecision.beyond(), List.of(ex.column()));
		}
		catch (Demand.Beyond ex) {
			throw this.decisionRecorder.refused(accessDecision, accessDecision.beyond(), ex.columns());
		}
		catch (Demand.Exhausted _) {
			throw this.decisionRecorder.refused(accessDecision, RefusalReason.VERIFICATION_BUDGET_USED_UP, List.of());
		}
		GrantId charged = (accessDecision.grant() != null && accessDecision.asked().kind() != Action.Kind.DESCRIBE)
				? accessDecision.grant().id() : null;
		long rows = (charged == null) ? Long.MAX_VALUE : this.grants.reserve(charged, needed.least(), needed.most())
			.orElseThrow(() -> this.decisionRecorder.refused(accessDecision, RefusalReason.QUOTA_USED_UP, List.of()));
		PermittedAccess<T> permittedAccess = new PermittedAccess<>(Ledger.number(), entitlement, needed.what(), rows,
				charged, this.revocationMonitor.watch(accessDecision, needed.columns(), epoch));
		try {
			this.decisionRecorder.permitted(permittedAccess.decision(), accessDecision, permit);
		}
		catch (AuditFailed ex) {
			settle(permittedAccess, 0, false);
			throw ex;
		}
		return permittedAccess;
	}

	/** Records that a call is refused after all. */
	public AccessRefused refuse(AccessRequest accessRequest, RefusalReason refusalReason) {
		return this.decisionRecorder.refused(accessRequest, refusalReason);
	}

	/** Records that a call gives cause for alarm. */
	public void alarm(AccessRequest accessRequest, RefusalReason refusalReason) {
		this.decisionRecorder.alarm(accessRequest, refusalReason);
	}

	/**
	 * Settles what a call was charged for.
	 * @param rows rows sent
	 * @param flowed whether data have flowed
	 */
	public void settle(PermittedAccess<?> permittedAccess, long rows, boolean flowed) {
		if (permittedAccess.grant() != null) {
			this.grants.settle(permittedAccess.grant(), permittedAccess.rowsLeft(), rows, flowed);
		}
	}

}
