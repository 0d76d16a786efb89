package org.shuyuan.catalogue.entry;

import java.sql.Timestamp;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

import org.jspecify.annotations.Nullable;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/**
 * The assessments of entries and the consents of departments' heads, each to one revision
 * (Government Data Sharing Regulation, art. 13).
 */
@Repository
class EntryApprovals {

	private final JdbcClient sql;

	EntryApprovals(JdbcClient sql) {
		this.sql = sql;
	}

	/** Records an assessment of the latest revision, or replaces the one of its kind. */
	@Transactional(propagation = Propagation.MANDATORY)
	void assess(EntryState entryState, Assessment.Kind kind, Assessment.Outcome outcome, @Nullable String note,
			String by, Instant at) {
		this.sql.sql("""
				insert into catalogue.assessment (entry, revision, kind, outcome, note, by, at)
				values (:entry, :revision, :kind, :outcome, :note, :by, :at)
				on conflict (entry, revision, kind) do update
				set outcome = excluded.outcome, note = excluded.note, by = excluded.by, at = excluded.at
				""")
			.param("entry", entryState.id().value())
			.param("revision", entryState.revision())
			.param("kind", kind.code())
			.param("outcome", outcome.code())
			.param("note", note)
			.param("by", by)
			.param("at", Timestamp.from(at))
			.update();
	}

	/** Records the head's consent to the latest revision, unless there is one. */
	@Transactional(propagation = Propagation.MANDATORY)
	void consent(EntryState entryState, String by, Instant at) {
		this.sql.sql("""
				insert into catalogue.consent (entry, revision, by, at) values (:entry, :revision, :by, :at)
				on conflict (entry, revision) do nothing
				""")
			.param("entry", entryState.id().value())
			.param("revision", entryState.revision())
			.param("by", by)
			.param("at", Timestamp.from(at))
			.update();
	}

	/** The assessments of the latest revision. */
	List<Assessment> assessments(EntryState entryState) {
		return this.sql.sql("""
				select kind, outcome, note, by, at from catalogue.assessment
				where entry = :entry and revision = :revision order by kind
				""")
			.param("entry", entryState.id().value())
			.param("revision", entryState.revision())
			.query((row, number) -> new Assessment(Assessment.Kind.ofCode(row.getString("kind")),
					Assessment.Outcome.ofCode(row.getString("outcome")), row.getString("note"), row.getString("by"),
					row.getTimestamp("at").toInstant()))
			.list();
	}

	/** The head's consent to the latest revision. */
	Optional<Consent> findConsent(EntryState entryState) {
		return this.sql.sql("""
				select by, at from catalogue.consent where entry = :entry and revision = :revision
				""")
			.param("entry", entryState.id().value())
			.param("revision", entryState.revision())
			.query((row, number) -> new Consent(row.getString("by"), row.getTimestamp("at").toInstant()))
			.optional();
	}

}
