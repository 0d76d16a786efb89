package org.shuyuan.gateway.intake;

import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import org.shuyuan.gateway.inspection.InspectionResult;
import org.shuyuan.gateway.inspection.PendingVersion;
import org.shuyuan.gateway.inspection.VersionReason;
import org.shuyuan.gateway.inspection.VersionState;
import org.shuyuan.gateway.intake.content.TimeLimit;
import org.shuyuan.gateway.intake.reading.TableChoice;
import org.shuyuan.gateway.negativelist.ContentRule;
import org.shuyuan.gateway.objects.ObjectStore;
import org.shuyuan.gateway.publication.VersionPublisher;
import org.shuyuan.gateway.queue.InspectionLease;
import org.shuyuan.gateway.queue.InspectionQueue;
import org.shuyuan.gateway.queue.OrphanedObjects;
import org.shuyuan.gateway.versions.DistributionOwners;
import org.shuyuan.gateway.versions.VersionStore;
import org.shuyuan.observability.AsyncGauge;
import org.shuyuan.support.task.BackgroundTask;
import org.shuyuan.support.task.BackgroundTasks;
import org.shuyuan.support.task.Backoff;
import org.shuyuan.support.task.Interrupt;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import org.springframework.context.annotation.Bean;
import org.springframework.dao.DataAccessException;
import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.stereotype.Component;
import org.springframework.transaction.CannotCreateTransactionException;

/**
 * Inspects uploads in the background, several at once: in turns, so that no agency waits
 * for all that another has sent, and large ones one at a time, so that a small one never
 * waits for them. Where it stood is in SQL: after a crash it begins again with what was
 * not finished.
 */
@Component
class IntakeWorker {

	private static final Logger LOG = LoggerFactory.getLogger(IntakeWorker.class);

	private static final Duration PAUSE = Duration.ofSeconds(2);

	private static final int MOST_ATTEMPTS = 3;

	/** What all but one worker inspect. */
	private static final long SMALL = 32L << 20;

	private final InspectionQueue queue;

	private final VersionStore versions;

	private final VersionPublisher versionPublisher;

	private final ObjectStore objects;

	private final Inspection inspection;

	private final DistributionOwners distributionOwners;

	private final DocumentKind documents;

	private final MeterRegistry meters;

	private final OrphanedObjects orphanedObjects;

	private final IntakeProperties properties;

	private final BackgroundTasks tasks;

	IntakeWorker(InspectionQueue queue, VersionStore versions, VersionPublisher versionPublisher, ObjectStore objects,
			OrphanedObjects orphanedObjects, Inspection inspection, DistributionOwners distributionOwners,
			DocumentKind documents, IntakeProperties properties, MeterRegistry meters) {
		this.documents = documents;
		this.distributionOwners = distributionOwners;
		this.queue = queue;
		this.versions = versions;
		this.versionPublisher = versionPublisher;
		this.objects = objects;
		this.orphanedObjects = orphanedObjects;
		this.inspection = inspection;
		this.properties = properties;
		this.tasks = new BackgroundTasks(IntStream.range(0, properties.workers()).mapToObj(this::task).toList());
		this.meters = meters;
		AsyncGauge<Long> waiting = new AsyncGauge<>(queue::length);
		Gauge.builder("shuyuan.intake.waiting", () -> waiting.get(Long::doubleValue))
			.description("Uploads waiting for inspection or under inspection")
			.register(meters);
		List.of(VersionState.AVAILABLE, VersionState.WAITING, VersionState.REFUSED, VersionState.FAILED)
			.forEach(this::looked);
		List.of(ContentRule.values()).forEach((rule) -> hits(rule.code()));
	}

	/** Something has come. */
	void wake() {
		this.tasks.wake();
	}

	@Bean
	BackgroundTasks intakeTasks() {
		return this.tasks;
	}

	private BackgroundTask task(int worker) {
		return new BackgroundTask("gateway-intake-" + worker, () -> run(worker), Backoff.QUICK)
			.withInterrupt(Interrupt.ALWAYS);
	}

	/** The first worker also resumes what a crash has left, and reconciles. */
	private Duration run(int worker) throws InterruptedException {
		if (worker == 0) {
			this.queue.resume();
		}
		if (next(worker)) {
			return Duration.ZERO;
		}
		if (worker == 0) {
			this.versionPublisher.reconcile();
		}
		return PAUSE;
	}

	/**
	 * Inspects the next version. It keeps waiting while the catalogue is unreachable and
	 * what to compare it with is unknown.
	 * @return false if none can be inspected
	 */
	boolean next() throws InterruptedException {
		return look(this.queue.claim());
	}

	private boolean next(int worker) throws InterruptedException {
		int most = Math.max(1, this.properties.workers() - 1);
		return look(this.queue.claim((worker == 0) ? Long.MAX_VALUE : SMALL, most));
	}

