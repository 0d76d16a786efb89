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
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;

import io.swagger.v3.oas.annotations.media.Schema;
import jakarta.annotation.PreDestroy;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.databind.json.JsonMapper;

import org.springframework.http.ProblemDetail;
import org.springframework.stereotype.Component;

/**
 * Runs an import: records are read while earlier ones are checked on all processors and
 * those before are written, batch by batch. Results go out when everything has been read,
 * because proxies pass on nothing more of a request that is being answered already; they
 * are stored, so a client that does not read does not block the import.
 */
@Component
class ImportPipeline {

	private static final Logger LOG = LoggerFactory.getLogger(ImportPipeline.class);

	private static final int BATCH = 500;

	/** Memory for records read and not yet checked, in KiB. */
	private static final int AHEAD = 32 * 1024;

	private final ImportStore imports;

	private final JsonMapper json;

	private final Clock clock;

	private final ExecutorService checkers = Executors.newFixedThreadPool(Runtime.getRuntime().availableProcessors(),
			Thread.ofPlatform().name("intake-", 1).daemon().factory());

	ImportPipeline(ImportStore imports, JsonMapper json, Clock clock) {
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
	 * @param answer takes the results
	 * @throws IOException if not all could be read; existing content is kept
	 */
	void run(String id, ImportOptions importOptions, Source next, Function<RawRecord, ImportRecord> read, Answer answer)
			throws IOException {
		Run run = new Run(id, importOptions, read, answer);
		try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
			Future<?> batching = threads.submit((Callable<Void>) run::batch);
			Future<?> writing = threads.submit((Callable<Void>) run::write);
			Future<?> telling = threads.submit((Callable<Void>) run::tell);
			try {
				run.take(next);
			}
			catch (IOException ex) {
				LOG.info("Import {} was interrupted while it was sent: {}", id, ex.toString());
				throw ex;
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

	/** Where results go, begun when there is something to be said. */
	interface Answer {

		OutputStream begin() throws IOException;

	}

	/** Where records come from. */
	interface Source {

		@Nullable RawRecord next() throws IOException;

	}

	private final class Run {

		private final String id;

		private final ImportOptions importOptions;

		private final Function<RawRecord, ImportRecord> read;

		private final Answer answer;

		private final Semaphore ahead = new Semaphore(AHEAD);

		private final BlockingQueue<Future<ImportRecord>> taken = new ArrayBlockingQueue<>(4 * BATCH);

		private final BlockingQueue<List<Future<ImportRecord>>> batches = new ArrayBlockingQueue<>(2);

		/** Numbers of batches that are durable; -1 after the last. */
		private final BlockingQueue<Integer> written = new LinkedBlockingQueue<>();

		private final CountDownLatch ended = new CountDownLatch(1);

		private volatile boolean complete;

		private volatile boolean failed;

		private volatile @Nullable Object lastWord;

		Run(String id, ImportOptions importOptions, Function<RawRecord, ImportRecord> read, Answer answer) {
			this.id = id;
			this.importOptions = importOptions;
			this.read = read;
			this.answer = answer;
		}

		/**
		 * What cannot be written any more is read all the same, so that the answer
		 * passes.
		 */
		void take(Source next) throws IOException, InterruptedException {
			for (RawRecord rawRecord = next.next(); rawRecord != null; rawRecord = next.next()) {
				if (!this.failed) {
					submit(rawRecord);
				}
			}
			this.complete = true;
		}

		private void submit(RawRecord record) throws InterruptedException {
			int size = (record instanceof RawRecord.Line line) ? 1 + line.bytes().length / 1024 : 1;
			this.ahead.acquire(size);
			this.taken.put(ImportPipeline.this.checkers.submit(() -> {
				try {
					return this.read.apply(record);
				}
				finally {
					this.ahead.release(size);
				}
			}));
		}

		void end() {
			this.ended.countDown();
		}

		/** Gathers what was read; waits for more only while there is nothing to write. */
		Void batch() throws InterruptedException {
			List<Future<ImportRecord>> batch = new ArrayList<>(BATCH);
			while (true) {
				boolean last = this.ended.getCount() == 0;
				Future<ImportRecord> record = this.taken.poll(20, TimeUnit.MILLISECONDS);
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
			try {
				int number = 0;
				for (List<Future<ImportRecord>> batch = this.batches.take(); !batch.isEmpty(); batch = this.batches
					.take()) {
					number = this.failed ? number : written(number, batch);
				}
				if (this.complete && !this.failed) {
					Import whole = ImportPipeline.this.imports.end(this.id, ImportPipeline.this.clock.instant());
					this.lastWord = new Summed(whole.summary());
				}
			}
			catch (RuntimeException ex) {
				stop(ex);
			}
			finally {
				this.written.add(-1);
			}
			return null;
		}

		/** After a failure, reading and collecting continue until nothing is left. */
		private int written(int number, List<Future<ImportRecord>> batch) throws InterruptedException {
			try {
				return write(number, batch);
			}
			catch (RuntimeException | OutOfMemoryError ex) {
				stop(ex);
				return number;
			}
		}

		private void stop(Throwable why) {
			LOG.error("Import {} could not go on", this.id, why);
			this.failed = true;
			this.lastWord = new Stopped(IntakeProblems.interrupted().getBody());
		}

		private int write(int number, List<Future<ImportRecord>> batch) throws InterruptedException {
			List<ImportRecord> records = new ArrayList<>(batch.size());
			for (Future<ImportRecord> record : batch) {
				try {
					records.add(record.get());
				}
				catch (ExecutionException ex) {
					LOG.error("A record could not be checked", ex.getCause());
					records.add(new ImportRecord.Refused(0, null, IntakeProblems.failed().getBody()));
				}
			}
			try {
				store(number, records);
				return number + 1;
			}
			catch (RuntimeException ex) {
				LOG.warn("A batch could not be written; trying its records one by one", ex);
				int next = number;
				for (ImportRecord record : records) {
					store(next, List.of(record));
					next++;
				}
				return next;
			}
		}

		private void store(int number, List<ImportRecord> records) {
			ImportPipeline.this.imports.write(this.id, number, records, this.importOptions,
					ImportPipeline.this.clock.instant());
			this.written.add(number);
		}

		/** A client that disconnected in the middle receives nothing more. */
		Void tell() throws InterruptedException {
			this.ended.await();
			if (!this.complete) {
				return null;
			}
			try (OutputStream out = this.answer.begin()) {
				Object last = sayResults(out) ? this.lastWord : new Stopped(IntakeProblems.interrupted().getBody());
				if (last != null) {
					say(ImportPipeline.this.json.writeValueAsString(last) + "\n", out);
				}
			}
			catch (IOException ex) {
				LOG.debug("The client disconnected; its import continues", ex);
			}
			return null;
		}

		/** Whether all could be read back. */
		private boolean sayResults(OutputStream out) throws IOException, InterruptedException {
			try {
				for (int number = this.written.take(); number >= 0; number = this.written.take()) {
					say(ImportPipeline.this.imports.results(this.id, number).orElseThrow(), out);
				}
				return true;
			}
			catch (RuntimeException ex) {
				LOG.error("The results of import {} cannot be read", this.id, ex);
				return false;
			}
		}

		private void say(String lines, OutputStream out) throws IOException {
			out.write(lines.getBytes(StandardCharsets.UTF_8));
			out.flush();
		}

	}

	@Schema(name = "ImportCounts")
	record Summed(Import.Summary summary) {
	}

	record Stopped(ProblemDetail problem) {
	}

}
