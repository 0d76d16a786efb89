package org.shuyuan.gateway.audit;

import java.sql.Timestamp;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

import org.shuyuan.vocab.identifier.AgencyId;
import org.shuyuan.vocab.identifier.DistributionId;
import org.shuyuan.vocab.identifier.EntryId;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/**
 * Who was given data, by the decisions on record.
 */
@Repository
public class Recipients {

	private final JdbcClient sql;

	Recipients(JdbcClient sql) {
		this.sql = sql;
	}

	/** How often access to the data of a distribution was permitted, if ever. */
	public Map<DistributionId, Long> uses(Instant since) {
		Map<DistributionId, Long> uses = new LinkedHashMap<>();
		this.sql.sql("""
				select distribution, count(*) as uses from gateway.audit
				where at > :since and outcome = 'permit' and distribution is not null group by distribution
				""").param("since", Timestamp.from(since)).query((row) -> {
			uses.put(new DistributionId(row.getString("distribution")), row.getLong("uses"));
		});
		return uses;
	}

	/** Agencies that were permitted access to a distribution's data in that time. */
	public Set<AgencyId> of(EntryId entry, DistributionId distribution, Instant from, Instant to) {
		return this.sql.sql("""
				select distinct agency from gateway.audit
				where entry = :entry and distribution = :distribution and outcome = 'permit' and agency is not null
					and at between :from and :to
				""")
			.param("entry", entry.value())
			.param("distribution", distribution.value())
			.param("from", Timestamp.from(from))
			.param("to", Timestamp.from(to))
			.query((row, number) -> new AgencyId(row.getString(1)))
			.set();
	}

}
