package org.shuyuan.catalogue.intake;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;

import org.junit.jupiter.api.Test;
import org.shuyuan.support.caller.Caller;
import org.shuyuan.vocab.entry.Completeness;
import tools.jackson.databind.json.JsonMapper;

import org.springframework.dao.DataAccessResourceFailureException;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What becomes of an import while its database fails. Nothing real fails on demand, so
 * the store is one that does.
 */
class ImportPipelineTests {

	private static final int RECORDS = 6_000;

	private final AtomicInteger read = new AtomicInteger();

	private final List<Integer> kept = new ArrayList<>();

	private int lastWritable = Integer.MAX_VALUE;

	private int lastReadable = Integer.MAX_VALUE;

	private boolean ends = true;

	@Test
	void saysWhatBecameOfEveryRecordAndThenTheSum() throws IOException {
		assertThat(run()).hasSize(this.kept.size() + 1).last().asString().contains("summary");
		assertThat(this.kept.size()).isBetween(RECORDS / 500, RECORDS);
	}

	@Test
	void saysWhereWritingStoppedAndReadsTheRest() throws IOException {
		this.lastWritable = 1;
		assertThat(run()).satisfiesExactly((first) -> assertThat(first).isEqualTo("batch 0"),
				(second) -> assertThat(second).isEqualTo("batch 1"),
				(last) -> assertThat(last).contains("import-interrupted"));
		assertThat(this.read).hasValue(RECORDS);
	}

	@Test
	void doesNotPassOffUnreadResultsAsAll() throws IOException {
		this.lastReadable = 0;
		assertThat(run()).satisfiesExactly((first) -> assertThat(first).isEqualTo("batch 0"),
				(last) -> assertThat(last).contains("import-interrupted"));
	}

	@Test
	void doesNotPassOffAnImportWithoutAnEndAsWhole() throws IOException {
		this.ends = false;
		assertThat(run()).last().asString().contains("import-interrupted").doesNotContain("summary");
	}

	private List<String> run() throws IOException {
		ImportPipeline importPipeline = new ImportPipeline(new FailingStore(), JsonMapper.shared(), Clock.systemUTC());
		ByteArrayOutputStream out = new ByteArrayOutputStream();
		ImportOptions importOptions = new ImportOptions(null, Completeness.HARVESTED, "", Caller.PUBLIC);
		importPipeline.run("i", importOptions,
				() -> (this.read.get() < RECORDS) ? new RawRecord.TooLong(this.read.incrementAndGet()) : null,
				(record) -> new ImportRecord.Refused(0, null, IntakeProblems.lineTooLong().getBody()), () -> out);
		importPipeline.stop();
		return out.toString(StandardCharsets.UTF_8).lines().toList();
	}

	/** Keeps the numbers of batches only, as far as it can be written and read. */
	private final class FailingStore extends ImportStore {

		@SuppressWarnings("NullAway")
		FailingStore() {
			super(null, null, null, null, null, null);
		}

		@Override
		public void write(String id, int batch, List<ImportRecord> records, ImportOptions importOptions, Instant now) {
			failAfter(ImportPipelineTests.this.lastWritable, batch);
			ImportPipelineTests.this.kept.add(batch);
		}

		@Override
		Optional<String> results(String id, int batch) {
			failAfter(ImportPipelineTests.this.lastReadable, batch);
			return Optional.of("batch " + batch + "\n");
		}

		@Override
		public Import end(String id, Instant now) {
			failAfter(ImportPipelineTests.this.ends ? 0 : -1, 0);
			return new Import(id, "", "", Completeness.HARVESTED, "officer-an", now, now,
					new Import.Summary(0, 0, 0, RECORDS, null));
		}

		private static void failAfter(int last, int batch) {
			if (batch > last) {
				throw new DataAccessResourceFailureException("The database is gone");
			}
		}

	}

}
