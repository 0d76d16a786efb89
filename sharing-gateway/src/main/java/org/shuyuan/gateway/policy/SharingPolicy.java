package org.shuyuan.gateway.policy;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Set;

import org.jspecify.annotations.Nullable;
import org.shuyuan.gateway.policy.Decision.Obligation;
import org.shuyuan.gateway.policy.Decision.Permit;
import org.shuyuan.gateway.policy.Decision.Refuse;
import org.shuyuan.gateway.policy.PolicyResource.Item;
import org.shuyuan.gateway.policy.PolicyResource.Part;
import org.shuyuan.vocab.classification.Openness;
import org.shuyuan.vocab.classification.Sensitivity;
import org.shuyuan.vocab.classification.SharingClass;
import org.shuyuan.vocab.classification.SharingMode;
import org.shuyuan.vocab.entry.Completeness;
import org.shuyuan.vocab.identifier.AgencyId;

/**
 * Decides who may have what (Government Data Sharing Regulation, art. 14-15, 24-27).
 * Total and pure: what is not known to be allowed is refused with a reason.
 */
public final class SharingPolicy {

	/** How long the catalogue may not answer before nothing is released. */
	public static final Duration STALE_AFTER = Duration.ofSeconds(5);

	private SharingPolicy() {
	}

	/**
	 * Decides one call.
	 * @param grant the grant the caller named, where it exists
	 * @param usage what was used of that grant
	 * @param now the instant of the call
	 */
	public static Decision decide(Subject asker, PolicyResource policyResource, Action action, @Nullable Grant grant,
			Grant.Usage usage, Instant now) {
		RefusalReason barred = barred(policyResource, now);
		if (barred != null) {
			return new Refuse(barred);
		}
		if (action.asDepartment()) {
			return forDepartment(asker, policyResource, action, grant, usage, now);
		}
		return (action.kind() != Action.Kind.VERIFY) ? forPublic(asker, policyResource, action, now)
				: new Refuse(RefusalReason.GRANT_REQUIRED);
	}

	/** What bars everyone. */
	private static @Nullable RefusalReason barred(PolicyResource policyResource, Instant now) {
		if (Duration.between(policyResource.asOf(), now).compareTo(STALE_AFTER) > 0) {
			return RefusalReason.POLICY_STALE;
		}
		if (!policyResource.inForce()) {
			return RefusalReason.ENTRY_SUSPENDED;
		}
		if (policyResource.completeness() != Completeness.FULL || policyResource.sharing() == null
				|| policyResource.openness() == null || policyResource.grade() == null) {
			return RefusalReason.NOT_CLASSIFIED;
		}
		return null;
	}

	private static Decision forPublic(Subject asker, PolicyResource policyResource, Action action, Instant now) {
		return switch (Objects.requireNonNull(policyResource.openness())) {
			case Openness.NotOpen _ -> new Refuse(RefusalReason.NOT_OPEN);
			case Openness.Conditional _ when !applied(asker, policyResource, now) ->
				new Refuse(RefusalReason.OPEN_ON_APPLICATION);
			case Openness.Conditional _,
					Openness.Unconditional _ when !Objects.requireNonNull(policyResource.grade()).mayOpen() ->
				new Refuse(RefusalReason.GRADE_NOT_OPEN);
			case Openness.Conditional _, Openness.Unconditional _ when policyResource.content().stopped() ->
				new Refuse(RefusalReason.CONTENT_STOPPED);
			case Openness.Conditional _, Openness.Unconditional _ -> openItems(policyResource, action);
		};
	}

	private static boolean applied(Subject asker, PolicyResource policyResource, Instant now) {
		AcceptedApplication acceptedApplication = asker.opening();
		return acceptedApplication != null && !asker.subject().isEmpty()
				&& acceptedApplication.person().equals(asker.subject())
				&& acceptedApplication.entry().equals(policyResource.entry())
				&& now.isBefore(acceptedApplication.until());
	}

	private static Decision openItems(PolicyResource policyResource, Action action) {
		boolean table = policyResource.content().table();
		Part described = policyResource.part(Item::mayOpen, Set.of());
		Part open = policyResource.part(Item::mayOpen, policyResource.content().held());
		boolean nothing = table && open.columns().isEmpty();
		boolean asFile = action.kind() == Action.Kind.FILE || !table;
		if (nothing || (asFile && !open.whole()) || !open.items().containsAll(action.items())) {
			boolean closed = asFile ? !described.whole()
					: !described.items().containsAll(action.items()) || described.equals(open);
			return new Refuse(closed ? RefusalReason.ITEM_NOT_OPEN : RefusalReason.CONTENT_STOPPED);
		}
		if (action.kind() == Action.Kind.FILE && policyResource.content().more()) {
			return new Refuse(RefusalReason.FILE_HOLDS_MORE);
		}
		return new Permit(open.items(), open.columns(), List.of(), Long.MAX_VALUE, Set.of(Obligation.ATTRIBUTE));
	}

