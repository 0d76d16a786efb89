package org.shuyuan.gateway.access;

import java.time.Clock;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import java.util.function.BooleanSupplier;

import org.shuyuan.edge.caller.Standing;
import org.shuyuan.edge.problem.Problem;
import org.shuyuan.gateway.catalogue.Snapshot;
import org.shuyuan.gateway.policy.Decision;
import org.shuyuan.gateway.policy.Reason;
import org.shuyuan.gateway.revocation.Revocations;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import org.springframework.stereotype.Component;

/**
 * Has calls that were let through looked at again: when anything is taken back, when the
 * caller loses what he had, when a grant ends and when the catalogue falls silent.
 */
@Component
class Supervision {

	private static final Logger LOG = LoggerFactory.getLogger(Supervision.class);

	private final Revocations revocations;

	private final Standing standing;

	private final Snapshot snapshot;

	private final Judge judge;

	private final Minutes minutes;

	private final Clock clock;

	Supervision(Revocations revocations, Standing standing, Snapshot snapshot, Judge judge, Minutes minutes,
			Clock clock) {
		this.revocations = revocations;
		this.standing = standing;
		this.snapshot = snapshot;
		this.judge = judge;
		this.minutes = minutes;
		this.clock = clock;
	}

	/** Grows whenever anything is taken back; to be read before a call is judged. */
	long epoch() {
		return this.revocations.epoch();
	}

	/**
	 * Watches a call.
	 * @param columns the columns in use
	 * @param epoch as it was before the call was judged
	 */
	Watch watch(Judgement judgement, Set<String> columns, long epoch) {
		BooleanSupplier lost = this.standing.lost();
		return new Watch(epoch, () -> this.revocations.epoch() + (lost.getAsBoolean() ? 1 : 0), () -> until(judgement),
				() -> lost.getAsBoolean() ? Optional.of(Reason.STANDING_LOST) : refusal(judgement, columns),
				(reason) -> this.minutes.stopped(judgement, reason), this.clock);
	}

	/** When a decision ends by itself, unless the catalogue is heard again. */
	private Instant until(Judgement judgement) {
		Instant stale = this.snapshot.staleAfter().plusNanos(1);
		return judgement.until().filter(stale::isAfter).orElse(stale);
	}

	/** What was set aside for a running call is its own, though nothing may be left. */
	private Optional<Reason> refusal(Judgement before, Set<String> columns) {
		if (this.snapshot.stale()) {
			return Optional.of(Reason.POLICY_STALE);
		}
		try {
			return (this.judge.again(before, columns) instanceof Decision.Refuse(Reason reason)
					&& reason != Reason.QUOTA_USED_UP) ? Optional.of(reason) : Optional.empty();
		}
		catch (Problem gone) {
			return Optional.of(gone.code().startsWith("data-") ? Reason.CONTENT_STOPPED : Reason.ENTRY_SUSPENDED);
		}
		catch (RuntimeException ex) {
			LOG.warn("A running delivery cannot be looked at again; it ends", ex);
			return Optional.of(Reason.POLICY_STALE);
		}
	}

}
