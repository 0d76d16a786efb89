package org.shuyuan.gateway.intake;

import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import org.shuyuan.gateway.negativelist.ContentRule;
import org.shuyuan.gateway.objects.ObjectStore;
import org.shuyuan.gateway.versions.Claim;
import org.shuyuan.gateway.versions.InspectionQueue;
import org.shuyuan.gateway.versions.Outcome;
import org.shuyuan.gateway.versions.Publishing;
import org.shuyuan.gateway.versions.Reason;
import org.shuyuan.gateway.versions.Registrations;
import org.shuyuan.gateway.versions.VersionState;
import org.shuyuan.gateway.versions.VersionStore;
import org.shuyuan.gateway.versions.Waiting;
import org.shuyuan.operations.Figures;
import org.shuyuan.vocab.DistributionKind;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import org.springframework.context.SmartLifecycle;
import org.springframework.dao.DataAccessException;
import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.stereotype.Component;
import org.springframework.transaction.CannotCreateTransactionException;

/**
 * Looks at uploads, one after the other, in the background. Where it stood is in SQL:
 * after a crash it begins again with what was not finished.
 */
@Component
class IntakeWorker implements SmartLifecycle {

	private static final Logger LOG = LoggerFactory.getLogger(IntakeWorker.class);

	private static final int MOST_ATTEMPTS = 3;

	/** Formats of data, in which text is read as a table. */
	private static final Set<String> DATA = Set.of("csv", "tsv", "json", "ndjson", "geojson", "xlsx", "xls", "ods",
			"jsonld", "xml", "parquet");

	private final InspectionQueue queue;

	private final VersionStore versions;

	private final Publishing publishing;

	private final ObjectStore objects;

	private final Inspection inspection;

	private final Registrations registrations;

	private final MeterRegistry meters;

	private final Semaphore work = new Semaphore(0);

	private volatile boolean running;

	private volatile Thread thread = Thread.ofPlatform().unstarted(() -> {
	});

	IntakeWorker(InspectionQueue queue, VersionStore versions, Publishing publishing, ObjectStore objects,
			Inspection inspection, Registrations registrations, MeterRegistry meters) {
		this.registrations = registrations;
		this.queue = queue;
		this.versions = versions;
		this.publishing = publishing;
		this.objects = objects;
		this.inspection = inspection;
		this.meters = meters;
		Figures<Long> waiting = new Figures<>(queue::length);
		Gauge.builder("shuyuan.intake.waiting", () -> waiting.get(Long::doubleValue))
			.description("Uploads that wait to be looked at, and those being looked at")
			.register(meters);
		List.of(VersionState.AVAILABLE, VersionState.REFUSED, VersionState.FAILED).forEach(this::looked);
		List.of(ContentRule.values()).forEach((rule) -> hits(rule.code()));
	}

	/** Something has come. */
	void wake() {
		this.work.release();
	}

	@Override
	public void start() {
		this.running = true;
		this.thread = Thread.ofPlatform().name("gateway-intake").daemon().start(this::run);
	}

	private void run() {
		while (this.running) {
			try {
				this.queue.resume();
				while (this.running && next()) {
					this.work.drainPermits();
				}
				this.publishing.reconcile();
				this.work.tryAcquire(2, TimeUnit.SECONDS);
			}
			catch (InterruptedException stopped) {
				return;
			}
			catch (DataAccessException | CannotCreateTransactionException unreachable) {
				LOG.warn("The storage does not answer", unreachable);
				pause();
			}
			catch (RuntimeException failure) {
				LOG.error("Uploads are looked at again in a moment", failure);
				pause();
			}
		}
	}

	private void pause() {
		try {
			// a storage that does not answer says nothing when it does again
			TimeUnit.SECONDS.sleep(1);
		}
		catch (InterruptedException stopped) {
			this.running = false;
		}
	}

