package org.shuyuan.catalogue.entry;

import java.sql.Timestamp;
import java.time.Clock;
import java.time.Instant;
import java.util.List;

import org.jspecify.annotations.Nullable;
import org.shuyuan.support.caller.Caller;
import org.shuyuan.vocab.identifier.AgencyId;
import org.shuyuan.vocab.identifier.EntryId;
import org.shuyuan.vocab.role.Role;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/**
 * Who stopped an entry, in which role, and what was filed 备案 with the authority
 * (Government Data Sharing Regulation, art. 29).
 */
@Repository
class EntrySuspensions {

	private final JdbcClient sql;

	private final Clock clock;

	EntrySuspensions(JdbcClient sql, Clock clock) {
		this.sql = sql;
		this.clock = clock;
	}

	@Transactional(propagation = Propagation.MANDATORY)
	void stop(EntryState entryState, String what, String reason, @Nullable String filing, Caller caller) {
		this.sql.sql("""
				insert into catalogue.stop (entry, agency, at, by, role, what, reason, filing)
				values (:entry, :agency, :at, :by, :role, :what, :reason, :filing)
				""")
			.param("entry", entryState.id().value())
			.param("agency", entryState.agency().value())
			.param("at", Timestamp.from(this.clock.instant()))
			.param("by", caller.subject())
			.param("role", (caller.has(Role.AUTHORITY) ? Role.AUTHORITY : Role.DEPARTMENT_HEAD).code())
			.param("what", what)
			.param("reason", reason)
			.param("filing", filing)
			.update();
	}

	/**
	 * Whether the authority suspended the entry. A suspension without a recorded role
	 * counts as the authority's.
	 */
	boolean byAuthority(EntryId entry) {
		return this.sql.sql("""
				select role from catalogue.stop where entry = :entry and what = 'suspended' order by id desc limit 1
				""")
			.param("entry", entry.value())
			.query(String.class)
			.optional()
			.filter((role) -> !role.equals(Role.AUTHORITY.code()))
			.isEmpty();
	}

	/** What was filed, the newest first. */
	List<Filing> filings(@Nullable AgencyId agency) {
		return this.sql.sql("""
				select entry, agency, at, by, what, reason, filing from catalogue.stop
				where filing is not null and (:agency::text is null or agency = :agency) order by id desc limit 200
				""")
			.param("agency", (agency != null) ? agency.value() : null)
			.query((row, number) -> new Filing(new EntryId(row.getString("entry")),
					new AgencyId(row.getString("agency")), row.getTimestamp("at").toInstant(), row.getString("by"),
					row.getString("what"), row.getString("reason"), row.getString("filing")))
			.list();
	}

	/**
	 * What a department filed when it stopped an entry.
	 *
	 * @param what {@code suspended} or {@code retired}
	 */
	record Filing(EntryId entry, AgencyId agency, Instant at, String by, String what, String reason, String filing) {
	}

}
