package org.shuyuan.support.ledger;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.Period;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

import org.jspecify.annotations.Nullable;
import org.shuyuan.support.caller.Caller;
import org.shuyuan.support.ledger.chain.LedgerStore;
import org.shuyuan.support.problem.CommonProblemType;
import org.shuyuan.support.problem.NotFound;
import org.shuyuan.support.problem.Problem;
import org.shuyuan.vocab.CodeList;
import org.shuyuan.vocab.identifier.RequestId;
import org.shuyuan.vocab.rdf.Violation;

import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Payloads of a ledger are erased by two persons: one asks, another does it. Who asked,
 * who did it, why and by which clause stays in the chain; so does the commitment of what
 * was erased, which proves that nothing else was put in its place.
 */
final class Erasures {

	/** Records in one request. */
	static final int MOST = 200;

	private static final int LONGEST_REASON = 2000;

	private final String schema;

	private final Period retention;

	private final JdbcClient sql;

	private final LedgerStore store;

	private final TransactionTemplate transactions;

	private final Clock clock;

	private final ZoneId zone;

	/**
	 * Those of one ledger.
	 * @param retention how long each record is kept whole, whoever asks
	 * @param zone in which its last day is counted
	 */
	Erasures(String schema, Period retention, JdbcTemplate sql, LedgerStore store, TransactionTemplate transactions,
			Clock clock, ZoneId zone) {
		this.schema = schema;
		this.retention = retention;
		this.sql = JdbcClient.create(sql);
		this.store = store;
		this.transactions = transactions;
		this.clock = clock;
		this.zone = zone;
	}

	private JdbcClient.StatementSpec sql(String statement) {
		return this.sql.sql(statement.replace("{schema}", this.schema));
	}

	/**
	 * Asks. Who asks for the same again is answered what he asked for first.
	 * @throws Problem 422 {@code erasure-invalid} with all that is wrong, 409
	 * {@code erasure-open} where one of the records waits to be erased already
	 */
	Erasure ask(List<String> records, @Nullable String reason, String clause, Caller caller) {
		String why = (reason != null) ? reason.strip() : "";
		List<String> distinct = records.stream().distinct().sorted().toList();
		return Objects.requireNonNull(this.transactions.execute((transaction) -> {
			sql("lock table {schema}.erasure in share row exclusive mode").update();
			Optional<Erasure> open = waiting(distinct);
			if (open.isPresent()) {
				return open
					.filter((same) -> same.askedBy().equals(caller.subject()) && same.records().equals(distinct)
							&& same.reason().equals(why) && same.clause().equals(clause))
					.orElseThrow(() -> ErasureProblems.open(open.get()));
			}
			List<Violation> violations = violations(distinct, why, clause, caller);
			if (!violations.isEmpty()) {
				throw ErasureProblems.invalid(violations);
			}
			Erasure asked = new Erasure(RequestId.random().value(), distinct, why, clause, Erasure.State.ASKED,
					caller.subject(), this.clock.instant(), null, null, null);
			insert(asked);
			return asked;
		}));
	}

	private void insert(Erasure asked) {
		sql("""
				insert into {schema}.erasure (id, records, reason, clause, state, asked_by, asked)
				values (:id, :records, :reason, :clause, 'asked', :by, :at)
				""").param("id", asked.id())
			.param("records", asked.records().toArray(String[]::new))
			.param("reason", asked.reason())
			.param("clause", asked.clause())
			.param("by", asked.askedBy())
			.param("at", Timestamp.from(asked.asked()))
			.update();
	}

	private List<Violation> violations(List<String> records, String reason, String clause, Caller caller) {
		List<Violation> violations = new ArrayList<>();
		if (reason.isEmpty() || reason.length() > LONGEST_REASON) {
			violations.add(ErasureProblems.reason());
		}
		if (!CodeList.of("clauses").has(clause)) {
			violations.add(ErasureProblems.clause());
		}
		if (records.isEmpty() || records.size() > MOST) {
			violations.add(ErasureProblems.number());
			return violations;
		}
		Map<String, Held> held = held(records);
		records.forEach((id) -> Optional.ofNullable(held.get(id))
			.map((record) -> record.obstacle(id, caller.subject()).or(() -> retained(id, record)))
			.orElseGet(() -> Optional.of(ErasureProblems.unknown(id)))
			.ifPresent(violations::add));
		return violations;
	}

	/** A term that a law or the city sets goes before. */
	private Optional<Violation> retained(String id, Held record) {
		if (this.retention.isZero()) {
			return Optional.empty();
		}
		LocalDate until = record.at.atZone(this.zone).toLocalDate().plus(this.retention);
		return until.isAfter(LocalDate.ofInstant(this.clock.instant(), this.zone))
				? Optional.of(ErasureProblems.retained(id, until)) : Optional.empty();
	}

	private Map<String, Held> held(List<String> records) {
		return sql("""
				select id, at, subject, payload is null as erased,
					coalesce(%s, false) as own
				from {schema}.audit where id = any(:ids)
				""".formatted(LedgerStore.OWN)).param("ids", records.toArray(String[]::new))
			.query((row, number) -> new Held(row.getString("id"), row.getTimestamp("at").toInstant(),
					row.getString("subject"), row.getBoolean("erased"), row.getBoolean("own")))
			.list()
			.stream()
			.collect(Collectors.toMap(Held::id, Function.identity()));
	}

