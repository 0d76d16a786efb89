package org.shuyuan.support.ledger;

import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import org.shuyuan.support.ledger.chain.LedgerSigningKey;
import org.shuyuan.support.ledger.chain.LedgerStore;
import org.shuyuan.support.ledger.chain.RetainedCheckpoints;
import org.shuyuan.support.ledger.chain.TrustedKeys;
import org.shuyuan.support.ledger.chain.Verification;
import org.shuyuan.support.task.BackgroundTask;
import org.shuyuan.support.task.Backoff;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Verifies a stored ledger, soon after the start and every hour, by the platform's own
 * key.
 */
final class LedgerCheck {

	private static final Logger LOG = LoggerFactory.getLogger(LedgerCheck.class);

	private static final Duration FIRST = Duration.ofSeconds(30);

	private static final Duration EVERY = Duration.ofHours(1);

	private static final Backoff BACKOFF = new Backoff(Duration.ofSeconds(30), EVERY);

	/** A step is in the chain well within this time. */
	private static final Duration LONGEST_UNSEALED = Duration.ofMinutes(1);

	private final String origin;

	private final LedgerExport export;

	private final LedgerStore store;

	private final StepComparison steps;

	private final LedgerSigningKey key;

	private final Clock clock;

	private volatile Optional<String> broken = Optional.empty();

	private final BackgroundTask task;

	LedgerCheck(String origin, String schema, LedgerExport export, LedgerStore store, StepComparison steps,
			LedgerSigningKey key, Clock clock, MeterRegistry meters) {
		this.origin = origin;
		this.export = export;
		this.store = store;
		this.steps = steps;
		this.key = key;
		this.clock = clock;
		this.task = new BackgroundTask(schema + "-ledger-check", this::check, EVERY, BACKOFF).withFirstPause(FIRST);
		this.task.bindTo(meters);
		Gauge.builder("shuyuan.audit.broken", this, (check) -> check.broken.isPresent() ? 1 : 0)
			.description("1 where the ledger did not verify when it was last looked at")
			.tag("ledger", schema)
			.register(meters);
	}

	/** Verifies now; the result is reported from then on. */
	void check() {
		Optional<String> found = verify().or(this.steps::difference);
		found.ifPresent((what) -> LOG.error("The ledger {} is broken: {}", this.origin, what));
		this.broken = found;
	}

	private Optional<String> verify() {
		Verification verification = new Verification(TrustedKeys.of(this.key), new RetainedCheckpoints());
		List<String> broken = new ArrayList<>();
		long[] number = new long[1];
		this.export.write((line) -> {
			number[0]++;
			if (broken.isEmpty()) {
				verification.line(line).ifPresent((what) -> broken.add("at line %d: %s".formatted(number[0], what)));
			}
		});
		return broken.stream().findFirst().or(verification::whole);
	}

	/** What failed its last verification, or waits too long. */
	Optional<String> broken() {
		return this.broken.or(() -> this.store.oldestUnsealed()
			.filter((at) -> at.isBefore(this.clock.instant().minus(LONGEST_UNSEALED)))
			.map((at) -> "steps of processes since %s are not in the chain".formatted(at)));
	}

	void start() {
		this.task.start();
	}

	void stop() {
		this.task.stop();
	}

}
