package org.shuyuan.support.ledger;

import java.sql.Timestamp;
import java.time.Instant;
import java.util.List;

import org.jspecify.annotations.Nullable;
import org.shuyuan.support.problem.CommonProblemType;
import org.shuyuan.support.problem.Problem;
import org.shuyuan.vocab.Text;
import org.shuyuan.vocab.identifier.EntryId;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Finds records of a ledger, the newest first.
 */
public final class LedgerSearch {

	private static final Instant EARLIEST = Instant.EPOCH;

	private static final Instant LATEST = Instant.parse("9999-01-01T00:00:00Z");

	private static final List<String> OUTCOMES = List.of("permit", "refuse", "stop", "alarm", "step");

	private static final int LONGEST = 200;

	private final String schema;

	private final JdbcClient sql;

	private final JsonMapper json;

	LedgerSearch(String schema, JdbcTemplate sql, JsonMapper json) {
		this.schema = schema;
		this.sql = JdbcClient.create(sql);
		this.json = json;
	}

	/**
	 * What is looked for; what is absent does not matter.
	 *
	 * @param from from when on
	 * @param to until when, not included
	 * @param subject who did it
	 * @param agency agency acted for
	 * @param provider agency whose data were called; steps of processes are both sides'
	 * own
	 * @param entry what it is about
	 * @param outcome its outcome
	 * @param records ids of which the record has one; none for any
	 * @param after id of the record to go on after
	 */
	public record Query(@Nullable Instant from, @Nullable Instant to, @Nullable String subject, @Nullable String agency,
			@Nullable String provider, @Nullable String entry, @Nullable String outcome, List<String> records,
			@Nullable String after) {

		/**
		 * The query, if it can be answered.
		 * @throws Problem 400 {@code parameter-invalid} otherwise
		 */
		public Query {
			if (from != null && to != null && from.isAfter(to)) {
				throw invalid("from", "from 晚于 to", "from is after to");
			}
			if (outcome != null && !OUTCOMES.contains(outcome)) {
				throw invalid("outcome", "outcome 须为 " + String.join("、", OUTCOMES),
						"outcome is one of " + String.join(", ", OUTCOMES));
			}
			if (entry != null) {
				try {
					entry = new EntryId(entry).value();
				}
				catch (IllegalArgumentException _) {
					throw invalid("entry", "entry 不是目录条目编号", "entry is no id of an entry");
				}
			}
			records = List.copyOf(records);
			if (records.size() > Erasures.MOST) {
				throw invalid("record", "record 超过 " + Erasures.MOST + " 个", "More than " + Erasures.MOST + " records");
			}
			records.forEach((record) -> text("record", record));
			text("subject", subject);
			text("agency", agency);
			text("after", after);
		}

		private static void text(String name, @Nullable String value) {
			if (value != null
					&& (value.length() > LONGEST || value.chars().anyMatch((sign) -> Character.isISOControl(sign)))) {
				throw invalid(name, name + " 过长或含控制字符", name + " is too long or has control characters");
			}
		}

	}

	/**
	 * The records found.
	 * @param limit how many at most
	 * @throws Problem 400 {@code parameter-invalid} where no record has the id to go on
	 * after
	 */
	public List<JsonNode> find(Query query, int limit) {
		if (query.after() != null && !exists(query.after())) {
			throw invalid("after", "没有该编号的记录", "There is no record with the id after");
		}
		return this.sql.sql("""
				select payload from {schema}.audit
				where payload is not null
					and (cast(:from as timestamptz) is null or at >= :from)
					and (cast(:to as timestamptz) is null or at < :to)
					and (cast(:subject as text) is null or subject = :subject)
					and (cast(:agency as text) is null or agency = :agency)
					and (cast(:provider as text) is null or provider = :provider and outcome <> 'step')
					and (cast(:entry as text) is null or entry = :entry)
					and (cast(:outcome as text) is null or outcome = :outcome)
					and (cardinality(cast(:records as text[])) = 0 or id = any(cast(:records as text[])))
					and (cast(:after as text) is null
						or (at, id) < (select b.at, b.id from {schema}.audit b where b.id = :after))
				order by at desc, id desc limit :limit
				""".replace("{schema}", this.schema))
			.param("from", timestamp(query.from()))
			.param("to", timestamp(query.to()))
			.param("subject", query.subject())
			.param("agency", query.agency())
			.param("provider", query.provider())
			.param("entry", query.entry())
			.param("outcome", query.outcome())
			.param("records", query.records().toArray(String[]::new))
			.param("after", query.after())
			.param("limit", limit)
			.query((row, number) -> this.json.readTree(row.getString("payload")))
			.list();
	}

	private boolean exists(String id) {
		return this.sql.sql("select exists (select from %s.audit where id = :id)".formatted(this.schema))
			.param("id", id)
			.query(Boolean.class)
			.single();
	}

	/** Nothing was recorded outside the years that the database knows. */
	private static @Nullable Timestamp timestamp(@Nullable Instant at) {
		if (at == null) {
			return null;
		}
		return Timestamp.from(at.isBefore(EARLIEST) ? EARLIEST : at.isAfter(LATEST) ? LATEST : at);
	}

	private static Problem invalid(String parameter, String zh, String en) {
		return new Problem(CommonProblemType.PARAMETER_INVALID, Text.of(zh, en),
				Text.of("请更正该参数后重试", "Correct it and ask again"))
			.property("parameter", parameter);
	}

}
