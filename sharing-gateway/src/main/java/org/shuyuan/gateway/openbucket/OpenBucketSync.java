package org.shuyuan.gateway.openbucket;

import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.stream.Collectors;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import org.shuyuan.gateway.objects.OpenBucket;
import org.shuyuan.gateway.objects.OpenCopy;
import org.shuyuan.gateway.openbucket.OpenCopyStore.Count;
import org.shuyuan.gateway.openbucket.OpenCopyStore.Known;
import org.shuyuan.gateway.revocation.Revocations;
import org.shuyuan.gateway.versions.DataVersion;
import org.shuyuan.observability.AsyncGauge;
import org.shuyuan.support.task.BackgroundTask;
import org.shuyuan.support.task.BackgroundTasks;
import org.shuyuan.support.task.Backoff;
import org.shuyuan.support.task.Interrupt;
import org.shuyuan.vocab.identifier.DistributionId;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.context.annotation.Bean;
import org.springframework.stereotype.Component;

/**
 * Keeps the open bucket in sync with what is open to anyone. Nothing is copied there
 * before it is published and found clean; what is revoked goes onto a durable list, and
 * is removed before anything is added. Any instance does what is to be done.
 */
@Component
public class OpenBucketSync {

	private static final Logger LOG = LoggerFactory.getLogger(OpenBucketSync.class);

	private static final int BATCH = 1000;

	private static final Duration PAUSE = Duration.ofSeconds(1);

	private static final Backoff BACKOFF = new Backoff(PAUSE, Duration.ofSeconds(5));

	private static final Duration SWEEP = Duration.ofHours(1);

	private static final Duration SWEEP_AGAIN = Duration.ofMinutes(1);

	private final Optional<OpenBucket> bucket;

	private final PublicFiles files;

	private final OpenCopyStore copies;

	/** Of which something changed, and whose copies may have to leave. */
	private final Set<DistributionId> toClose = ConcurrentHashMap.newKeySet();

	/** Of which something changed, and which may have to come. */
	private final Set<DistributionId> toOpen = ConcurrentHashMap.newKeySet();

	private final BackgroundTasks tasks;

	private long sweepAt = System.nanoTime();

	OpenBucketSync(ObjectProvider<OpenBucket> bucket, PublicFiles files, OpenCopyStore copies, Revocations revocations,
			MeterRegistry meters) {
		this.bucket = Optional.ofNullable(bucket.getIfAvailable());
		this.files = files;
		this.copies = copies;
		if (this.bucket.isPresent()) {
			files.listen(this.toClose::add);
			files.listen(this.toOpen::add);
		}
		BackgroundTask leaving = task("gateway-open-leaving", this::clear);
		this.tasks = new BackgroundTasks(List.of(leaving, task("gateway-open-coming", this::fillAgain)));
		revocations.listen(leaving::wake);
		AsyncGauge<Count> counted = new AsyncGauge<>(copies::count);
		gauge("placed", () -> counted.get(Count::standing), meters);
		gauge("leaving", () -> counted.get(Count::leaving), meters);
	}

	/**
	 * Where else a file can be had, for a minute: only what is open to anyone at this
	 * moment, and only where the settings send readers there.
	 * @param as the header {@code Content-Disposition} of the answer
	 */
	public Optional<URI> link(DataVersion data, String as) {
		OpenCopy copy = new OpenCopy(data.distribution(), data.sha256());
		return this.bucket.filter((_) -> isPublic(copy))
			.filter((_) -> this.copies.find(copy).filter(Known::stands).isPresent())
			.flatMap((open) -> open.link(copy, as,
					Objects.requireNonNullElse(data.mediaType(), "application/octet-stream")));
	}

	private static void gauge(String state, Supplier<Number> count, MeterRegistry meters) {
		Gauge.builder("shuyuan.open.copies", count)
			.description("Copies in the open bucket, and those still to be removed")
			.tag("state", state)
			.register(meters);
	}

	/** Removes everything that is no longer open to anyone. */
	void clear() {
		changed(this.toClose, this::close);
		each(this.copies.leaving(), this::remove);
	}

	/** Adds everything that is open to anyone by now. */
	void fill() {
		changed(this.toOpen, this::open);
	}

	/** What fails is retried in the next round. */
	private static void changed(Set<DistributionId> distributions, Consumer<List<DistributionId>> work) {
		List<DistributionId> taken = List.copyOf(distributions);
		taken.forEach(distributions::remove);
		for (int from = 0; from < taken.size(); from += BATCH) {
			try {
				work.accept(taken.subList(from, Math.min(from + BATCH, taken.size())));
			}
			catch (RuntimeException | OutOfMemoryError | StackOverflowError failure) {
				distributions.addAll(taken.subList(from, taken.size()));
				throw failure;
			}
		}
	}

