package org.shuyuan.support.ledger.chain;

import java.security.SecureRandom;
import java.sql.Array;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;

import org.jspecify.annotations.Nullable;
import org.shuyuan.vocab.identifier.RequestId;
import tools.jackson.databind.json.JsonMapper;

import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * A ledger's chain in SQL. A writer locks its head until the commit, so there is one
 * chain however many instances write.
 */
public final class LedgerStore {

	/** The chain that all instances write; others were written before it, one each. */
	static final String LOG = "log";

	/**
	 * What the ledger records of itself: no row of a process wrote it, regardless of what
	 * such a row says.
	 */
	public static final String OWN = "outcome = 'step' and step is null and payload like '%\"action\":\"ledger.%'";

	private static final SecureRandom RANDOM = new SecureRandom();

	private static final int SALT = 16;

	private final String schema;

	private final JdbcClient sql;

	private final JdbcTemplate batches;

	private final JsonMapper json;

	private final TransactionTemplate transactions;

	public LedgerStore(String schema, JdbcTemplate batches, JsonMapper json, TransactionTemplate transactions) {
		this.schema = schema;
		this.sql = JdbcClient.create(batches);
		this.batches = batches;
		this.json = json;
		this.transactions = transactions;
	}

	private JdbcClient.StatementSpec sql(String statement) {
		return this.sql.sql(statement.replace("{schema}", this.schema));
	}

	/** Adds records; when this returns they are durable. */
	public void append(List<LedgerRecord> records) {
		this.transactions.executeWithoutResult((transaction) -> extend(locked(), records));
	}

	/**
	 * Adds the steps that processes have journalled, each by the transaction that took
	 * it.
	 * @param most how many at most
	 * @return how many there were
	 */
	public int seal(int most) {
		if (oldestUnsealed().isEmpty()) {
			return 0;
		}
		return Objects.requireNonNull(this.transactions.execute((transaction) -> {
			Head head = locked();
			List<LedgerRecord> steps = sql("""
					delete from {schema}.process_record where number in (
						select number from {schema}.process_record order by number limit :most) returning *
					""").param("most", most)
				.query((row, number) -> new Numbered(row.getLong("number"), step(row)))
				.list()
				.stream()
				.sorted(Comparator.comparingLong(Numbered::number))
				.map(Numbered::step)
				.toList();
			if (!steps.isEmpty()) {
				extend(head, steps);
			}
			return steps.size();
		}));
	}

	/** When the oldest step was taken that is not in the chain yet. */
	public Optional<Instant> oldestUnsealed() {
		return sql("select at from {schema}.process_record order by number limit 1")
			.query((row, number) -> row.getTimestamp("at").toInstant())
			.optional();
	}

	private LedgerRecord step(ResultSet row) throws SQLException {
		Instant at = row.getTimestamp("at").toInstant();
		String id = RequestId.random().value();
		Map<String, @Nullable Object> payload = new LinkedHashMap<>();
		payload.put("id", id);
		payload.put("at", at.toString());
		payload.put("outcome", "step");
		for (String name : List.of("subject", "agency", "role", "action", "entry", "distribution", "provider", "step",
				"sha256")) {
			Optional.ofNullable(row.getString(name)).ifPresent((value) -> payload.put(name, value));
		}
		payload.put("row", this.json.readTree(row.getString("content")));
		return new LedgerRecord(id, at, row.getString("subject"), row.getString("agency"), "step", null,
				row.getString("entry"), row.getString("distribution"), row.getString("provider"), row.getString("step"),
				this.json.writeValueAsString(payload));
	}

	/**
	 * Erases payloads, and says so in the chain.
	 * @param ids of the records
	 * @param reason why, as a decision or a law has it
	 * @param by who does it
	 * @param about what else is said of it
	 * @return how many were there to be erased
	 */
	public int erase(List<String> ids, String reason, String by, Instant now, Map<String, Object> about) {
		return Objects.requireNonNull(this.transactions.execute((transaction) -> {
			Head head = locked();
			List<Map<String, Object>> erased = sql("""
					update {schema}.audit set payload = null, salt = null, subject = 'erased', agency = null,
						reason = null, entry = null, distribution = null, provider = null
					where id = any(:ids) and payload is not null and not (%s)
					returning writer, position, encode(commitment, 'hex') as commitment
					""".formatted(OWN)).param("ids", ids.toArray(String[]::new)).query().listOfRows();
			if (!erased.isEmpty()) {
				Map<String, Object> what = new LinkedHashMap<>(about);
				what.put("note", reason);
				what.put("erased", erased);
				extend(new Head(head.position, head.hash, head.erased + erased.size()),
						List.of(own("ledger.erased", by, now, what)));
			}
			return erased.size();
		}));
	}

	/**
	 * If the chain is empty and others preceded it, begins with a record of their heads.
	 */
	public void continueEarlierChains(Instant now) {
		this.transactions.executeWithoutResult((transaction) -> {
			Head head = locked();
			if (head.position > 0) {
				return;
			}
			List<Map<String, Object>> chains = sql("""
					select distinct on (writer) writer, position, encode(hash, 'hex') as hash from {schema}.audit
					order by writer, position desc
					""").query().listOfRows();
			if (!chains.isEmpty()) {
				extend(head, List.of(own("ledger.continued", "system", now, Map.of("chains", chains))));
			}
		});
	}

