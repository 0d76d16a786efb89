package org.shuyuan.gateway.access;

import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.stream.Collectors;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import org.shuyuan.gateway.access.OpenCopies.Known;
import org.shuyuan.gateway.objects.OpenBucket;
import org.shuyuan.gateway.objects.OpenCopy;
import org.shuyuan.gateway.revocation.Revocations;
import org.shuyuan.gateway.versions.DataVersion;
import org.shuyuan.operations.Figures;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;

/**
 * Keeps the open bucket in step with what anybody may have. Nothing is copied there
 * before it is published and found clean; what is taken back is put on a list that
 * survives us, and leaves before anything is added. Any instance does what is to be done.
 */
@Component
class OpenFiles implements SmartLifecycle {

	private static final Logger LOG = LoggerFactory.getLogger(OpenFiles.class);

	private static final Duration SWEEP = Duration.ofHours(1);

	private static final Duration SWEEP_AGAIN = Duration.ofMinutes(1);

	private final Optional<OpenBucket> bucket;

	private final PublicFiles files;

	private final OpenCopies copies;

	/** What is not tried again before the next sweep. */
	private final Set<OpenCopy> failed = ConcurrentHashMap.newKeySet();

	private final Semaphore moved = new Semaphore(0);

	private volatile boolean running;

	private long sweepAt = System.nanoTime();

	private Thread leaving = Thread.ofPlatform().unstarted(() -> {
	});

	private Thread coming = this.leaving;

	OpenFiles(ObjectProvider<OpenBucket> bucket, PublicFiles files, OpenCopies copies, Revocations revocations,
			MeterRegistry meters) {
		this.bucket = Optional.ofNullable(bucket.getIfAvailable());
		this.files = files;
		this.copies = copies;
		revocations.listen(this.moved::release);
		Figures<List<Known>> known = new Figures<>(copies::all);
		gauge("placed", known, Known::stands, meters);
		gauge("leaving", known, Known::leaving, meters);
	}

	/**
	 * Where else a file can be had, for a minute: only what anybody may have at this
	 * moment, and only where the settings send readers there.
	 * @param as the header {@code Content-Disposition} of the answer
	 */
	Optional<URI> link(DataVersion data, String as) {
		OpenCopy copy = new OpenCopy(data.distribution(), data.sha256());
		return this.bucket.filter((_) -> isPublic(copy))
			.filter((_) -> this.copies.find(copy).filter(Known::stands).isPresent())
			.flatMap((open) -> open.link(copy, as,
					Objects.requireNonNullElse(data.mediaType(), "application/octet-stream")));
	}

	private static void gauge(String state, Figures<List<Known>> known, Predicate<Known> counted,
			MeterRegistry meters) {
		Gauge.builder("shuyuan.open.copies", () -> known.get((all) -> all.stream().filter(counted).count()))
			.description("Copies in the open bucket, and those that still have to leave it")
			.tag("state", state)
			.register(meters);
	}

	/** Has everything leave that is not for anybody any more. */
	void clear() {
		List<OpenCopy> closed = this.copies.all()
			.stream()
			.filter((each) -> !each.leaving())
			.map(Known::copy)
			.filter((copy) -> !isPublic(copy))
			.toList();
		if (!closed.isEmpty() && this.files.upToDate()) {
			closed.stream().filter((copy) -> !isPublic(copy)).forEach(this.copies::giveUp);
		}
		each(this.copies.all().stream().filter(Known::leaving).map(Known::copy).toList(), this::remove);
	}

	/** Tries all, whatever one of them meets with. */
	private void each(List<OpenCopy> copies, Consumer<OpenCopy> work) {
		Optional<RuntimeException> failure = Optional.empty();
		for (OpenCopy copy : copies) {
			try {
				this.copies.alone(copy, () -> work.accept(copy));
			}
			catch (RuntimeException ex) {
				failure = failure.or(() -> Optional.of(ex));
			}
		}
		if (failure.isPresent()) {
			throw failure.get();
		}
	}

