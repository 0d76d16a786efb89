package org.shuyuan.catalogue.agency;

import java.sql.Timestamp;
import java.time.Clock;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import org.shuyuan.catalogue.changes.ChangeLog;
import org.shuyuan.catalogue.changes.NewChange;
import org.shuyuan.vocab.identifier.AgencyId;
import tools.jackson.databind.json.JsonMapper;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Transactional;

/**
 * The agencies that the catalogue knows.
 */
@Repository
public class Agencies {

	private final JdbcClient sql;

	private final JsonMapper json;

	private final ChangeLog changes;

	private final Clock clock;

	Agencies(JdbcClient sql, JsonMapper json, ChangeLog changes, Clock clock) {
		this.sql = sql;
		this.json = json;
		this.changes = changes;
		this.clock = clock;
	}

	/** Whether there is such an agency. */
	public boolean exists(AgencyId id) {
		return find(id).isPresent();
	}

	/** The agency with the code. */
	public Optional<Agency> find(AgencyId id) {
		return this.sql.sql("select document from catalogue.agency where id = :id")
			.param("id", id.value())
			.query(String.class)
			.optional()
			.map(this::read);
	}

	/** Each agency's document. */
	public Map<AgencyId, String> documents() {
		Map<AgencyId, String> documents = new HashMap<>();
		this.sql.sql("select id, document::text as document from catalogue.agency").query((row) -> {
			documents.put(new AgencyId(row.getString("id")), row.getString("document"));
		});
		return documents;
	}

	/** Every agency, by code. */
	public List<Agency> all() {
		return this.sql.sql("select document from catalogue.agency order by id")
			.query(String.class)
			.list()
			.stream()
			.map(this::read)
			.toList();
	}

	List<Agency> after(String id, int limit) {
		return this.sql.sql("select document from catalogue.agency where id > :id order by id limit :limit")
			.param("id", id)
			.param("limit", limit)
			.query(String.class)
			.list()
			.stream()
			.map(this::read)
			.toList();
	}

	/**
	 * Creates or changes an agency; writing again what is there changes nothing.
	 * @return whether it is new
	 */
	@Transactional
	boolean put(AgencyId id, Agency agency, String by) {
		Optional<Agency> before = find(id);
		if (before.filter(agency::equals).isPresent()) {
			return false;
		}
		Instant now = this.clock.instant();
		String document = this.json.writeValueAsString(agency);
		this.sql.sql("""
				insert into catalogue.agency (id, document, changed) values (:id, :document::jsonb, :now)
				on conflict (id) do update set document = excluded.document, changed = excluded.changed
				""").param("id", id.value()).param("document", document).param("now", Timestamp.from(now)).update();
		this.changes.append(List.of(new NewChange.OfAgency(id, now, by, document)));
		return before.isEmpty();
	}

	private Agency read(String document) {
		return this.json.readValue(document, Agency.class);
	}

}
