package org.shuyuan.gateway.access;

import java.time.Clock;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

import org.jspecify.annotations.Nullable;
import org.shuyuan.gateway.audit.AuditFailed;
import org.shuyuan.gateway.audit.AuditRecord;
import org.shuyuan.gateway.audit.Ledger;
import org.shuyuan.gateway.catalogue.KnownEntry;
import org.shuyuan.gateway.policy.AcceptedApplication;
import org.shuyuan.gateway.policy.Decision;
import org.shuyuan.gateway.policy.RefusalReason;
import org.shuyuan.support.caller.Caller;
import org.shuyuan.vocab.identifier.DistributionId;
import org.shuyuan.vocab.identifier.GrantId;
import org.shuyuan.vocab.identifier.ItemId;

import org.springframework.stereotype.Component;

/**
 * Writes into the ledger what was decided at the door, before anything follows from it.
 */
@Component
public class DecisionRecorder {

	private static final int LONGEST_PURPOSE = 200;

	private final Ledger ledger;

	private final PublicRefusals refusals;

	private final Clock clock;

	DecisionRecorder(Ledger ledger, PublicRefusals refusals, Clock clock) {
		this.refusals = refusals;
		this.ledger = ledger;
		this.clock = clock;
	}

	/**
	 * A call is permitted.
	 * @throws AuditFailed if that could not be recorded
	 */
	void permitted(String number, AccessDecision accessDecision, Decision.Permit permit) {
		this.ledger.record(recorded(number, accessDecision.asked(), "permit", null, accessDecision, permit.items()));
	}

	/**
	 * A reviewer of an entry views rows of a version, in force or not.
	 * @return number of the decision
	 * @throws AuditFailed if that could not be recorded
	 */
	public String reviewed(Caller caller, KnownEntry known, DistributionId distribution, Collection<ItemId> items) {
		String number = Ledger.number();
		this.ledger.record(AuditRecord.of(number, this.clock.instant(), caller.subject(), "permit", "review")
			.agency((caller.agency() != null) ? caller.agency().value() : null)
			.entry(known.id().value())
			.distribution(distribution.value())
			.items(items.stream().map(ItemId::value).sorted().toList())
			.provider(known.entry().agency().value())
			.build());
		return number;
	}

	/** A call is refused without having been judged. */
	public AccessRefused refused(AccessRequest accessRequest, RefusalReason refusalReason) {
		return new AccessRefused(refusalReason, this.refusals
			.record(recorded(Ledger.number(), accessRequest, "refuse", refusalReason, null, List.of())));
	}

	/**
	 * A call is refused.
	 * @param columns those that it asked for and may not have
	 */
	public AccessRefused refused(AccessDecision accessDecision, RefusalReason refusalReason, List<String> columns) {
		return new AccessRefused(refusalReason, this.refusals.record(recorded(Ledger.number(), accessDecision.asked(),
				"refuse", refusalReason, accessDecision, accessDecision.resource().items(columns))));
	}

	/** A call raises an alarm, regardless of the decision. */
	void alarm(AccessRequest accessRequest, RefusalReason refusalReason) {
		this.ledger.record(recorded(Ledger.number(), accessRequest, "alarm", refusalReason, null, List.of()));
	}

	/** A permitted call is stopped. */
	void stopped(AccessDecision accessDecision, RefusalReason refusalReason) {
		this.ledger.record(
				recorded(Ledger.number(), accessDecision.asked(), "stop", refusalReason, accessDecision, List.of()));
	}

	private AuditRecord recorded(String number, AccessRequest accessRequest, String outcome,
			@Nullable RefusalReason refusalReason, @Nullable AccessDecision accessDecision, Collection<ItemId> items) {
		Caller caller = accessRequest.caller();
		String purpose = accessRequest.purpose();
		AcceptedApplication acceptedApplication = (accessDecision != null) ? accessDecision.opening() : null;
		return AuditRecord
			.of(number, this.clock.instant(), caller.subject().isEmpty() ? "public" : caller.subject(), outcome,
					accessRequest.kind().name().toLowerCase(Locale.ROOT))
			.agency((caller.agency() != null) ? caller.agency().value() : null)
			.reason((refusalReason != null) ? refusalReason.code() : null)
			.entry((accessDecision != null) ? accessDecision.known().id().value() : null)
			.distribution(accessRequest.distribution().value())
			.items(items.stream().map(ItemId::value).sorted().toList())
			.purpose((purpose != null) ? purpose.substring(0, Math.min(LONGEST_PURPOSE, purpose.length())) : null)
			.grant(accessRequest.grantId()
				.or(() -> Optional.ofNullable(acceptedApplication).map(AcceptedApplication::id))
				.map(GrantId::value)
				.orElse(null))
			.provider((accessDecision != null) ? accessDecision.known().entry().agency().value() : null)
			.build();
	}

}
