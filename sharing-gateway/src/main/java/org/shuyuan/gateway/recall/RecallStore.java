package org.shuyuan.gateway.recall;

import java.sql.Array;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Instant;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.UUID;

import org.jspecify.annotations.Nullable;
import org.shuyuan.gateway.inspection.Finding;
import org.shuyuan.gateway.versions.DataVersion;
import org.shuyuan.gateway.versions.StoredJson;
import org.shuyuan.vocab.identifier.AgencyId;
import org.shuyuan.vocab.identifier.DistributionId;
import org.shuyuan.vocab.identifier.EntryId;
import tools.jackson.core.type.TypeReference;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/**
 * What was recalled, and from whom, in SQL.
 */
@Repository
public class RecallStore {

	private static final TypeReference<List<Recall.Found>> FOUND = new TypeReference<>() {
	};

	private final JdbcClient sql;

	private final Clock clock;

	RecallStore(JdbcClient sql, Clock clock) {
		this.sql = sql;
		this.clock = clock;
	}

	/** Records a recall; within the transaction that closes the version. */
	public void add(DataVersion version, int rules, String effect, List<Finding> findings,
			Collection<AgencyId> recipients) {
		String id = UUID.randomUUID().toString().replace("-", "");
		this.sql.sql("""
				insert into gateway.data_recall (id, distribution, version, entry, agency, at, rules_version, effect,
					findings)
				values (:id, :distribution, :version, :entry, :agency, :now, :rules, :effect, cast(:findings as jsonb))
				""")
			.param("id", id)
			.param("distribution", version.distribution().value())
			.param("version", version.version())
			.param("entry", version.entry().value())
			.param("agency", version.agency().value())
			.param("now", Timestamp.from(Instant.now(this.clock)))
			.param("rules", rules)
			.param("effect", effect)
			.param("findings",
					StoredJson.write(findings.stream()
						.map((each) -> new Recall.Found(each.rule(), each.column(), each.count()))
						.toList()))
			.update();
		recipients.stream()
			.filter((agency) -> !agency.equals(version.agency()))
			.forEach((agency) -> this.sql
				.sql("insert into gateway.data_recall_recipient (recall, agency) values (:recall, :agency)")
				.param("recall", id)
				.param("agency", agency.value())
				.update());
	}

	/**
	 * Recalls, the newest first.
	 * @param agency only those that concern the agency; absent for all
	 */
	List<Recall> all(@Nullable AgencyId agency, int limit, int after) {
		return this.sql.sql("""
				select r.*, (select array_agg(agency order by agency) from gateway.data_recall_recipient
					where recall = r.id) as recipients from gateway.data_recall r
				where cast(:agency as text) is null or agency = :agency or exists
					(select from gateway.data_recall_recipient where recall = r.id and agency = :agency)
				order by at desc, id limit :limit offset :after
				""")
			.param("agency", (agency != null) ? agency.value() : null)
			.param("limit", limit)
			.param("after", after)
			.query((row, number) -> recall(row, agency))
			.list();
	}

	private static Recall recall(ResultSet row, @Nullable AgencyId reader) throws SQLException {
		AgencyId agency = new AgencyId(row.getString("agency"));
		Array recipients = row.getArray("recipients");
		List<AgencyId> all = (recipients == null) ? List.of()
				: Arrays.stream((String[]) recipients.getArray()).map(AgencyId::new).toList();
		return new Recall(row.getString("id"), row.getTimestamp("at").toInstant(), new EntryId(row.getString("entry")),
				new DistributionId(row.getString("distribution")), Integer.toString(row.getInt("version")), agency,
				row.getInt("rules_version"), row.getString("effect"), StoredJson.read(row.getString("findings"), FOUND),
				(reader == null || reader.equals(agency)) ? all : null);
	}

}
