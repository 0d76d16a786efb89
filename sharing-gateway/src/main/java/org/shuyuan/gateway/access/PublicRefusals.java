package org.shuyuan.gateway.access;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;

import org.jspecify.annotations.Nullable;
import org.shuyuan.gateway.audit.AuditFailed;
import org.shuyuan.gateway.audit.AuditRecord;
import org.shuyuan.gateway.audit.Ledger;
import org.shuyuan.support.task.BackgroundTask;
import org.shuyuan.support.task.Backoff;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import org.springframework.beans.factory.DisposableBean;
import org.springframework.context.annotation.Bean;
import org.springframework.stereotype.Component;

/**
 * Bounds how much refusals to the public make the ledger grow. As a rule each is recorded
 * by itself; where they come faster than a rate, those of one kind are counted, and one
 * record each minute says how many they were.
 */
@Component
class PublicRefusals implements DisposableBean {

	private static final Logger LOG = LoggerFactory.getLogger(PublicRefusals.class);

	/** Records that may follow without delay. */
	private static final int BURST = 500;

	/** After which there is room for one more. */
	private static final Duration EACH = Duration.ofSeconds(1);

	private static final Duration TERM = Duration.ofMinutes(1);

	private final Ledger ledger;

	private final Clock clock;

	private final Map<Kind, Counted> counted = new HashMap<>();

	private double room = BURST;

	private Instant filled;

	PublicRefusals(Ledger ledger, Clock clock) {
		this.ledger = ledger;
		this.clock = clock;
		this.filled = clock.instant();
	}

	@Bean
	BackgroundTask publicRefusalTask() {
		return new BackgroundTask("gateway-public-refusals", this::flush, TERM, new Backoff(TERM, TERM))
			.withFirstPause(TERM);
	}

	/**
	 * Records a refusal, or counts it.
	 * @return the number of the record that includes it
	 * @throws AuditFailed if it could not be recorded
	 */
	String record(AuditRecord refusal) {
		if (refusal.subject().equals("public") && refusal.outcome().equals("refuse") && !mayRecord()) {
			return count(refusal);
		}
		this.ledger.record(refusal);
		return refusal.id();
	}

	private synchronized boolean mayRecord() {
		Instant now = this.clock.instant();
		double more = (double) Duration.between(this.filled, now).toMillis() / EACH.toMillis();
		this.room = Math.min(BURST, this.room + Math.max(0, more));
		this.filled = now;
		if (this.room < 1) {
			return false;
		}
		this.room--;
		return true;
	}

	/** The record is made when the term is over; its number is known now. */
	private synchronized String count(AuditRecord refusal) {
		Counted counted = this.counted.computeIfAbsent(
				new Kind(Objects.requireNonNullElse(refusal.reason(), ""), refusal.action()),
				(_) -> new Counted(refusal.id()));
		counted.times++;
		return counted.number;
	}

	/** Records what was counted; what cannot be recorded is counted on. */
	void flush() {
		for (Map.Entry<Kind, Counted> each : taken().entrySet()) {
			Kind kind = each.getKey();
			Counted refusals = each.getValue();
			try {
				this.ledger
					.record(AuditRecord.of(refusals.number, this.clock.instant(), "public", "refuse", kind.action)
						.reason(kind.reason)
						.count(refusals.times)
						.build());
			}
			catch (AuditFailed ex) {
				LOG.warn("{} refusals to the public are not recorded yet", refusals.times, ex);
				putBack(kind, refusals);
			}
		}
	}

	private synchronized Map<Kind, Counted> taken() {
		Map<Kind, Counted> taken = Map.copyOf(this.counted);
		this.counted.clear();
		return taken;
	}

	private synchronized void putBack(Kind kind, Counted refusals) {
		@Nullable Counted newer = this.counted.put(kind, refusals);
		if (newer != null) {
			refusals.times += newer.times;
		}
	}

	@Override
	public void destroy() {
		flush();
	}

	private record Kind(String reason, String action) {
	}

	private static final class Counted {

		private final String number;

		private long times;

		Counted(String number) {
			this.number = number;
		}

	}

}