	private static Decision forDepartment(Subject asker, PolicyResource policyResource, Action action,
			@Nullable Grant grant, Grant.Usage usage, Instant now) {
		AgencyId agency = asker.agency();
		if (policyResource.sharing() instanceof SharingClass.NotShared) {
			return new Refuse(RefusalReason.NOT_SHARED_BY_LAW);
		}
		if (action.grant() == null) {
			return new Refuse(RefusalReason.GRANT_REQUIRED);
		}
		if (agency == null || grant == null || !grant.id().equals(action.grant()) || !grant.holder().equals(agency)
				|| !grant.entry().equals(policyResource.entry())
				|| !grant.distribution().equals(policyResource.distribution()) || !inScope(agency, policyResource)) {
			return new Refuse(RefusalReason.GRANT_FOREIGN);
		}
		if (!asker.department() && !isNamed(agency, policyResource)) {
			return new Refuse(RefusalReason.AGENCY_KIND_NOT_COVERED);
		}
		RefusalReason unusable = unusable(grant, now);
		if (unusable != null) {
			return new Refuse(unusable);
		}
		RefusalReason purpose = purpose(policyResource, action, grant);
		if (purpose != null) {
			return new Refuse(purpose);
		}
		if (policyResource.content().unshared()) {
			return new Refuse(RefusalReason.CONTENT_STOPPED);
		}
		return covers(grant.mode(), action.kind()) ? grantedItems(policyResource, action, grant, usage)
				: new Refuse(RefusalReason.MODE_NOT_COVERED);
	}

	/**
	 * Whether data may be had in that form where they are shared in that mode. Who may
	 * have rows may have yes or no to claims about them.
	 */
	private static boolean covers(@Nullable SharingMode mode, Action.Kind kind) {
		return kind == Action.Kind.DESCRIBE || switch (mode) {
			case null -> false;
			case SERVICE_INTERFACE -> kind != Action.Kind.FILE;
			case BATCH_EXCHANGE, FILE_DOWNLOAD -> kind != Action.Kind.SERVICE;
			case VERIFICATION -> kind == Action.Kind.VERIFY;
		};
	}

	private static boolean inScope(AgencyId agency, PolicyResource policyResource) {
		return switch (Objects.requireNonNull(policyResource.sharing())) {
			case SharingClass.Unconditional _ -> true;
			case SharingClass.Conditional conditional ->
				conditional.scope().isEmpty() || conditional.scope().contains(agency);
			case SharingClass.NotShared _ -> false;
		};
	}

	/** Whether the conditions name the agency; who is no department needs that. */
	private static boolean isNamed(AgencyId agency, PolicyResource policyResource) {
		return policyResource.sharing() instanceof SharingClass.Conditional conditional
				&& conditional.scope().contains(agency);
	}

	private static @Nullable RefusalReason unusable(Grant grant, Instant now) {
		return switch (grant.state()) {
			case SUSPENDED -> RefusalReason.GRANT_SUSPENDED;
			case REVOKED -> RefusalReason.GRANT_REVOKED;
			case EXPIRED, ENDED -> RefusalReason.GRANT_EXPIRED;
			case ACTIVE -> now.isBefore(grant.until()) ? null : RefusalReason.GRANT_EXPIRED;
		};
	}

	private static @Nullable RefusalReason purpose(PolicyResource policyResource, Action action, Grant grant) {
		String purpose = action.purpose();
		if (purpose == null || purpose.isBlank()) {
			return RefusalReason.PURPOSE_MISSING;
		}
		if (!purpose.equals(grant.purpose())) {
			return RefusalReason.PURPOSE_NOT_COVERED;
		}
		return switch (Objects.requireNonNull(policyResource.sharing())) {
			case SharingClass.Conditional conditional when !conditional.purposes().contains(purpose) ->
				RefusalReason.PURPOSE_NOT_COVERED;
			case SharingClass.Conditional _, SharingClass.Unconditional _ -> null;
			case SharingClass.NotShared _ -> RefusalReason.NOT_SHARED_BY_LAW;
		};
	}

	private static Decision grantedItems(PolicyResource policyResource, Action action, Grant grant, Grant.Usage usage) {
		boolean table = policyResource.content().table();
		Part covered = policyResource.part(
				(item) -> grant.items().contains(item.id()) && item.sensitivity() != Sensitivity.STATE_SECRET,
				Set.of());
		boolean nothing = table && covered.columns().isEmpty();
		boolean asFile = action.kind() == Action.Kind.FILE || !table;
		if (nothing || (asFile && !covered.whole()) || !covered.items().containsAll(action.items())) {
			return new Refuse(RefusalReason.ITEMS_NOT_COVERED);
		}
		if (asFile && (!grant.rows().isEmpty() || grant.rowQuota() != null)) {
			return new Refuse((action.kind() != Action.Kind.FILE) ? RefusalReason.ITEMS_NOT_COVERED
					: grant.rows().isEmpty() ? RefusalReason.FILE_BEYOND_QUOTA : RefusalReason.FILE_BEYOND_ROWS);
		}
		if (action.kind() == Action.Kind.FILE && policyResource.content().more()) {
			return new Refuse(RefusalReason.FILE_HOLDS_MORE);
		}
		long left = left(grant.rowQuota(), usage.rows());
		if (left <= 0 || left(grant.callQuota(), usage.calls()) <= 0) {
			return new Refuse(RefusalReason.QUOTA_USED_UP);
		}
		return new Permit(covered.items(), covered.columns(), grant.rows(), left,
				Set.of(Obligation.PURPOSE_ONLY, Obligation.RECORD_USE, Obligation.DISPOSE));
	}

	private static long left(@Nullable Long quota, long used) {
		return (quota == null) ? Long.MAX_VALUE : quota - used;
	}

}
