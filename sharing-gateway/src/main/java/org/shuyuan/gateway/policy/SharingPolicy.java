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
import org.shuyuan.gateway.policy.Resource.Item;
import org.shuyuan.gateway.policy.Resource.Part;
import org.shuyuan.vocab.AgencyId;
import org.shuyuan.vocab.Completeness;
import org.shuyuan.vocab.Openness;
import org.shuyuan.vocab.Sensitivity;
import org.shuyuan.vocab.SharingClass;
import org.shuyuan.vocab.SharingMode;

/**
 * Decides who may have what (Government Data Sharing Regulation, art. 14-15, 24-27).
 * Total and pure: what is not known to be allowed is refused with a reason.
 */
public final class SharingPolicy {

	/** The longest the catalogue may be silent before nothing is released. */
	public static final Duration STALE_AFTER = Duration.ofSeconds(5);

	private SharingPolicy() {
	}

	/**
	 * Decides one call.
	 * @param grant the grant the caller named, where it exists
	 * @param usage what was used of that grant
	 * @param now the instant of the call
	 */
	public static Decision decide(Asker asker, Resource resource, Action action, @Nullable Held grant, Held.Usage usage,
			Instant now) {
		Reason barred = barred(resource, now);
		if (barred != null) {
			return new Refuse(barred);
		}
		if (action.asDepartment()) {
			return forDepartment(asker, resource, action, grant, usage, now);
		}
		return (action.kind() != Action.Kind.VERIFY) ? forPublic(asker, resource, action, now)
				: new Refuse(Reason.GRANT_REQUIRED);
	}

	/** What bars anybody. */
	private static @Nullable Reason barred(Resource resource, Instant now) {
		if (Duration.between(resource.asOf(), now).compareTo(STALE_AFTER) > 0) {
			return Reason.POLICY_STALE;
		}
		if (!resource.inForce()) {
			return Reason.ENTRY_SUSPENDED;
		}
		if (resource.completeness() != Completeness.FULL || resource.sharing() == null || resource.openness() == null
				|| resource.grade() == null) {
			return Reason.NOT_CLASSIFIED;
		}
		return null;
	}

	private static Decision forPublic(Asker asker, Resource resource, Action action, Instant now) {
		return switch (Objects.requireNonNull(resource.openness())) {
			case Openness.NotOpen _ -> new Refuse(Reason.NOT_OPEN);
			case Openness.Conditional _ when !applied(asker, resource, now) -> new Refuse(Reason.OPEN_ON_APPLICATION);
			case Openness.Conditional _,
					Openness.Unconditional _ when !Objects.requireNonNull(resource.grade()).mayOpen() ->
				new Refuse(Reason.GRADE_NOT_OPEN);
			case Openness.Conditional _, Openness.Unconditional _ when resource.content().stopped() ->
				new Refuse(Reason.CONTENT_STOPPED);
			case Openness.Conditional _, Openness.Unconditional _ -> openItems(resource, action);
		};
	}

	private static boolean applied(Asker asker, Resource resource, Instant now) {
		Opening opening = asker.opening();
		return opening != null && !asker.subject().isEmpty() && opening.person().equals(asker.subject())
				&& opening.entry().equals(resource.entry()) && now.isBefore(opening.until());
	}

	private static Decision openItems(Resource resource, Action action) {
		boolean table = resource.content().table();
		Part described = resource.part(Item::mayOpen, Set.of());
		Part open = resource.part(Item::mayOpen, resource.content().held());
		boolean nothing = table && open.columns().isEmpty();
		boolean asFile = action.kind() == Action.Kind.FILE || !table;
		if (nothing || (asFile && !open.whole()) || !open.items().containsAll(action.items())) {
			boolean closed = asFile ? !described.whole()
					: !described.items().containsAll(action.items()) || described.equals(open);
			return new Refuse(closed ? Reason.ITEM_NOT_OPEN : Reason.CONTENT_STOPPED);
		}
		if (action.kind() == Action.Kind.FILE && resource.content().more()) {
			return new Refuse(Reason.FILE_HOLDS_MORE);
		}
		return new Permit(open.items(), open.columns(), List.of(), Long.MAX_VALUE, Set.of(Obligation.ATTRIBUTE));
	}

