package org.shuyuan.gateway.access;

import java.time.Clock;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

import org.jspecify.annotations.Nullable;
import org.shuyuan.edge.caller.Caller;
import org.shuyuan.gateway.audit.AuditFailed;
import org.shuyuan.gateway.audit.Ledger;
import org.shuyuan.gateway.audit.Recorded;
import org.shuyuan.gateway.catalogue.KnownEntry;
import org.shuyuan.gateway.policy.Decision;
import org.shuyuan.gateway.policy.Opening;
import org.shuyuan.gateway.policy.Reason;
import org.shuyuan.vocab.GrantId;
import org.shuyuan.vocab.DistributionId;
import org.shuyuan.vocab.ItemId;

import org.springframework.stereotype.Component;

/**
 * Writes into the ledger what was decided at the door, before anything follows from it.
 */
@Component
class Minutes {

	private static final int LONGEST_PURPOSE = 200;

	private final Ledger ledger;

	private final PublicRefusals refusals;

	private final Clock clock;

	Minutes(Ledger ledger, PublicRefusals refusals, Clock clock) {
		this.refusals = refusals;
		this.ledger = ledger;
		this.clock = clock;
	}

	/**
	 * A call is let through.
	 * @throws AuditFailed if that could not be recorded
	 */
	void permitted(String number, Judgement judgement, Decision.Permit permit) {
		this.ledger.record(recorded(number, judgement.asked(), "permit", null, judgement, permit.items()));
	}

	/**
	 * Somebody who reviews an entry looks at rows of a version, in force or not.
	 * @return number of the decision
	 * @throws AuditFailed if that could not be recorded
	 */
	String reviewed(Caller caller, KnownEntry known, DistributionId distribution, Collection<ItemId> items) {
		String number = Ledger.number();
		this.ledger.record(new Recorded(number, this.clock.instant(), caller.subject(),
				(caller.agency() != null) ? caller.agency().value() : null, "permit", null, "review",
				known.id().value(), distribution.value(), items.stream().map(ItemId::value).sorted().toList(), null,
				null, known.entry().agency().value(), null));
		return number;
	}

	/** A call is refused without having been judged. */
	Refused refused(Asked asked, Reason reason) {
		return new Refused(reason,
				this.refusals.record(recorded(Ledger.number(), asked, "refuse", reason, null, List.of())));
	}

	/**
	 * A call is refused.
	 * @param columns those that it asked for and may not have
	 */
	Refused refused(Judgement judgement, Reason reason, List<String> columns) {
		return new Refused(reason, this.refusals.record(recorded(Ledger.number(), judgement.asked(), "refuse", reason,
				judgement, judgement.resource().items(columns))));
	}

	/** A call gives cause for alarm, whatever was decided. */
	void alarm(Asked asked, Reason reason) {
		this.ledger.record(recorded(Ledger.number(), asked, "alarm", reason, null, List.of()));
	}

	/** A call that was let through is stopped. */
	void stopped(Judgement judgement, Reason reason) {
		this.ledger.record(recorded(Ledger.number(), judgement.asked(), "stop", reason, judgement, List.of()));
	}

	private Recorded recorded(String number, Asked asked, String outcome, @Nullable Reason reason,
			@Nullable Judgement judgement, Collection<ItemId> items) {
		Caller caller = asked.caller();
		String purpose = asked.purpose();
		Opening opening = (judgement != null) ? judgement.opening() : null;
		return new Recorded(number, this.clock.instant(), caller.subject().isEmpty() ? "public" : caller.subject(),
				(caller.agency() != null) ? caller.agency().value() : null, outcome,
				(reason != null) ? reason.code() : null, asked.kind().name().toLowerCase(Locale.ROOT),
				(judgement != null) ? judgement.known().id().value() : null, asked.distribution().value(),
				items.stream().map(ItemId::value).sorted().toList(),
				(purpose != null) ? purpose.substring(0, Math.min(LONGEST_PURPOSE, purpose.length())) : null,
				asked.grantId()
					.or(() -> Optional.ofNullable(opening).map(Opening::id))
					.map(GrantId::value)
					.orElse(null),
				(judgement != null) ? judgement.known().entry().agency().value() : null, null);
	}

}