	private void close(List<DistributionId> changed) {
		List<OpenCopy> closed = this.copies.of(changed)
			.stream()
			.filter((each) -> !each.leaving())
			.map(Known::copy)
			.filter((copy) -> !isPublic(copy))
			.toList();
		if (!closed.isEmpty() && this.files.upToDate()) {
			closed.stream().filter((copy) -> !isPublic(copy)).forEach(this.copies::giveUp);
		}
		else {
			closed.forEach((copy) -> this.toClose.add(copy.distribution()));
		}
	}

	private void open(List<DistributionId> changed) {
		List<OpenCopy> open = changed.stream().flatMap((each) -> this.files.find(each).stream()).toList();
		if (!open.isEmpty()) {
			Set<OpenCopy> placed = this.copies.of(open.stream().map(OpenCopy::distribution).toList())
				.stream()
				.filter(Known::stands)
				.map(Known::copy)
				.collect(Collectors.toSet());
			each(open.stream().filter((copy) -> !placed.contains(copy)).toList(), this::place)
				.forEach((copy) -> this.toOpen.add(copy.distribution()));
		}
	}

	/**
	 * Tries all, even if one fails.
	 * @return those that are locked by others
	 */
	private List<OpenCopy> each(List<OpenCopy> copies, Consumer<OpenCopy> work) {
		List<OpenCopy> busy = new ArrayList<>();
		Optional<RuntimeException> failure = Optional.empty();
		for (OpenCopy copy : copies) {
			try {
				if (!this.copies.alone(copy, () -> work.accept(copy))) {
					busy.add(copy);
				}
			}
			catch (RuntimeException ex) {
				failure = failure.or(() -> Optional.of(ex));
			}
		}
		if (failure.isPresent()) {
			throw failure.get();
		}
		return busy;
	}

	private void remove(OpenCopy copy) {
		if (this.copies.find(copy).filter(Known::leaving).isPresent()) {
			this.bucket.orElseThrow().remove(copy);
			this.copies.forget(copy);
			LOG.info("A file that is no longer open was removed from the open bucket: {}", copy.distribution());
		}
	}

	/** What is closed while it is copied leaves again as if it had been there. */
	private void place(OpenCopy copy) {
		Optional<Known> known = this.copies.find(copy);
		if (known.filter(Known::stands).isPresent()) {
			return;
		}
		if (known.filter(Known::leaving).isPresent() || !this.files.upToDate()) {
			this.toOpen.add(copy.distribution());
			return;
		}
		if (!isPublic(copy)) {
			return;
		}
		this.copies.expect(copy);
		try {
			this.bucket.orElseThrow().place(copy);
		}
		catch (IOException failure) {
			LOG.warn("An open file could not be copied; it goes through the gateway: {}", copy, failure);
			return;
		}
		if (!isPublic(copy) || !this.copies.place(copy)) {
			this.bucket.orElseThrow().remove(copy);
			this.toClose.add(copy.distribution());
		}
	}

	private boolean isPublic(OpenCopy copy) {
		return this.files.find(copy.distribution()).filter(copy::equals).isPresent();
	}

	/**
	 * Checks everything: puts right what was changed in the bucket, or on record, without
	 * the other.
	 * @return false if a copy is locked by another
	 */
	boolean sweep() {
		List<Known> known = this.copies.all();
		known.forEach((each) -> this.toClose.add(each.copy().distribution()));
		Set<OpenCopy> there = this.bucket.orElseThrow().copies();
		known.stream()
			.filter((each) -> each.placed() && !there.contains(each.copy()))
			.forEach((each) -> this.copies.miss(each.copy()));
		this.toOpen.addAll(this.files.distributions());
		Set<OpenCopy> expected = known.stream().map(Known::copy).collect(Collectors.toSet());
		List<OpenCopy> unknown = there.stream().filter((copy) -> !expected.contains(copy)).toList();
		return each(unknown, this::removeUnknown).isEmpty();
	}

	private void removeUnknown(OpenCopy copy) {
		if (this.copies.find(copy).isEmpty()) {
			this.bucket.orElseThrow().remove(copy);
			LOG.warn("The open bucket held a foreign file: {}", copy.distribution());
		}
	}

	private BackgroundTask task(String name, BackgroundTask.Step step) {
		return new BackgroundTask(name, step, PAUSE, BACKOFF).withInterrupt(Interrupt.ALWAYS)
			.onlyIf(this.bucket.isPresent());
	}

	@Bean
	BackgroundTasks openBucketTasks() {
		return this.tasks;
	}

	private void fillAgain() {
		if (System.nanoTime() - this.sweepAt >= 0) {
			boolean done = sweep();
			this.sweepAt = System.nanoTime() + (done ? SWEEP : SWEEP_AGAIN).toNanos();
		}
		fill();
	}

}