	/** A record of what is done with the ledger itself. */
	private LedgerRecord own(String action, String by, Instant at, Map<String, Object> what) {
		String id = RequestId.random().value();
		Map<String, Object> payload = new LinkedHashMap<>();
		payload.put("id", id);
		payload.put("at", at.toString());
		payload.put("subject", by);
		payload.put("outcome", "step");
		payload.put("action", action);
		payload.putAll(what);
		return new LedgerRecord(id, at, by, null, "step", null, null, null, null, null,
				this.json.writeValueAsString(payload));
	}

	/** Signs how far the chain has come, unless that is signed already. */
	public Checkpoint sign(String origin, LedgerSigningKey key, Instant now) {
		return Objects.requireNonNull(this.transactions.execute((transaction) -> {
			Head head = locked();
			Optional<Checkpoint> newest = newest();
			if (newest.isPresent() && newest.get().size() == head.position) {
				return newest.get();
			}
			Checkpoint signed = Checkpoint.sign(origin, newest.map(Checkpoint::number).orElse(0L) + 1, head.position,
					head.hash, head.erased, now, key);
			sql("insert into {schema}.ledger_checkpoint (size, at, note, key) values (:size, :at, :note, :key)")
				.param("size", signed.size())
				.param("at", Timestamp.from(now))
				.param("note", signed.text())
				.param("key", key.publicKey())
				.update();
			return signed;
		}));
	}

	/** The newest checkpoint. */
	Optional<Checkpoint> newest() {
		return sql("select note from {schema}.ledger_checkpoint order by size desc limit 1").query(String.class)
			.optional()
			.map(Checkpoint::parse);
	}

	/** The newest checkpoints first. */
	public List<Checkpoint> checkpoints(int most) {
		return sql("select note from {schema}.ledger_checkpoint order by size desc limit :most").param("most", most)
			.query(String.class)
			.list()
			.stream()
			.map(Checkpoint::parse)
			.toList();
	}

	private Head locked() {
		return sql("select position, hash, erased from {schema}.ledger_head for update")
			.query((row, number) -> new Head(row.getLong("position"), row.getBytes("hash"), row.getLong("erased")))
			.single();
	}

	private void extend(Head head, List<LedgerRecord> records) {
		List<Link> links = new ArrayList<>(records.size());
		byte[] previous = head.hash;
		long position = head.position;
		for (LedgerRecord record : records) {
			byte[] salt = new byte[SALT];
			RANDOM.nextBytes(salt);
			byte[] commitment = HashChain.commitment(salt, record.payload());
			byte[] hash = HashChain.next(previous, ++position, commitment);
			links.add(new Link(position, previous, commitment, hash, salt, record));
			previous = hash;
		}
		this.batches.update((connection) -> insert(connection, links));
		sql("update {schema}.ledger_head set position = :position, hash = :hash, erased = :erased")
			.param("position", position)
			.param("hash", previous)
			.param("erased", head.erased)
			.update();
	}

	private PreparedStatement insert(Connection connection, List<Link> links) throws SQLException {
		PreparedStatement statement = connection.prepareStatement(
				"""
						insert into {schema}.audit (writer, position, id, at, previous, commitment, hash, subject, agency,
							outcome, reason, entry, distribution, provider, step, payload, salt)
						select 'log', * from unnest(?::bigint[], ?::text[], ?::timestamptz[], ?::bytea[], ?::bytea[], ?::bytea[],
							?::text[], ?::text[], ?::text[], ?::text[], ?::text[], ?::text[], ?::text[], ?::text[], ?::text[],
							?::bytea[])
						"""
					.replace("{schema}", this.schema));
		set(statement, 1, "bigint", links, Link::position);
		set(statement, 2, "text", links, (link) -> link.record.id());
		set(statement, 3, "timestamptz", links, (link) -> Timestamp.from(link.record.at()));
		set(statement, 4, "bytea", links, Link::previous);
		set(statement, 5, "bytea", links, Link::commitment);
		set(statement, 6, "bytea", links, Link::hash);
		set(statement, 7, "text", links, (link) -> link.record.subject());
		set(statement, 8, "text", links, (link) -> link.record.agency());
		set(statement, 9, "text", links, (link) -> link.record.outcome());
		set(statement, 10, "text", links, (link) -> link.record.reason());
		set(statement, 11, "text", links, (link) -> link.record.entry());
		set(statement, 12, "text", links, (link) -> link.record.distribution());
		set(statement, 13, "text", links, (link) -> link.record.provider());
		set(statement, 14, "text", links, (link) -> link.record.step());
		set(statement, 15, "text", links, (link) -> link.record.payload());
		set(statement, 16, "bytea", links, Link::salt);
		return statement;
	}

	private static void set(PreparedStatement statement, int parameter, String type, List<Link> links,
			Function<Link, @Nullable Object> member) throws SQLException {
		@Nullable Object[] values = type.equals("bytea") ? new byte[links.size()][] : new @Nullable Object[links.size()];
		for (int i = 0; i < values.length; i++) {
			values[i] = member.apply(links.get(i));
		}
		Array array = statement.getConnection().createArrayOf(type, values);
		statement.setArray(parameter, array);
	}

	/** How far the chain has come. */
	private record Head(long position, byte[] hash, long erased) {
	}

	private record Link(long position, byte[] previous, byte[] commitment, byte[] hash, byte[] salt,
			LedgerRecord record) {
	}

	private record Numbered(long number, LedgerRecord step) {
	}

}