	private boolean look(Optional<InspectionLease> claimed) throws InterruptedException {
		if (claimed.isEmpty()) {
			return false;
		}
		try (InspectionLease inspectionLease = claimed.get()) {
			PendingVersion version = inspectionLease.version();
			if (this.distributionOwners.stale() && this.distributionOwners.known(version.distribution()).isEmpty()) {
				this.queue.putBack(version);
				return false;
			}
			long began = System.nanoTime();
			InspectionResult outcome = look(version);
			if (outcome.state() == VersionState.REFUSED && !version.nameMarked()) {
				discard(version, Objects.requireNonNull(outcome.reason()));
			}
			else if (outcome.state() == VersionState.AVAILABLE) {
				retain(version);
			}
			VersionState state = this.versionPublisher.complete(version, outcome);
			if (version.nameMarked()) {
				discardAlone(version);
			}
			measure(state, outcome, System.nanoTime() - began);
		}
		// another worker may have passed over what this agency has sent
		wake();
		return true;
	}

	private void measure(VersionState state, InspectionResult outcome, long nanoseconds) {
		looked(state).record(nanoseconds, TimeUnit.NANOSECONDS);
		outcome.findings().forEach((finding) -> hits(finding.rule()).increment());
	}

	private Timer looked(VersionState outcome) {
		return Timer.builder("shuyuan.intake")
			.description("Duration of an upload's inspection, by outcome")
			.tag("outcome", outcome.name().toLowerCase(Locale.ROOT))
			.register(this.meters);
	}

	private Counter hits(String rule) {
		return Counter.builder("shuyuan.negative.list.hits")
			.description("Negative-list hits in uploads, by rule")
			.tag("rule", rule)
			.register(this.meters);
	}

	private InspectionResult look(PendingVersion waiting) throws InterruptedException {
		if (waiting.attempts() > MOST_ATTEMPTS) {
			return failed("crashed", "多次处理均中断", "Its inspection failed repeatedly");
		}
		try {
			return new TimeLimit(this.properties.timeLimit()).call(Thread.currentThread().getName() + "-inspection",
					() -> this.inspection.inspect(waiting, this.documents.isDocument(waiting),
							TableChoice.of(this.distributionOwners.items(waiting.distribution()))));
		}
		catch (InterruptedException stopped) {
			this.queue.putBack(waiting);
			throw stopped;
		}
		catch (TimeLimit.Exceeded late) {
			LOG.warn("Version {} of {} took longer than {}", waiting.version(), waiting.distribution(),
					this.properties.timeLimit());
			long minutes = Math.max(1, this.properties.timeLimit().toMinutes());
			return failed("time-limit", "处理超过 %d 分钟的时限，已停止；请拆分或简化后重新上传".formatted(minutes),
					"Its inspection took longer than %d minutes and was stopped; split it or make it simpler, and upload it again"
						.formatted(minutes));
		}
		catch (DataAccessResourceFailureException unreachable) {
			this.queue.putBack(waiting);
			throw unreachable;
		}
		catch (NoSuchFileException gone) {
			return this.versions.findRefusal(waiting.sha256())
				.map((versionReason) -> InspectionResult.unread(VersionState.REFUSED, versionReason))
				.orElseGet(() -> failed("bytes-missing", "原始数据缺失，请重新上传", "The bytes are missing; upload them again"));
		}
		catch (IOException | RuntimeException | OutOfMemoryError failure) {
			LOG.error("Version {} of {} could not be inspected", waiting.version(), waiting.distribution(), failure);
			return failed("processing-failed", "处理失败，请稍后重新上传", "It could not be processed; upload it again later");
		}
	}

	private static InspectionResult failed(String code, String zh, String en) {
		return InspectionResult.unread(VersionState.FAILED, new VersionReason(code, zh, en));
	}

	/**
	 * First the other versions with these bytes, then the bytes, then the record: a
	 * marked file does not survive a crash in between. It waits for as long as its bytes
	 * cannot be removed.
	 */
	private void discard(PendingVersion waiting, VersionReason versionReason) {
		try {
			this.versionPublisher.withdraw(waiting.sha256(), versionReason);
			this.objects.delete(waiting.sha256());
		}
		catch (DataAccessException | CannotCreateTransactionException unreachable) {
			this.queue.putBack(waiting);
			throw unreachable;
		}
		catch (IOException failure) {
			this.queue.putBack(waiting);
			throw new DataAccessResourceFailureException("A refused file cannot be removed", failure);
		}
	}

	/** The bytes carry no marking: other versions with them keep them. */
	private void discardAlone(PendingVersion waiting) {
		try {
			this.orphanedObjects.discard(waiting.sha256());
		}
		catch (IOException failure) {
			LOG.warn("The daily sweep removes what cannot be removed now", failure);
		}
	}

	private void retain(PendingVersion waiting) {
		try {
			this.objects.retain(waiting.sha256());
		}
		catch (DataAccessResourceFailureException unreachable) {
			this.queue.putBack(waiting);
			throw unreachable;
		}
	}

}
