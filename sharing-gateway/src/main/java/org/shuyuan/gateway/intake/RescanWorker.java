package org.shuyuan.gateway.intake;

import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.time.Duration;
import java.util.Optional;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import org.jspecify.annotations.Nullable;
import org.shuyuan.gateway.audit.Recipients;
import org.shuyuan.gateway.columns.TableProfile;
import org.shuyuan.gateway.inspection.InspectionResult;
import org.shuyuan.gateway.inspection.PendingVersion;
import org.shuyuan.gateway.inspection.ScanResult;
import org.shuyuan.gateway.inspection.VersionState;
import org.shuyuan.gateway.intake.content.TimeLimit;
import org.shuyuan.gateway.intake.reading.TableChoice;
import org.shuyuan.gateway.objects.ObjectStore;
import org.shuyuan.gateway.publication.VersionPublisher;
import org.shuyuan.gateway.queue.RescanQueue;
import org.shuyuan.gateway.tables.Tables;
import org.shuyuan.gateway.versions.DataVersion;
import org.shuyuan.gateway.versions.TableId;
import org.shuyuan.gateway.versions.VersionStore;
import org.shuyuan.observability.AsyncGauge;
import org.shuyuan.support.task.BackgroundTask;
import org.shuyuan.support.task.Backoff;
import org.shuyuan.support.task.Interrupt;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import org.springframework.context.annotation.Bean;
import org.springframework.stereotype.Component;

/**
 * Scans stored versions again when the content rules have changed, one after the other in
 * the background of one instance. Its position is in SQL.
 */
@Component
class RescanWorker {

	private static final Logger LOG = LoggerFactory.getLogger(RescanWorker.class);

	private static final int MOST_ATTEMPTS = 3;

	private static final Duration PAUSE = Duration.ofSeconds(10);

	private final RescanQueue queue;

	private final VersionStore versions;

	private final VersionPublisher versionPublisher;

	private final ObjectStore objects;

	private final Tables tables;

	private final Inspection inspection;

	private final DocumentKind documents;

	private final IntakeProperties properties;

	private final Recipients recipients;

	private final Counter recalled;

	private final BackgroundTask task = new BackgroundTask("gateway-rescan", this::round, PAUSE,
			new Backoff(Duration.ofSeconds(1), PAUSE))
		.withInterrupt(Interrupt.ALWAYS);

	RescanWorker(RescanQueue queue, VersionStore versions, VersionPublisher versionPublisher, ObjectStore objects,
			Tables tables, Inspection inspection, DocumentKind documents, IntakeProperties properties,
			Recipients recipients, MeterRegistry meters) {
		this.documents = documents;
		this.properties = properties;
		this.queue = queue;
		this.versions = versions;
		this.versionPublisher = versionPublisher;
		this.objects = objects;
		this.tables = tables;
		this.inspection = inspection.scanning();
		this.recipients = recipients;
		AsyncGauge<Long> left = new AsyncGauge<>(queue::left);
		Gauge.builder("shuyuan.rescan.remaining", () -> left.get(Long::doubleValue))
			.description("Stored versions still to be scanned under the current content rules")
			.register(meters);
		this.recalled = Counter.builder("shuyuan.rescan.recalled")
			.description("Stored versions that were recalled because they violate newer content rules")
			.register(meters);
	}

	/** There may be something to scan. */
	void wake() {
		this.task.wake();
	}

	@Bean
	BackgroundTask rescanTask() {
		return this.task;
	}

	/** Scans all that is due, unless another instance does. */
	void round() {
		this.queue.addOutdated();
		if (this.queue.left() > 0) {
			this.queue.alone(this::scanAll);
		}
	}

	private void scanAll() {
		try {
			while (this.task.isRunning() && next()) {
				LOG.debug("A stored version was scanned");
			}
		}
		catch (InterruptedException stopped) {
			Thread.currentThread().interrupt();
		}
	}

	private boolean next() throws InterruptedException {
		Optional<PendingVersion> next = this.queue.next();
		if (next.isEmpty()) {
			return false;
		}
		PendingVersion version = next.get();
		Optional<DataVersion> stored = this.versions.find(version.distribution(), version.version());
		VersionState state = stored.map(DataVersion::state).orElse(VersionState.FAILED);
		if (state != VersionState.AVAILABLE && state != VersionState.WAITING && state != VersionState.REFUSED) {
			this.queue.drop(version);
			return true;
		}
		ScanResult scan = (state == VersionState.REFUSED) ? new ScanResult(Inspection.markedFindings())
				: scan(version, stored.map(DataVersion::profile).orElse(null));
		if (this.versionPublisher.rescanned(version, scan,
				(taken, from, to) -> this.recipients.of(taken.entry(), taken.distribution(), from, to))) {
			this.recalled.increment();
			LOG.warn("Version {} of {} violates the current content rules", version.version(), version.distribution());
		}
		return true;
	}

	private ScanResult scan(PendingVersion version, @Nullable TableProfile onRecord) throws InterruptedException {
		if (version.attempts() > MOST_ATTEMPTS) {
			return new ScanResult(Inspection.unreadable());
		}
		try {
			InspectionResult inspectionResult = new TimeLimit(this.properties.timeLimit())
				.call("gateway-rescan-inspection", () -> this.inspection.inspect(version,
						this.documents.isDocument(version), TableChoice.of(onRecord)));
			if (inspectionResult.state() == VersionState.REFUSED) {
				discard(version, onRecord);
			}
			return new ScanResult(inspectionResult.findings(), inspectionResult.undescribed());
		}
		catch (NoSuchFileException | TimeLimit.Exceeded unknown) {
			LOG.warn("Version {} of {} could not be scanned", version.version(), version.distribution(), unknown);
			return new ScanResult(Inspection.unreadable());
		}
		catch (IOException failure) {
			throw new IllegalStateException("A stored version could not be read", failure);
		}
	}

	/** First the versions with these bytes, then the bytes, then the record. */
	private void discard(PendingVersion version, @Nullable TableProfile onRecord) throws IOException {
		this.versionPublisher.withdraw(version.sha256(), Inspection.marking());
		this.tables.delete(new TableId(version.sha256(), (onRecord != null) ? onRecord.part() : null).value());
		this.objects.delete(version.sha256());
	}

}
