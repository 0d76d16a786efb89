package org.shuyuan.catalogue.changes;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.LongStream;

import org.junit.jupiter.api.Test;
import org.shuyuan.catalogue.TestDatabase;
import org.shuyuan.vocab.identifier.AgencyId;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.test.context.ContextConfiguration;
import org.springframework.transaction.IllegalTransactionStateException;
import org.springframework.transaction.support.TransactionTemplate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

@SpringBootTest(properties = "spring.config.name=catalogue", webEnvironment = SpringBootTest.WebEnvironment.MOCK)
@ContextConfiguration(initializers = TestDatabase.class)
class ChangeLogTests {

	private static final AgencyId AGENCY = AgencyId.ofBody("11990100MB0A00007");

	private final ChangeLog log;

	private final TransactionTemplate transactions;

	ChangeLogTests(@Autowired ChangeLog log, @Autowired TransactionTemplate transactions) {
		this.log = log;
		this.transactions = transactions;
	}

	@Test
	void readerOfConcurrentWritersMissesNothingAndSeesEverythingInOrder() throws Exception {
		long start = this.log.position();
		int writers = 8;
		int rounds = 40;
		try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
			Future<List<Long>> read = threads.submit(() -> read(start, committedChanges(writers, rounds)));
			List<Callable<Void>> work = new ArrayList<>();
			for (int writer = 0; writer < writers; writer++) {
				work.add(() -> write(rounds));
			}
			for (Future<Void> written : threads.invokeAll(work)) {
				written.get();
			}
			assertThat(read.get()).containsExactlyElementsOf(
					LongStream.rangeClosed(start + 1, start + committedChanges(writers, rounds)).boxed().toList());
		}
	}

	@Test
	void waitingReaderIsWokenByTheCommit() throws Exception {
		long start = this.log.position();
		try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
			Future<List<Change>> read = threads.submit(() -> this.log.await(start, 10, Duration.ofMinutes(2)));
			append(1, false);
			assertThat(read.get()).singleElement().satisfies((change) -> {
				assertThat(change.position()).isEqualTo(start + 1);
				assertThat(change.id()).isEqualTo(AGENCY.value());
			});
		}
	}

	@Test
	void waitEndsEmptyWhenNothingHappens() throws Exception {
		assertThat(this.log.await(this.log.position(), 10, Duration.ofMillis(50))).isEmpty();
	}

	@Test
	void refusesToAppendOutsideTransaction() {
		long start = this.log.position();
		assertThatExceptionOfType(IllegalTransactionStateException.class).isThrownBy(() -> this.log.append(changes(1)));
		assertThat(this.log.position()).isEqualTo(start);
	}

	/** Every fourth transaction is rolled back; each writes one to three changes. */
	private static long committedChanges(int writers, int rounds) {
		return writers
				* LongStream.range(0, rounds).filter((round) -> round % 4 != 3).map((round) -> 1 + round % 3).sum();
	}

	private Void write(int rounds) {
		for (int round = 0; round < rounds; round++) {
			append(1 + round % 3, round % 4 == 3);
		}
		return null;
	}

	private void append(int count, boolean rollback) {
		this.transactions.executeWithoutResult((status) -> {
			this.log.append(changes(count));
			if (rollback) {
				status.setRollbackOnly();
			}
		});
	}

	private List<Long> read(long start, long count) throws InterruptedException {
		List<Long> positions = new ArrayList<>();
		long at = start;
		while (positions.size() < count) {
			List<Change> changes = this.log.await(at, 7, Duration.ofMinutes(2));
			if (changes.isEmpty()) {
				break;
			}
			changes.forEach((change) -> positions.add(change.position()));
			at = positions.getLast();
		}
		return positions;
	}

	private static List<NewChange> changes(int count) {
		List<NewChange> changes = new ArrayList<>();
		for (int i = 0; i < count; i++) {
			changes.add(new NewChange.OfAgency(AGENCY, Instant.parse("2026-11-02T01:02:03Z"), "tester", "{}"));
		}
		return changes;
	}

}