	private Optional<Erasure> waiting(List<String> records) {
		return sql("select * from {schema}.erasure where state = 'asked' and records && cast(:ids as text[]) limit 1")
			.param("ids", records.toArray(String[]::new))
			.query((row, number) -> read(row))
			.optional();
	}

	/**
	 * Erases what was asked for, by another person than who asked, in one transaction
	 * with the record of it.
	 * @throws Problem 403 {@code second-person-needed}, or 403 {@code erasure-own-record}
	 * where one of the records is of what the caller did
	 */
	Erasure carryOut(String id, Caller caller) {
		return decide(id, caller, Erasure.State.ERASED, null, (asked) -> {
			secondPerson(asked, caller);
			if (held(asked.records()).values().stream().anyMatch((each) -> each.subject.equals(caller.subject()))) {
				throw ErasureProblems.ownRecord();
			}
			int erased = this.store.erase(asked.records(), asked.reason(), caller.subject(), this.clock.instant(),
					Map.of("clause", asked.clause(), "erasure", asked.id(), "askedBy", asked.askedBy()));
			if (erased != new HashSet<>(asked.records()).size()) {
				throw new IllegalStateException("Not all that was asked for could be erased");
			}
		});
	}

	/** The second person does not erase it. */
	Erasure refuse(String id, @Nullable String reason, Caller caller) {
		String why = (reason != null) ? reason.strip() : "";
		if (why.isEmpty() || why.length() > LONGEST_REASON) {
			throw ErasureProblems.invalid(List.of(ErasureProblems.reason()));
		}
		return decide(id, caller, Erasure.State.REFUSED, why, (asked) -> secondPerson(asked, caller));
	}

	/** Who asked takes it back. */
	Erasure withdraw(String id, Caller caller) {
		return decide(id, caller, Erasure.State.WITHDRAWN, null, (asked) -> {
			if (!asked.askedBy().equals(caller.subject())) {
				throw ErasureProblems.notWhoAsked();
			}
		});
	}

	private static void secondPerson(Erasure asked, Caller caller) {
		if (asked.askedBy().equals(caller.subject())) {
			throw ErasureProblems.samePerson();
		}
	}

	private Erasure decide(String id, Caller caller, Erasure.State state, @Nullable String note, Step step) {
		this.transactions.executeWithoutResult((transaction) -> {
			Erasure asked = sql("select * from {schema}.erasure where id = :id for update").param("id", id)
				.query((row, number) -> read(row))
				.optional()
				.orElseThrow(Erasures::missing);
			if (asked.state() != Erasure.State.ASKED) {
				throw ErasureProblems.decided(asked.state());
			}
			step.take(asked);
			sql("""
					update {schema}.erasure set state = :state, decided_by = :by, decided = :at, note = :note
					where id = :id
					""").param("state", state.code())
				.param("by", caller.subject())
				.param("at", Timestamp.from(this.clock.instant()))
				.param("note", note)
				.param("id", id)
				.update();
		});
		return find(id);
	}

	/**
	 * One of them.
	 * @throws Problem 404 {@code erasure-not-found}
	 */
	Erasure find(String id) {
		return sql("select * from {schema}.erasure where id = :id").param("id", id)
			.query((row, number) -> read(row))
			.optional()
			.orElseThrow(Erasures::missing);
	}

	private static Problem missing() {
		return NotFound.of(CommonProblemType.ERASURE_NOT_FOUND, "删除申请", "request to erase");
	}

	/** The newest first. */
	List<Erasure> list(@Nullable String state, @Nullable String after, int limit) {
		return sql("""
				select * from {schema}.erasure
				where (cast(:state as text) is null or state = :state) and (cast(:after as text) is null
					or (asked, id) < (select e.asked, e.id from {schema}.erasure e where e.id = :after))
				order by asked desc, id desc limit :limit
				""").param("state", state)
			.param("after", after)
			.param("limit", limit)
			.query((row, number) -> read(row))
			.list();
	}

	private static Erasure read(ResultSet row) throws SQLException {
		Timestamp decided = row.getTimestamp("decided");
		return new Erasure(row.getString("id"), List.of((String[]) row.getArray("records").getArray()),
				row.getString("reason"), row.getString("clause"),
				Erasure.State.valueOf(row.getString("state").toUpperCase(Locale.ROOT)), row.getString("asked_by"),
				row.getTimestamp("asked").toInstant(), row.getString("decided_by"),
				(decided != null) ? decided.toInstant() : null, row.getString("note"));
	}

	@FunctionalInterface
	private interface Step {

		void take(Erasure asked);

	}

	/** What counts of a record here. */
	private record Held(String id, Instant at, String subject, boolean erased, boolean own) {

		/** Why it cannot be erased on this person's request. */
		Optional<Violation> obstacle(String record, String asker) {
			if (this.erased) {
				return Optional.of(ErasureProblems.erased(record));
			}
			if (this.own) {
				return Optional.of(ErasureProblems.ofTheLedger(record));
			}
			return this.subject.equals(asker) ? Optional.of(ErasureProblems.own(record)) : Optional.empty();
		}

	}

}