	private static Decision forDepartment(Asker asker, Resource resource, Action action, @Nullable Held grant,
			Held.Usage usage, Instant now) {
		AgencyId agency = asker.agency();
		if (resource.sharing() instanceof SharingClass.NotShared) {
			return new Refuse(Reason.NOT_SHARED_BY_LAW);
		}
		if (action.grant() == null) {
			return new Refuse(Reason.GRANT_REQUIRED);
		}
		if (agency == null || grant == null || !grant.id().equals(action.grant()) || !grant.holder().equals(agency)
				|| !grant.entry().equals(resource.entry()) || !grant.distribution().equals(resource.distribution())
				|| !inScope(agency, resource)) {
			return new Refuse(Reason.GRANT_FOREIGN);
		}
		if (!asker.department() && !isNamed(agency, resource)) {
			return new Refuse(Reason.AGENCY_KIND_NOT_COVERED);
		}
		Reason unusable = unusable(grant, now);
		if (unusable != null) {
			return new Refuse(unusable);
		}
		Reason purpose = purpose(resource, action, grant);
		if (purpose != null) {
			return new Refuse(purpose);
		}
		return covers(grant.mode(), action.kind()) ? grantedItems(resource, action, grant, usage)
				: new Refuse(Reason.MODE_NOT_COVERED);
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

	private static boolean inScope(AgencyId agency, Resource resource) {
		return switch (Objects.requireNonNull(resource.sharing())) {
			case SharingClass.Unconditional _ -> true;
			case SharingClass.Conditional conditional ->
				conditional.scope().isEmpty() || conditional.scope().contains(agency);
			case SharingClass.NotShared _ -> false;
		};
	}

	/** Whether the conditions name the agency; who is no department needs that. */
	private static boolean isNamed(AgencyId agency, Resource resource) {
		return resource.sharing() instanceof SharingClass.Conditional conditional
				&& conditional.scope().contains(agency);
	}

	private static @Nullable Reason unusable(Held grant, Instant now) {
		return switch (grant.state()) {
			case SUSPENDED -> Reason.GRANT_SUSPENDED;
			case REVOKED -> Reason.GRANT_REVOKED;
			case EXPIRED, ENDED -> Reason.GRANT_EXPIRED;
			case ACTIVE -> now.isBefore(grant.until()) ? null : Reason.GRANT_EXPIRED;
		};
	}

	private static @Nullable Reason purpose(Resource resource, Action action, Held grant) {
		String purpose = action.purpose();
		if (purpose == null || purpose.isBlank()) {
			return Reason.PURPOSE_MISSING;
		}
		if (!purpose.equals(grant.purpose())) {
			return Reason.PURPOSE_NOT_COVERED;
		}
		return switch (Objects.requireNonNull(resource.sharing())) {
			case SharingClass.Conditional conditional when !conditional.purposes().contains(purpose) ->
				Reason.PURPOSE_NOT_COVERED;
			case SharingClass.Conditional _, SharingClass.Unconditional _ -> null;
			case SharingClass.NotShared _ -> Reason.NOT_SHARED_BY_LAW;
		};
	}

	private static Decision grantedItems(Resource resource, Action action, Held grant, Held.Usage usage) {
		boolean table = resource.content().table();
		Part covered = resource.part(
				(item) -> grant.items().contains(item.id()) && item.sensitivity() != Sensitivity.STATE_SECRET,
				Set.of());
		boolean nothing = table && covered.columns().isEmpty();
		boolean asFile = action.kind() == Action.Kind.FILE || !table;
		if (nothing || (asFile && !covered.whole()) || !covered.items().containsAll(action.items())) {
			return new Refuse(Reason.ITEMS_NOT_COVERED);
		}
		if (asFile && (!grant.rows().isEmpty() || grant.rowQuota() != null)) {
			return new Refuse((action.kind() != Action.Kind.FILE) ? Reason.ITEMS_NOT_COVERED
					: grant.rows().isEmpty() ? Reason.FILE_BEYOND_QUOTA : Reason.FILE_BEYOND_ROWS);
		}
		if (action.kind() == Action.Kind.FILE && resource.content().more()) {
			return new Refuse(Reason.FILE_HOLDS_MORE);
		}
		long left = left(grant.rowQuota(), usage.rows());
		if (left <= 0 || left(grant.callQuota(), usage.calls()) <= 0) {
			return new Refuse(Reason.QUOTA_USED_UP);
		}
		return new Permit(covered.items(), covered.columns(), grant.rows(), left,
				Set.of(Obligation.PURPOSE_ONLY, Obligation.RECORD_USE, Obligation.DISPOSE));
	}

	private static long left(@Nullable Long quota, long used) {
		return (quota == null) ? Long.MAX_VALUE : quota - used;
	}

}
