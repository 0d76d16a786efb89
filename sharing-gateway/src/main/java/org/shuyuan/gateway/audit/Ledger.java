package org.shuyuan.gateway.audit;

import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import org.shuyuan.support.ledger.LedgerFailed;
import org.shuyuan.support.ledger.ProcessLedger;
import org.shuyuan.support.ledger.chain.LedgerRecord;
import org.shuyuan.vocab.identifier.RequestId;
import tools.jackson.databind.json.JsonMapper;

import org.springframework.stereotype.Component;

/**
 * Records decisions in the gateway's ledger, each before anything follows from it.
 */
@Component
public class Ledger {

	private static final Duration[] BUCKETS = Stream.of(1, 2, 5, 10, 25, 50, 100, 500, 2000)
		.map(Duration::ofMillis)
		.toArray(Duration[]::new);

	private final ProcessLedger ledger;

	private final JsonMapper json;

	private final MeterRegistry meters;

	private final Timer appended;

	private final Counter failures;

	Ledger(ProcessLedger gatewayLedger, JsonMapper json, MeterRegistry meters) {
		this.ledger = gatewayLedger;
		this.json = json;
		this.meters = meters;
		this.appended = Timer.builder("shuyuan.audit.append")
			.description("How long a decision waits until it is durable")
			.serviceLevelObjectives(BUCKETS)
			.register(meters);
		this.failures = Counter.builder("shuyuan.audit.failures")
			.description("Decisions that could not be recorded, so that nothing was released")
			.register(meters);
		decisions("permit", "none");
	}

	/** A number for a decision. */
	public static String number() {
		return RequestId.random().value();
	}

	/**
	 * Records a decision; when this returns it is durable.
	 * @throws AuditFailed if it could not be recorded; nothing may then be released
	 */
	public void record(AuditRecord decision) {
		long began = System.nanoTime();
		try {
			this.ledger.append(new LedgerRecord(decision.id(), decision.at(), decision.subject(), decision.agency(),
					decision.outcome(), decision.reason(), decision.entry(), decision.distribution(),
					decision.provider(), null, this.json.writeValueAsString(decision)));
		}
		catch (LedgerFailed ex) {
			this.failures.increment();
			throw new AuditFailed(ex);
		}
		this.appended.record(System.nanoTime() - began, TimeUnit.NANOSECONDS);
		decisions(decision.outcome(), Objects.requireNonNullElse(decision.reason(), "none")).increment();
	}

	private Counter decisions(String outcome, String reason) {
		return Counter.builder("shuyuan.decisions")
			.description("Decisions as recorded, by outcome and reason")
			.tag("outcome", outcome)
			.tag("reason", reason)
			.register(this.meters);
	}

}
