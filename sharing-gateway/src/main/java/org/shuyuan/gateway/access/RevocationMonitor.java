package org.shuyuan.gateway.access;

import java.time.Clock;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import java.util.function.BooleanSupplier;

import org.shuyuan.gateway.catalogue.Snapshot;
import org.shuyuan.gateway.policy.Decision;
import org.shuyuan.gateway.policy.RefusalReason;
import org.shuyuan.gateway.revocation.Revocations;
import org.shuyuan.support.caller.IntrospectionConverter;
import org.shuyuan.support.problem.Problem;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import org.springframework.stereotype.Component;

/**
 * Has permitted calls checked again: when anything is revoked, when the caller loses
 * rights, when a grant ends and when the catalogue stops answering.
 */
@Component
class RevocationMonitor {

	private static final Logger LOG = LoggerFactory.getLogger(RevocationMonitor.class);

	private final Revocations revocations;

	private final IntrospectionConverter introspectionConverter;

	private final Snapshot snapshot;

	private final AccessDecider accessDecider;

	private final DecisionRecorder decisionRecorder;

	private final Clock clock;

	RevocationMonitor(Revocations revocations, IntrospectionConverter introspectionConverter, Snapshot snapshot,
			AccessDecider accessDecider, DecisionRecorder decisionRecorder, Clock clock) {
		this.revocations = revocations;
		this.introspectionConverter = introspectionConverter;
		this.snapshot = snapshot;
		this.accessDecider = accessDecider;
		this.decisionRecorder = decisionRecorder;
		this.clock = clock;
	}

	/** Grows with every revocation; to be read before a call is judged. */
	long epoch() {
		return this.revocations.epoch();
	}

	/**
	 * Watches a call.
	 * @param columns the columns in use
	 * @param epoch as it was before the call was judged
	 */
	RevocationCheck watch(AccessDecision accessDecision, Set<String> columns, long epoch) {
		BooleanSupplier lost = this.introspectionConverter.revocationCheck();
		return new RevocationCheck(epoch, () -> this.revocations.epoch() + (lost.getAsBoolean() ? 1 : 0),
				() -> until(accessDecision),
				() -> lost.getAsBoolean() ? Optional.of(RefusalReason.ACCOUNT_CHANGED)
						: refusal(accessDecision, columns),
				(refusalReason) -> this.decisionRecorder.stopped(accessDecision, refusalReason), this.clock);
	}

	/** When a decision expires, unless the catalogue is reached again. */
	private Instant until(AccessDecision accessDecision) {
		Instant stale = this.snapshot.staleAfter().plusNanos(1);
		return accessDecision.until().filter(stale::isAfter).orElse(stale);
	}

	/** What was set aside for a running call is its own, though nothing may be left. */
	private Optional<RefusalReason> refusal(AccessDecision before, Set<String> columns) {
		if (this.snapshot.stale()) {
			return Optional.of(RefusalReason.POLICY_STALE);
		}
		try {
			return (this.accessDecider.again(before, columns) instanceof Decision.Refuse(RefusalReason refusalReason)
					&& refusalReason != RefusalReason.QUOTA_USED_UP) ? Optional.of(refusalReason) : Optional.empty();
		}
		catch (Problem gone) {
			return Optional
				.of(gone.code().startsWith("data-") ? RefusalReason.CONTENT_STOPPED : RefusalReason.ENTRY_SUSPENDED);
		}
		catch (RuntimeException ex) {
			LOG.warn("A running delivery cannot be checked again; it ends", ex);
			return Optional.of(RefusalReason.POLICY_STALE);
		}
	}

}
