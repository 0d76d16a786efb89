package org.shuyuan.gateway.access;

import java.time.Clock;
import java.time.Instant;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.function.LongSupplier;
import java.util.function.Supplier;

import org.shuyuan.gateway.policy.Reason;

/**
 * Looks again at a call that was let through: when anything was taken back, when its
 * grant ends and when the catalogue has fallen silent. Belongs to the thread that
 * delivers.
 */
final class Watch implements BooleanSupplier {

	private final LongSupplier epoch;

	private final Supplier<Instant> until;

	private final Supplier<Optional<Reason>> again;

	private final Clock clock;

	private long seen;

	private Optional<Reason> taken = Optional.empty();

	/**
	 * A watch.
	 * @param seen the epoch before the decision
	 * @param epoch grows whenever anything is taken back
	 * @param until when what was decided ends by itself
	 * @param again decides again; empty if it may go on
	 */
	Watch(long seen, LongSupplier epoch, Supplier<Instant> until, Supplier<Optional<Reason>> again, Clock clock) {
		this.seen = seen;
		this.epoch = epoch;
		this.until = until;
		this.again = again;
		this.clock = clock;
	}

	/** Whether it was taken back. */
	@Override
	public boolean getAsBoolean() {
		if (this.taken.isEmpty()) {
			long now = this.epoch.getAsLong();
			if (now != this.seen || !this.clock.instant().isBefore(this.until.get())) {
				this.seen = now;
				this.taken = this.again.get();
			}
		}
		return this.taken.isPresent();
	}

	/** Why it was taken back. */
	Reason reason() {
		return this.taken.orElse(Reason.GRANT_REVOKED);
	}

}
