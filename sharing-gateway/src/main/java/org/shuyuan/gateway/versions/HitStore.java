package org.shuyuan.gateway.versions;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

import org.jspecify.annotations.Nullable;
import org.shuyuan.gateway.inspection.Finding;
import org.shuyuan.gateway.inspection.PendingVersion;
import org.shuyuan.gateway.inspection.ScanRules;
import org.shuyuan.vocab.identifier.AgencyId;
import org.shuyuan.vocab.identifier.DistributionId;
import org.shuyuan.vocab.identifier.EntryId;
import org.shuyuan.vocab.process.HitState;
import tools.jackson.core.type.TypeReference;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/**
 * What the negative list found in versions, and what was decided about it, in SQL.
 */
@Repository
public class HitStore {

	private static final String HIT = """
			select id, distribution, version, entry, agency, column_name, rule, rules_version, clause, count, evidence,
				found, state, decided, reason from gateway.content_hit
			""";

	private final JdbcClient sql;

	private final ScanRules rules;

	private final Clock clock;

	HitStore(JdbcClient sql, ScanRules rules, Clock clock) {
		this.sql = sql;
		this.rules = rules;
		this.clock = clock;
	}

	/** A hit. */
	public Optional<NegativeListHit> find(String id) {
		return this.sql.sql(HIT + " where id = :id").param("id", id).query(HitStore::hit).optional();
	}

	/**
	 * Hits, the newest first.
	 * @param agency only of that agency; absent for all
	 * @param state only in that state; absent for all
	 */
	public List<NegativeListHit> all(@Nullable AgencyId agency, @Nullable String state, int limit, int after) {
		return this.sql.sql(HIT + """
				where (cast(:agency as text) is null or agency = :agency)
					and (cast(:state as text) is null or state = :state)
				order by found desc, id limit :limit offset :after
				""")
			.param("agency", (agency != null) ? agency.value() : null)
			.param("state", state)
			.param("limit", limit)
			.param("after", after)
			.query(HitStore::hit)
			.list();
	}

	/** How many wait for a decision; of an agency, or of all. */
	public long countOpen(@Nullable AgencyId agency) {
		return this.sql.sql("""
				select count(*) from gateway.content_hit
				where state = 'open' and (cast(:agency as text) is null or agency = :agency)
				""").param("agency", (agency != null) ? agency.value() : null).query(Long.class).single();
	}

	/** Every hit in any version of the distributions, the oldest first. */
	List<NegativeListHit> in(Collection<DistributionId> distributions) {
		return this.sql.sql(HIT + " where distribution in (:all) order by found, id")
			.param("all", distributions.stream().map(DistributionId::value).toList())
			.query(HitStore::hit)
			.list();
	}

	/** Adds what was found in a version; it waits for the authority. */
	public void add(PendingVersion version, Finding finding) {
		this.sql.sql("""
				insert into gateway.content_hit (id, distribution, version, entry, agency, column_name, rule,
					rules_version, clause, count, evidence, found, state)
				select :id, distribution, version, entry, agency, :column, :rule, :rules, :clause, :count,
					cast(:evidence as jsonb), :now, 'open'
				from gateway.data_version where distribution = :distribution and version = :version
				""")
			.param("id", UUID.randomUUID().toString().replace("-", ""))
			.param("column", finding.column())
			.param("rule", finding.rule())
			.param("rules", this.rules.version())
			.param("clause", finding.clause())
			.param("count", finding.count())
			.param("evidence", StoredJson.write(finding.evidence()))
			.param("now", now())
			.param("distribution", version.distribution().value())
			.param("version", version.version())
			.update();
	}

	/**
	 * Closes what is open in versions no longer held, and opens what was closed so in the
	 * version in force.
	 */
	public void follow(DistributionId distribution) {
		this.sql.sql("""
				update gateway.content_hit h set state = case when v.in_force then 'open' else 'closed' end
				from gateway.data_version v
				where v.distribution = h.distribution and v.version = h.version and h.distribution = :distribution
					and ((h.state = 'closed' and v.in_force) or (h.state = 'open' and not v.in_force
						and v.state in ('available', 'rejected', 'failed')))
				""").param("distribution", distribution.value()).update();
	}

	/**
	 * Decides an open hit.
	 * @return false if it was decided before
	 */
	public boolean decide(NegativeListHit negativeListHit, boolean uphold, String reason, String subject) {
		int changed = this.sql.sql("""
				update gateway.content_hit set state = :state, reason = :reason, decided_by = :subject, decided = :now
				where id = :id and state = 'open'
				""")
			.param("state", (uphold ? HitState.UPHELD : HitState.DISMISSED).code())
			.param("reason", reason)
			.param("subject", subject)
			.param("now", now())
			.param("id", negativeListHit.id())
			.update();
		return changed == 1;
	}

	private Timestamp now() {
		return Timestamp.from(Instant.now(this.clock));
	}

	private static NegativeListHit hit(ResultSet row, int number) throws SQLException {
		Timestamp decided = row.getTimestamp("decided");
		Finding finding = new Finding(row.getString("column_name"), row.getString("rule"), row.getInt("rules_version"),
				row.getString("clause"), row.getLong("count"),
				StoredJson.read(row.getString("evidence"), new TypeReference<List<String>>() {
				}));
		return new NegativeListHit(row.getString("id"), new DistributionId(row.getString("distribution")),
				row.getInt("version"), new EntryId(row.getString("entry")), new AgencyId(row.getString("agency")),
				finding, row.getTimestamp("found").toInstant(), HitState.ofCode(row.getString("state")),
				(decided != null) ? decided.toInstant() : null, row.getString("reason"));
	}

}
