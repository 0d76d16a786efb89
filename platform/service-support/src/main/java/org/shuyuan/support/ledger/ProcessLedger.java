package org.shuyuan.support.ledger;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.function.IntConsumer;

import org.shuyuan.support.ledger.chain.Checkpoint;
import org.shuyuan.support.ledger.chain.LedgerRecord;
import org.shuyuan.support.ledger.chain.LedgerSigningKey;
import org.shuyuan.support.ledger.chain.LedgerStore;
import org.shuyuan.support.problem.CommonProblemType;
import org.shuyuan.support.problem.Problem;
import org.shuyuan.vocab.Text;

import org.springframework.context.SmartLifecycle;

/**
 * The ledger of one service. What is recorded is durable when that returns; a step of a
 * process is recorded by the transaction that takes it, whatever code runs it, and is
 * appended to the chain a moment later. Reading all of it holds a database connection
 * until the last line, so concurrent readers are few.
 */
public final class ProcessLedger implements SmartLifecycle {

	/** Concurrent readers on one instance, out of all its connections. */
	public static final int READERS = 2;

	private static final int BUFFER = 1 << 16;

	private final LedgerStore store;

	private final LedgerWriter writer;

	private final LedgerExport export;

	private final LedgerCheck check;

	private final LedgerSearch search;

	private final Erasures erasures;

	private final LedgerSigningKey key;

	private final Clock clock;

	private final Semaphore readers = new Semaphore(READERS);

	ProcessLedger(String schema, Ledgers ledgers, IntConsumer committed) {
		String origin = ledgers.origin(schema);
		this.key = ledgers.key();
		this.clock = ledgers.clock();
		this.store = ledgers.store(schema);
		this.export = ledgers.export(schema);
		this.search = ledgers.search(schema);
		this.erasures = ledgers.erasures(schema, this.store);
		this.writer = new LedgerWriter(origin, schema + "-ledger", this.store, this.key, this.clock, committed,
				ledgers.meters());
		this.check = new LedgerCheck(origin, schema, this.export, this.store, ledgers.comparison(schema), this.key,
				this.clock, ledgers.meters());
	}

	/**
	 * Records; when this returns it is durable.
	 * @throws LedgerFailed if it could not be recorded
	 */
	public void append(LedgerRecord record) {
		this.writer.append(record);
	}

	/** Takes over the steps that were taken so far, and signs. */
	public Checkpoint sign() {
		return this.writer.sign();
	}

	/** How payloads are erased. */
	Erasures erasures() {
		return this.erasures;
	}

	/** The public key, as PEM. */
	public String publicKey() {
		return this.key.pem();
	}

	/** The newest checkpoints first. */
	public List<Checkpoint> checkpoints(int most) {
		return this.store.checkpoints(most);
	}

	/** Finds records. */
	public LedgerSearch search() {
		return this.search;
	}

	/**
	 * Writes all records up to now, a line of JSON each, for {@link VerifyAudit}.
	 * @param reader where to, asked for once it is this reader's turn
	 * @throws Problem 429 {@code too-many-exports} while as many read as may
	 */
	public void export(Reader reader) throws IOException {
		if (!this.readers.tryAcquire()) {
			throw tooMany();
		}
		try {
			sign();
			OutputStream out = new BufferedOutputStream(reader.out(), BUFFER);
			this.export.write((line) -> {
				try {
					out.write(line.getBytes(StandardCharsets.UTF_8));
					out.write('\n');
				}
				catch (IOException ex) {
					throw new UncheckedIOException(ex);
				}
			});
			out.flush();
		}
		finally {
			this.readers.release();
		}
	}

	/** Verifies the ledger now; {@link #broken()} reports what is broken. */
	public void check() {
		sign();
		this.check.check();
	}

	/** What did not hold when the ledger was last verified. */
	public Optional<String> broken() {
		return this.check.broken();
	}

	@Override
	public void start() {
		this.writer.start();
		this.check.start();
	}

	/** Waits until what was taken is recorded and signed. */
	@Override
	public void stop() {
		this.check.stop();
		this.writer.stop();
	}

	/** From before the web server takes calls until its last one is answered. */
	@Override
	public int getPhase() {
		return 0;
	}

	@Override
	public boolean isRunning() {
		return this.writer.running();
	}

	private static Problem tooMany() {
		Problem problem = new Problem(CommonProblemType.TOO_MANY_EXPORTS,
				Text.of("每个网关同时只进行 %d 个审计导出".formatted(READERS),
						"No more than %d exports of the audit run at once on a gateway".formatted(READERS)));
		problem.getHeaders().set("Retry-After", "30");
		return problem;
	}

	/** Who reads the ledger. */
	@FunctionalInterface
	public interface Reader {

		OutputStream out() throws IOException;

	}

}
