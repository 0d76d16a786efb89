package org.shuyuan.gateway.audit;

import java.security.SecureRandom;
import java.sql.Array;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HexFormat;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.stream.Stream;

import javax.sql.DataSource;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.DistributionSummary;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import org.jspecify.annotations.Nullable;
import org.shuyuan.vocab.RequestId;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.databind.json.JsonMapper;

import org.springframework.boot.flyway.autoconfigure.FlywayMigrationInitializer;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;

/**
 * Writes decisions. Many callers wait on one commit: a single writer takes what has come
 * and chains it. Each start of the process begins a chain of its own.
 */
@Component
public class Ledger implements SmartLifecycle {

	private static final Logger LOG = LoggerFactory.getLogger(Ledger.class);

	private static final int BATCH = 2000;

	private static final long HEAD_EVERY_MILLIS = 10_000;

	private static final Duration[] BUCKETS = Stream.of(1, 2, 5, 10, 25, 50, 100, 500, 2000)
		.map(Duration::ofMillis)
		.toArray(Duration[]::new);

	private static final SecureRandom RANDOM = new SecureRandom();

	private static final Duration LONGEST_STOP = Duration.ofSeconds(10);

	private static final String INSERT = """
			insert into gateway.audit (writer, position, id, at, previous, commitment, hash, subject, agency, outcome,
				reason, entry, distribution, payload, salt)
			select ?, * from unnest(?::bigint[], ?::text[], ?::timestamptz[], ?::bytea[], ?::bytea[], ?::bytea[],
				?::text[], ?::text[], ?::text[], ?::text[], ?::text[], ?::text[], ?::text[], ?::bytea[])
			""";

	private final LinkedBlockingQueue<Waiting> queue = new LinkedBlockingQueue<>(100_000);

	private final DataSource database;

	private final JsonMapper json;

	private final AuditKey key;

	private final Clock clock;

	private final MeterRegistry meters;

	private final Timer appended;

	private final DistributionSummary batches;

	private final Counter failures;

	private volatile boolean running;

	private String writer = "";

	private long position;

	private byte[] last = Chain.beginning();

	private long signed;

	private long signedAt;

	/** Ends of chains that nothing is added to any more, not signed yet. */
	private final Deque<End> ended = new ArrayDeque<>();

	private Thread thread = Thread.ofPlatform().unstarted(() -> {
	});

	Ledger(DataSource database, JsonMapper json, AuditKey key, Clock clock, MeterRegistry meters,
			List<FlywayMigrationInitializer> migrated) {
		this.database = database;
		this.json = json;
		this.key = key;
		this.clock = clock;
		this.meters = meters;
		this.appended = Timer.builder("shuyuan.audit.append")
			.description("How long a decision waits until it is durable")
			.serviceLevelObjectives(BUCKETS)
			.register(meters);
		this.batches = DistributionSummary.builder("shuyuan.audit.batch")
			.description("Decisions made durable by one commit")
			.baseUnit("decisions")
			.serviceLevelObjectives(1, 10, 100, 1000)
			.register(meters);
		this.failures = Counter.builder("shuyuan.audit.failures")
			.description("Decisions that could not be recorded, so that nothing was released")
			.register(meters);
		decisions("permit", "none");
	}

	/** A number for a decision. */
	public static String number() {
		return RequestId.random().value();
	}

	/**
	 * Records a decision; when this returns it is durable.
	 * @throws AuditFailed if it could not be recorded; nothing may then be released
	 */
	public void record(Recorded decision) {
		long began = System.nanoTime();
		try {
			append(decision);
		}
		catch (AuditFailed ex) {
			this.failures.increment();
			throw ex;
		}
		this.appended.record(System.nanoTime() - began, TimeUnit.NANOSECONDS);
		decisions(decision.outcome(), Objects.requireNonNullElse(decision.reason(), "none")).increment();
	}

	private Counter decisions(String outcome, String reason) {
		return Counter.builder("shuyuan.decisions")
			.description("Decisions as recorded, by outcome and reason")
			.tag("outcome", outcome)
			.tag("reason", reason)
			.register(this.meters);
	}

	private void append(Recorded decision) {
		Waiting waiting = new Waiting(decision, this.json.writeValueAsString(decision), new CompletableFuture<>());
		try {
			if (!this.running || !this.queue.offer(waiting, 1, TimeUnit.SECONDS)) {
				throw new AuditFailed(new IllegalStateException("The ledger does not take records"));
			}
			waiting.done.orTimeout(10, TimeUnit.SECONDS).join();
		}
		catch (CompletionException ex) {
			throw new AuditFailed(ex);
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			throw new AuditFailed(ex);
		}
	}

	private void write() {
		List<Waiting> batch = new ArrayList<>();
		begin();
		while (this.running || !this.queue.isEmpty()) {
			batch.clear();
			try {
				Waiting first = this.queue.poll(200, TimeUnit.MILLISECONDS);
				if (first != null) {
					batch.add(first);
					this.queue.drainTo(batch, BATCH - 1);
					commit(batch);
					this.batches.record(batch.size());
					batch.forEach((each) -> each.done.complete(true));
				}
			}
			catch (InterruptedException _) {
				Thread.currentThread().interrupt();
				break;
			}
			catch (SQLException | RuntimeException ex) {
				LOG.warn("Decisions could not be recorded; nothing is released", ex);
				batch.forEach((each) -> each.done.completeExceptionally(ex));
				begin();
			}
			if (this.clock.millis() - this.signedAt >= HEAD_EVERY_MILLIS) {
				sign();
			}
		}
		sign();
	}