	private void remove(OpenCopy copy) {
		if (this.copies.find(copy).filter(Known::leaving).isPresent()) {
			this.bucket.orElseThrow().remove(copy);
			this.copies.forget(copy);
			LOG.info("A file that is no longer open has left the open bucket: {}", copy.distribution());
		}
	}

	/** Has everything come that anybody may have. */
	void fill() {
		Set<OpenCopy> known = this.copies.all()
			.stream()
			.filter((each) -> each.placed() || each.leaving())
			.map(Known::copy)
			.collect(Collectors.toSet());
		each(this.files.all().stream().filter((copy) -> !known.contains(copy) && !this.failed.contains(copy)).toList(),
				this::place);
	}

	/** What is closed while it is copied leaves again as if it had been there. */
	private void place(OpenCopy copy) {
		boolean there = this.copies.find(copy).filter((known) -> known.placed() || known.leaving()).isPresent();
		if (there || !this.files.upToDate() || !isPublic(copy)) {
			return;
		}
		this.copies.expect(copy);
		try {
			this.bucket.orElseThrow().place(copy);
		}
		catch (IOException failure) {
			LOG.warn("An open file could not be copied; it goes through the gateway: {}", copy, failure);
			this.failed.add(copy);
			return;
		}
		if (!isPublic(copy) || !this.copies.place(copy)) {
			this.bucket.orElseThrow().remove(copy);
		}
	}

	private boolean isPublic(OpenCopy copy) {
		return this.files.find(copy.distribution()).filter(copy::equals).isPresent();
	}

	/**
	 * Puts right what was changed in the bucket, or on record, without the other.
	 * @return false where somebody else is busy with a copy
	 */
	boolean sweep() {
		Set<OpenCopy> there = this.bucket.orElseThrow().copies();
		List<Known> known = this.copies.all();
		known.stream()
			.filter((each) -> each.placed() && !there.contains(each.copy()))
			.forEach((each) -> this.copies.miss(each.copy()));
		Set<OpenCopy> expected = known.stream().map(Known::copy).collect(Collectors.toSet());
		return there.stream()
			.filter((copy) -> !expected.contains(copy))
			.filter((copy) -> !this.copies.alone(copy, () -> removeUnknown(copy)))
			.toList()
			.isEmpty();
	}

	private void removeUnknown(OpenCopy copy) {
		if (this.copies.find(copy).isEmpty()) {
			this.bucket.orElseThrow().remove(copy);
			LOG.warn("The open bucket held a file that nobody had put there: {}", copy.distribution());
		}
	}

	/** Whatever fails is tried again in the next round. */
	private void go(String what, Task round) {
		boolean failing = false;
		while (this.running) {
			try {
				round.run();
				failing = false;
			}
			catch (InterruptedException _) {
				return;
			}
			catch (RuntimeException failure) {
				if (!failing && this.running) {
					LOG.warn("{} does not get on; trying again", what, failure);
				}
				failing = true;
			}
		}
	}

	private void clearWhenMoved() throws InterruptedException {
		this.moved.tryAcquire(1, TimeUnit.SECONDS);
		this.moved.drainPermits();
		clear();
	}

	private void fillAgain() throws InterruptedException {
		TimeUnit.SECONDS.sleep(1);
		if (System.nanoTime() - this.sweepAt >= 0) {
			boolean done = sweep();
			this.failed.clear();
			this.sweepAt = System.nanoTime() + (done ? SWEEP : SWEEP_AGAIN).toNanos();
		}
		fill();
	}

	@Override
	public void start() {
		if (this.bucket.isPresent()) {
			this.running = true;
			this.leaving = Thread.ofPlatform()
				.name("gateway-open-leaving")
				.daemon()
				.start(() -> go("Removing what is no longer open", this::clearWhenMoved));
			this.coming = Thread.ofPlatform()
				.name("gateway-open-coming")
				.daemon()
				.start(() -> go("Copying what is open", this::fillAgain));
		}
	}

	@Override
	public void stop() {
		this.running = false;
		this.leaving.interrupt();
		this.coming.interrupt();
	}

	@Override
	public boolean isRunning() {
		return this.running;
	}

	/** One round. */
	private interface Task {

		void run() throws InterruptedException;

	}

}