	/**
	 * Looks at the version that has waited longest.
	 * @return false if none waits
	 */
	boolean next() {
		Optional<Claim> claimed = this.queue.claim();
		if (claimed.isEmpty()) {
			return false;
		}
		try (Claim claim = claimed.get()) {
			Waiting version = claim.version();
			long began = System.nanoTime();
			Outcome outcome = look(version);
			if (outcome.state() == VersionState.REFUSED) {
				discard(version, Objects.requireNonNull(outcome.reason()));
			}
			else if (outcome.state() == VersionState.AVAILABLE) {
				retain(version);
			}
			this.publishing.complete(version, outcome);
			measure(outcome, System.nanoTime() - began);
		}
		return true;
	}

	private void measure(Outcome outcome, long nanoseconds) {
		looked(outcome.state()).record(nanoseconds, TimeUnit.NANOSECONDS);
		outcome.findings().forEach((finding) -> hits(finding.rule()).increment());
	}

	private Timer looked(VersionState outcome) {
		return Timer.builder("shuyuan.intake")
			.description("How long looking at an upload takes, by what came of it")
			.tag("outcome", outcome.name().toLowerCase(Locale.ROOT))
			.register(this.meters);
	}

	private Counter hits(String rule) {
		return Counter.builder("shuyuan.negative.list.hits")
			.description("Hits of the negative list in uploads, by rule")
			.tag("rule", rule)
			.register(this.meters);
	}

	private Outcome look(Waiting waiting) {
		if (waiting.attempts() > MOST_ATTEMPTS) {
			return failed("crashed", "多次处理均中断", "Looking at it broke off again and again");
		}
		try {
			return this.inspection.inspect(waiting, isDocument(waiting));
		}
		catch (DataAccessResourceFailureException unreachable) {
			this.queue.putBack(waiting);
			throw unreachable;
		}
		catch (NoSuchFileException gone) {
			return this.versions.findRefusal(waiting.sha256())
				.map((reason) -> new Outcome(VersionState.REFUSED, null, null, null, reason, List.of()))
				.orElseGet(() -> failed("bytes-missing", "原始数据缺失，请重新上传", "The bytes are missing; upload them again"));
		}
		catch (IOException | RuntimeException | OutOfMemoryError failure) {
			LOG.error("Version {} of {} could not be looked at", waiting.version(), waiting.distribution(), failure);
			return failed("processing-failed", "处理失败，请稍后重新上传", "It could not be processed; upload it again later");
		}
	}

	/**
	 * Whether what was registered is a file as it is, and not data in a file: by its
	 * format, or by how the upload is called.
	 */
	private boolean isDocument(Waiting waiting) {
		return this.registrations.distribution(waiting.distribution())
			.filter((each) -> each.kind() == DistributionKind.FILE)
			.filter((each) -> waiting.filename().toLowerCase(Locale.ROOT).matches(".*\\.(txt|md|text)")
					|| !DATA.contains(Objects.requireNonNullElse(each.format(), "")))
			.isPresent();
	}

	private static Outcome failed(String code, String zh, String en) {
		return new Outcome(VersionState.FAILED, null, null, null, new Reason(code, zh, en), List.of());
	}

	/**
	 * First whoever else has the bytes, then the bytes, then the record: a marked file
	 * does not survive a crash in between. It waits for as long as its bytes cannot be
	 * removed.
	 */
	private void discard(Waiting waiting, Reason reason) {
		try {
			this.publishing.withdraw(waiting.sha256(), reason);
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

	private void retain(Waiting waiting) {
		try {
			this.objects.retain(waiting.sha256());
		}
		catch (DataAccessResourceFailureException unreachable) {
			this.queue.putBack(waiting);
			throw unreachable;
		}
	}

	@Override
	public void stop() {
		this.running = false;
		this.thread.interrupt();
		try {
			this.thread.join(TimeUnit.SECONDS.toMillis(5));
		}
		catch (InterruptedException interrupted) {
			Thread.currentThread().interrupt();
		}
	}

	@Override
	public boolean isRunning() {
		return this.running;
	}

}