	/**
	 * A failed commit may have happened or not: what follows has a chain of its own, and
	 * what is known of the one before is still to be signed.
	 */
	private void begin() {
		if (this.position != this.signed) {
			this.ended.add(new End(this.writer, this.position, this.last));
		}
		byte[] name = new byte[12];
		RANDOM.nextBytes(name);
		this.writer = HexFormat.of().formatHex(name);
		this.position = 0;
		this.signed = 0;
		this.last = Chain.beginning();
	}

	private void commit(List<Waiting> batch) throws SQLException {
		List<Link> links = new ArrayList<>(batch.size());
		byte[] previous = this.last;
		long at = this.position;
		for (Waiting waiting : batch) {
			byte[] salt = new byte[16];
			RANDOM.nextBytes(salt);
			byte[] commitment = Chain.commitment(salt, waiting.payload);
			byte[] hash = Chain.next(previous, ++at, commitment);
			links.add(new Link(at, previous, commitment, hash, salt, waiting));
			previous = hash;
		}
		try (Connection connection = this.database.getConnection()) {
			insert(connection, links);
			if (!connection.getAutoCommit()) {
				connection.commit();
			}
		}
		this.last = previous;
		this.position = at;
	}

	private void insert(Connection connection, List<Link> links) throws SQLException {
		try (PreparedStatement statement = connection.prepareStatement(INSERT)) {
			statement.setString(1, this.writer);
			statement.setArray(2, array(connection, "bigint", links, Link::position));
			statement.setArray(3, array(connection, "text", links, (link) -> link.waiting.decision.id()));
			statement.setArray(4,
					array(connection, "timestamptz", links, (link) -> Timestamp.from(link.waiting.decision.at())));
			statement.setArray(5, array(connection, "bytea", links, Link::previous));
			statement.setArray(6, array(connection, "bytea", links, Link::commitment));
			statement.setArray(7, array(connection, "bytea", links, Link::hash));
			statement.setArray(8, array(connection, "text", links, (link) -> link.waiting.decision.subject()));
			statement.setArray(9, array(connection, "text", links, (link) -> link.waiting.decision.agency()));
			statement.setArray(10, array(connection, "text", links, (link) -> link.waiting.decision.outcome()));
			statement.setArray(11, array(connection, "text", links, (link) -> link.waiting.decision.reason()));
			statement.setArray(12, array(connection, "text", links, (link) -> link.waiting.decision.entry()));
			statement.setArray(13, array(connection, "text", links, (link) -> link.waiting.decision.distribution()));
			statement.setArray(14, array(connection, "text", links, (link) -> link.waiting.payload));
			statement.setArray(15, array(connection, "bytea", links, Link::salt));
			statement.executeUpdate();
		}
	}

	private static Array array(Connection connection, String type, List<Link> links,
			Function<Link, @Nullable Object> member) throws SQLException {
		@Nullable Object[] values = (type.equals("bytea")) ? new byte[links.size()][] : new @Nullable Object[links.size()];
		for (int i = 0; i < values.length; i++) {
			values[i] = member.apply(links.get(i));
		}
		return connection.createArrayOf(type, values);
	}

	/** Signs how far each chain has come; what cannot be signed now is signed later. */
	private void sign() {
		try {
			while (!this.ended.isEmpty()) {
				sign(this.ended.peek());
				this.ended.remove();
			}
			if (this.position != this.signed) {
				sign(new End(this.writer, this.position, this.last));
				this.signed = this.position;
			}
		}
		catch (SQLException | RuntimeException ex) {
			LOG.warn("The end of a chain could not be signed yet", ex);
		}
		this.signedAt = this.clock.millis();
	}

	private void sign(End end) throws SQLException {
		Instant now = Instant.ofEpochMilli(this.clock.millis());
		byte[] signature = this.key.sign(Chain.head(end.writer, end.position, end.hash, now.toEpochMilli()));
		try (Connection connection = this.database.getConnection();
				PreparedStatement statement = connection.prepareStatement(
						"insert into gateway.audit_head values (?, ?, ?, ?, ?, ?) on conflict do nothing")) {
			statement.setString(1, end.writer);
			statement.setLong(2, end.position);
			statement.setBytes(3, end.hash);
			statement.setTimestamp(4, Timestamp.from(now));
			statement.setBytes(5, this.key.publicKey());
			statement.setBytes(6, signature);
			statement.executeUpdate();
			if (!connection.getAutoCommit()) {
				connection.commit();
			}
		}
	}

	@Override
	public void start() {
		this.running = true;
		this.thread = Thread.ofPlatform().daemon().name("gateway-ledger").start(this::write);
	}

	/** Waits until what was taken is recorded and signed. */
	@Override
	public void stop() {
		this.running = false;
		try {
			this.thread.join(LONGEST_STOP);
		}
		catch (InterruptedException _) {
			Thread.currentThread().interrupt();
		}
	}

	/** From before the web server takes calls until its last one is answered. */
	@Override
	public int getPhase() {
		return 0;
	}

	@Override
	public boolean isRunning() {
		return this.running;
	}

	private record Waiting(Recorded decision, String payload, CompletableFuture<Boolean> done) {
	}

	/** How far a chain has come. */
	private record End(String writer, long position, byte[] hash) {
	}

	private record Link(long position, byte[] previous, byte[] commitment, byte[] hash, byte[] salt, Waiting waiting) {
	}

}
