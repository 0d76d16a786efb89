package org.shuyuan.gateway.verification;

import java.sql.Timestamp;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;

import org.jspecify.annotations.Nullable;
import org.shuyuan.gateway.request.Grants;
import org.shuyuan.vocab.identifier.AgencyId;
import org.shuyuan.vocab.identifier.GrantId;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/**
 * Grants used to guess values: one alarm for each grant and day.
 */
@Repository
class VerificationAlarms {

	private final JdbcClient sql;

	private final Grants grants;

	private final Clock clock;

	VerificationAlarms(JdbcClient sql, Grants grants, Clock clock) {
		this.grants = grants;
		this.sql = sql;
		this.clock = clock;
	}

	/**
	 * Raises the alarm, or counts one more call that was refused.
	 * @return whether it is the day's first
	 */
	boolean raise(GrantId grant, LocalDate day, String subject) {
		return this.grants.parties(grant).filter((parties) -> raise(grant, parties, day, subject)).isPresent();
	}

	private boolean raise(GrantId grant, Grants.Parties parties, LocalDate day, String subject) {
		return this.sql.sql("""
				insert into gateway.verification_alarm as a (grant_id, day, entry, distribution, provider, requester,
					subject, first, last, refused)
				values (:grant, :day, :entry, :distribution, :provider, :requester, :subject, :now, :now, 1)
				on conflict (grant_id, day) do update set last = :now, refused = a.refused + 1, subject = :subject
				returning refused
				""")
			.param("grant", grant.value())
			.param("entry", parties.entry().value())
			.param("distribution", parties.distribution().value())
			.param("provider", parties.provider().value())
			.param("requester", parties.requester().value())
			.param("day", day)
			.param("subject", subject)
			.param("now", Timestamp.from(this.clock.instant()))
			.query(Long.class)
			.single() == 1;
	}

	/**
	 * Alarms, the newest first.
	 * @param provider of this agency's data; absent for all
	 * @param before those with a lower number
	 */
	List<Alarm> list(@Nullable AgencyId provider, long before, int limit) {
		return this.sql.sql("""
				select * from gateway.verification_alarm
				where number < :before and (cast(:provider as text) is null or provider = :provider)
				order by number desc limit :limit
				""")
			.param("before", before)
			.param("provider", (provider != null) ? provider.value() : null)
			.param("limit", limit)
			.query((row, number) -> new Alarm(row.getString("number"), "verification-budget-used-up",
					row.getString("grant_id"), row.getString("entry"), row.getString("distribution"),
					new AgencyId(row.getString("provider")), new AgencyId(row.getString("requester")),
					row.getString("subject"), row.getObject("day", LocalDate.class),
					row.getTimestamp("first").toInstant(), row.getTimestamp("last").toInstant(),
					row.getLong("refused")))
			.list();
	}

	/**
	 * An alarm.
	 *
	 * @param id its number
	 * @param reason code of the refusal that raised it
	 * @param subject who asked last
	 * @param day the day, in the city's time zone
	 * @param refused calls refused on that day
	 */
	record Alarm(String id, String reason, String grant, String entry, String distribution, AgencyId provider,
			AgencyId requester, String subject, LocalDate day, Instant first, Instant last, long refused) {
	}

}
