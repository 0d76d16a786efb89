package org.shuyuan.catalogue.intake;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;

import jakarta.annotation.PreDestroy;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.databind.json.JsonMapper;

import org.springframework.http.ProblemDetail;
import org.springframework.stereotype.Component;

/**
 * Carries out an import: records are read while earlier ones are checked on all
 * processors and those before are written, batch by batch; a result goes out when its
 * batch is durable. A client that reads no results does not hold up the writing.
 */
@Component
class Intake {

	private static final Logger LOG = LoggerFactory.getLogger(Intake.class);

	private static final int BATCH = 500;

	/** Memory for records read and not yet checked, in KiB. */
	private static final int AHEAD = 32 * 1024;

	private final ImportStore imports;

	private final JsonMapper json;

	private final Clock clock;

	private final ExecutorService checkers = Executors.newFixedThreadPool(Runtime.getRuntime().availableProcessors(),
			Thread.ofPlatform().name("intake-", 1).daemon().factory());

	Intake(ImportStore imports, JsonMapper json, Clock clock) {
		this.imports = imports;
		this.json = json;
		this.clock = clock;
	}

	@PreDestroy
	void stop() {
		this.checkers.shutdownNow();
	}

	/**
	 * Runs an import to its end.
	 * @param next gives the next record, or null at the end
	 * @param read reads a record
	 */
	void run(String id, Terms terms, Source next, Function<Raw, Incoming> read, OutputStream out) throws IOException {
		Run run = new Run(id, terms, read, out);
		try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
			Future<?> batching = threads.submit((Callable<Void>) run::batch);
			Future<?> writing = threads.submit((Callable<Void>) run::write);
			Future<?> telling = threads.submit((Callable<Void>) run::tell);
			try {
				run.take(next);
			}
			finally {
				run.end();
				join(batching);
				join(writing);
				join(telling);
			}
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
		}
	}

	private static void join(Future<?> part) throws InterruptedException {
		try {
			part.get();
		}
		catch (ExecutionException ex) {
			LOG.error("An import failed", ex);
		}
	}

	/** Where records come from. */
	interface Source {

		@Nullable Raw next() throws IOException;

	}

	private final class Run {

		private final String id;

		private final Terms terms;

		private final Function<Raw, Incoming> read;

		private final OutputStream out;

		private final Semaphore ahead = new Semaphore(AHEAD);

		private final BlockingQueue<Future<Incoming>> taken = new ArrayBlockingQueue<>(4 * BATCH);

		private final BlockingQueue<List<Future<Incoming>>> batches = new ArrayBlockingQueue<>(2);

		private final BlockingQueue<byte[]> results = new LinkedBlockingQueue<>();

		private volatile boolean complete;

		private volatile boolean failed;

		private volatile boolean ended;

		Run(String id, Terms terms, Function<Raw, Incoming> read, OutputStream out) {
			this.id = id;
			this.terms = terms;
			this.read = read;
			this.out = out;
		}

		void take(Source next) throws IOException, InterruptedException {
			Raw raw = next.next();
			while (raw != null && !this.failed) {
				Raw record = raw;
				int size = (record instanceof Raw.Line line) ? 1 + line.bytes().length / 1024 : 1;
				this.ahead.acquire(size);
				this.taken.put(Intake.this.checkers.submit(() -> {
					try {
						return this.read.apply(record);
					}
					finally {
						this.ahead.release(size);
					}
				}));
				raw = next.next();
			}
			this.complete = true;
		}

		void end() {
			this.ended = true;
		}

		/** Gathers what was read; waits for more only while there is nothing to write. */
		Void batch() throws InterruptedException {
			List<Future<Incoming>> batch = new ArrayList<>(BATCH);
			while (true) {
				boolean last = this.ended;
				Future<Incoming> record = this.taken.poll(20, TimeUnit.MILLISECONDS);
				if (record != null) {
					batch.add(record);
				}
				if (batch.size() == BATCH || record == null && !batch.isEmpty()) {
					this.batches.put(batch);
					batch = new ArrayList<>(BATCH);
				}
				if (record == null && last) {
					this.batches.put(List.of());
					return null;
				}
			}
		}

		Void write() throws InterruptedException {
			int number = 0;
			for (List<Future<Incoming>> batch = this.batches.take(); !batch.isEmpty(); batch = this.batches.take()) {
				if (!this.failed) {
					number = write(number, batch);
				}
			}
			try {
				if (this.complete && !this.failed) {
					Import whole = Intake.this.imports.end(this.id, Intake.this.clock.instant());
					this.results.add(line(new Summed(whole.summary())));
				}
			}
			finally {
				this.results.add(new byte[0]);
			}
			return null;
		}

		private int write(int number, List<Future<Incoming>> batch) throws InterruptedException {
			List<Incoming> records = new ArrayList<>(batch.size());
			for (Future<Incoming> record : batch) {
				try {
					records.add(record.get());
				}
				catch (ExecutionException ex) {
					LOG.error("A record could not be checked", ex.getCause());
					records.add(new Incoming.Refused(0, null, IntakeProblems.failed().getBody()));
				}
			}
			try {
				this.results.add(stored(number, records));
				return number + 1;
			}
			catch (RuntimeException ex) {
				LOG.warn("A batch could not be written; trying its records one by one", ex);
				return writeSingly(number, records);
			}
		}

		private int writeSingly(int number, List<Incoming> records) {
			int next = number;
			for (Incoming record : records) {
				try {
					this.results.add(stored(next++, List.of(record)));
				}
				catch (RuntimeException ex) {
					LOG.error("An import could not go on", ex);
					this.failed = true;
					this.results.add(line(new Stopped(IntakeProblems.interrupted().getBody())));
					return next;
				}
			}
			return next;
		}

		private byte[] stored(int number, List<Incoming> records) {
			return Intake.this.imports.write(this.id, number, records, this.terms, Intake.this.clock.instant())
				.getBytes(StandardCharsets.UTF_8);
		}

		private byte[] line(Object value) {
			return (Intake.this.json.writeValueAsString(value) + "\n").getBytes(StandardCharsets.UTF_8);
		}

		Void tell() throws InterruptedException {
			boolean gone = false;
			for (byte[] told = this.results.take(); told.length > 0; told = this.results.take()) {
				if (gone) {
					continue;
				}
				try {
					this.out.write(told);
					this.out.flush();
				}
				catch (IOException ex) {
					LOG.debug("The client went away; its import goes on", ex);
					gone = true;
				}
			}
			return null;
		}

	}

	record Summed(Import.Summary summary) {
	}

	record Stopped(ProblemDetail problem) {
	}

}
