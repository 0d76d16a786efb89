package org.shuyuan.catalogue.duty;

import java.sql.Timestamp;
import java.time.Clock;
import java.util.List;

import org.shuyuan.catalogue.duty.DutyController.Duty;
import org.shuyuan.vocab.identifier.AgencyId;
import tools.jackson.databind.json.JsonMapper;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Transactional;

/** The lists of duties. */
@Repository
class DutyStore {

	private final JdbcClient sql;

	private final JsonMapper json;

	private final Clock clock;

	DutyStore(JdbcClient sql, JsonMapper json, Clock clock) {
		this.sql = sql;
		this.json = json;
		this.clock = clock;
	}

	/** An agency's duties with later codes, in their order. */
	List<Duty> after(AgencyId agency, String code, int limit) {
		return this.sql.sql("""
				select document from catalogue.duty where agency = :agency and code > :after
				order by code limit :limit
				""")
			.param("agency", agency.value())
			.param("after", code)
			.param("limit", limit)
			.query(String.class)
			.list()
			.stream()
			.map((document) -> this.json.readValue(document, Duty.class))
			.toList();
	}

	/**
	 * Adds a duty, or replaces the one of that code.; who did is recorded with its
	 * transaction.
	 */
	@Transactional
	public void put(AgencyId agency, String code, Duty duty) {
		this.sql.sql("""
				insert into catalogue.duty (agency, code, document, changed)
				values (:agency, :code, :document::jsonb, :now)
				on conflict (agency, code) do update set document = excluded.document, changed = excluded.changed
				""")
			.param("agency", agency.value())
			.param("code", code)
			.param("document", this.json.writeValueAsString(duty))
			.param("now", Timestamp.from(this.clock.instant()))
			.update();
	}

}
