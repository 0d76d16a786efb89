package org.shuyuan.gateway.access;

import java.time.Clock;
import java.time.Instant;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import java.util.function.Supplier;

import org.shuyuan.gateway.audit.AuditFailed;
import org.shuyuan.gateway.policy.RefusalReason;

/**
 * Checks a permitted call again: when anything was revoked, when its grant ends and when
 * the catalogue stops answering. The thread that delivers asks it, and another one beside
 * it.
 */
public final class RevocationCheck implements BooleanSupplier {

	private final LongSupplier epoch;

	private final Supplier<Instant> until;

	private final Supplier<Optional<RefusalReason>> again;

	private final Consumer<RefusalReason> record;

	private final Clock clock;

	private volatile Runnable cutOff = () -> {
	};

	private long seen;

	private Optional<RefusalReason> taken = Optional.empty();

	/**
	 * A watch.
	 * @param seen the epoch before the decision
	 * @param epoch grows with every revocation
	 * @param until when what was decided ends by itself
	 * @param again decides again; empty if it may go on
	 * @param record records that it was revoked
	 */
	public RevocationCheck(long seen, LongSupplier epoch, Supplier<Instant> until,
			Supplier<Optional<RefusalReason>> again, Consumer<RefusalReason> record, Clock clock) {
		this.seen = seen;
		this.epoch = epoch;
		this.until = until;
		this.again = again;
		this.record = record;
		this.clock = clock;
	}

	/**
	 * Aborts the call at once where another thread checks than the one that delivers; it
	 * does not wait for the record.
	 */
	public void cutOff(Runnable end) {
		this.cutOff = end;
	}

	/**
	 * Whether it was revoked. It stays so, even if that could not be recorded.
	 * @throws AuditFailed if it could not be
	 */
	@Override
	public synchronized boolean getAsBoolean() {
		if (this.taken.isEmpty()) {
			long now = this.epoch.getAsLong();
			if (now != this.seen || !this.clock.instant().isBefore(this.until.get())) {
				this.seen = now;
				this.taken = this.again.get();
				if (this.taken.isPresent()) {
					this.cutOff.run();
					this.record.accept(this.taken.get());
				}
			}
		}
		return this.taken.isPresent();
	}

	/** Why it was revoked. */
	public synchronized RefusalReason reason() {
		return this.taken.orElse(RefusalReason.GRANT_REVOKED);
	}

}
