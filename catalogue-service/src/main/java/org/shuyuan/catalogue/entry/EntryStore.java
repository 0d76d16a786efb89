package org.shuyuan.catalogue.entry;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

import org.jspecify.annotations.Nullable;
import org.shuyuan.catalogue.changes.ChangeLog;
import org.shuyuan.catalogue.changes.NewChange;
import org.shuyuan.catalogue.rdf.CompactRdf;
import org.shuyuan.vocab.classification.Discoverability;
import org.shuyuan.vocab.entry.Completeness;
import org.shuyuan.vocab.entry.LifecycleState;
import org.shuyuan.vocab.identifier.AgencyId;
import org.shuyuan.vocab.identifier.EntryId;
import tools.jackson.databind.json.JsonMapper;

import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/**
 * Entries as they are stored: a standing, and every revision as compact RDF. Each write
 * puts its change into the log in the same transaction.
 */
@Repository
public class EntryStore {

	private final JdbcClient sql;

	private final JdbcTemplate batches;

	private final ChangeLog changes;

	private final EntryNames names;

	private final JsonMapper json;

	EntryStore(JdbcClient sql, JdbcTemplate batches, ChangeLog changes, EntryNames names, JsonMapper json) {
		this.sql = sql;
		this.batches = batches;
		this.changes = changes;
		this.names = names;
		this.json = json;
	}

	/** The entry's state. */
	public Optional<EntryState> find(EntryId id) {
		return this.sql.sql("select * from catalogue.entry where id = :id")
			.param("id", id.value())
			.query((row, number) -> standing(row))
			.optional();
	}

	/** Whether an agency has all of these entries. */
	public boolean areAllOf(AgencyId agency, Collection<EntryId> entries) {
		return this.sql.sql("select count(*) from catalogue.entry where id = any(:ids) and agency = :agency")
			.param("ids", entries.stream().map(EntryId::value).toArray(String[]::new))
			.param("agency", agency.value())
			.query(Long.class)
			.single() == entries.stream().distinct().count();
	}

	@Transactional(propagation = Propagation.MANDATORY)
	Optional<EntryState> lock(EntryId id) {
		return this.sql.sql("select * from catalogue.entry where id = :id for update")
			.param("id", id.value())
			.query((row, number) -> standing(row))
			.optional();
	}

	/** Entries already registered with one of the keys. */
	@Transactional(propagation = Propagation.MANDATORY)
	public Map<Key, Known> byKeys(String origin, Collection<Key> keys, Reading reading) {
		return this.sql.sql("""
				select e.*, r.graph, r.harvested
				from unnest(:agencies::text[], :keys::text[]) as k (agency, key)
				join catalogue.entry e on e.agency = k.agency and e.origin = :origin and e.key = k.key
				join catalogue.revision r on r.entry = e.id and r.revision = e.revision
				order by e.id
				""" + reading.clause)
			.param("agencies", keys.stream().map((key) -> key.agency().value()).toArray(String[]::new))
			.param("keys", keys.stream().map(Key::key).toArray(String[]::new))
			.param("origin", origin)
			.query((row, number) -> known(row))
			.list()
			.stream()
			.collect(Collectors.toMap(Known::key, (known) -> known));
	}

	/** Entries by their ids. */
	@Transactional(propagation = Propagation.SUPPORTS)
	public Map<EntryId, Known> byIds(Collection<EntryId> ids, Reading reading) {
		return this.sql.sql("""
				select e.*, r.graph, r.harvested from catalogue.entry e
				join catalogue.revision r on r.entry = e.id and r.revision = e.revision
				where e.id = any(:ids)
				order by e.id
				""" + reading.clause)
			.param("ids", ids.stream().map(EntryId::value).toArray(String[]::new))
			.query((row, number) -> known(row))
			.list()
			.stream()
			.collect(Collectors.toMap((each) -> each.standing().id(), (each) -> each, (one, _) -> one,
					LinkedHashMap::new));
	}

	/**
	 * A page of an agency's entries that are not retired, with what their latest
	 * revisions say, by id.
	 * @param after id of the last entry before, empty for the first page
	 */
	public List<Known> latest(AgencyId agency, String after, int limit) {
		return this.sql.sql("""
				select e.*, r.graph, r.harvested from catalogue.entry e
				join catalogue.revision r on r.entry = e.id and r.revision = e.revision
				where e.agency = :agency and e.id > :after and e.state <> 'retired'
				order by e.id limit :limit
				""")
			.param("agency", agency.value())
			.param("after", after)
			.param("limit", limit)
			.query((row, number) -> known(row))
			.list();
	}

	private Known known(ResultSet row) throws SQLException {
		return new Known(standing(row), new CompactRdf(row.getBytes("graph")), compact(row.getBytes("harvested")),
				row.getBytes("registered"));
	}

	private static @Nullable CompactRdf compact(byte @Nullable [] bytes) {
		return (bytes != null) ? new CompactRdf(bytes) : null;
	}

	Optional<EntryId> findByKey(AgencyId agency, String key) {
		return this.sql.sql("select id from catalogue.entry where agency = :agency and origin = '' and key = :key")
			.param("agency", agency.value())
			.param("key", key)
			.query(String.class)
			.optional()
			.map(EntryId::new);
	}

	List<EntryState> list(@Nullable AgencyId agency, @Nullable LifecycleState state, String after, int limit) {
		return this.sql.sql("""
				select * from catalogue.entry
				where id > :after and (:agency::text is null or agency = :agency)
				and (:state::text is null or state = :state)
				order by id limit :limit
				""")
			.param("after", after)
			.param("agency", (agency != null) ? agency.value() : null)
			.param("state", (state != null) ? state.code() : null)
			.param("limit", limit)
			.query((row, number) -> standing(row))
			.list();
	}

	/** The entries of an agency of which a revision is in force. */
	List<EntryState> inForce(AgencyId agency) {
		return this.sql.sql("""
				select * from catalogue.entry
				where agency = :agency and published_revision is not null and state not in ('suspended', 'retired')
				""").param("agency", agency.value()).query((row, number) -> standing(row)).list();
	}

	/** What a revision says. */
	public Optional<CompactRdf> description(EntryId id, int revision) {
		return this.sql.sql("select graph from catalogue.revision where entry = :id and revision = :revision")
			.param("id", id.value())
			.param("revision", revision)
			.query((row, number) -> new CompactRdf(row.getBytes("graph")))
			.optional();
	}

	/** What a harvested record said beyond our description, in a revision. */
	public Optional<CompactRdf> harvested(EntryId id, int revision) {
		return this.sql.sql("""
				select harvested from catalogue.revision
				where entry = :id and revision = :revision and harvested is not null
				""")
			.param("id", id.value())
			.param("revision", revision)
			.query((row, number) -> new CompactRdf(row.getBytes("harvested")))
			.optional();
	}

	/** Whether a person wrote a revision of the entry that was never published. */
	boolean wroteSincePublished(EntryState standing, String person) {
		return this.sql.sql("""
				select exists (select from catalogue.revision
					where entry = :id and revision > :published and revision <= :latest and by = :person)
				""")
			.param("id", standing.id().value())
			.param("published", (standing.publishedRevision() != null) ? standing.publishedRevision() : 0)
			.param("latest", standing.revision())
			.param("person", person)
			.query(Boolean.class)
			.single();
	}

	/** Whether a person consented to the latest revision as the head. */
	boolean consented(EntryState standing, String person) {
		return this.sql.sql("""
				select exists (select from catalogue.consent
					where entry = :id and revision = :latest and by = :person)
				""")
			.param("id", standing.id().value())
			.param("latest", standing.revision())
			.param("person", person)
			.query(Boolean.class)
			.single();
	}

	/** What the published revisions of an agency say, other than of retired entries. */
	public List<CompactRdf> published(AgencyId agency) {
		return this.sql.sql("""
				select r.graph from catalogue.entry e
				join catalogue.revision r on r.entry = e.id and r.revision = e.published_revision
				where e.agency = :agency and e.state <> 'retired' order by e.id
				""")
			.param("agency", agency.value())
			.query((row, number) -> new CompactRdf(row.getBytes("graph")))
			.list();
	}

	/**
	 * Writes the steps and their changes; the last thing its transaction does.
	 * @return position of the last change
	 */
	@Transactional(propagation = Propagation.MANDATORY)
	public long write(List<EntryChange> steps) {
		insertStandings(steps.stream().filter(EntryChange::fresh).map(this::row).toList());
		updateStandings(steps.stream().filter((entryChange) -> !entryChange.fresh()).map(this::row).toList());
		insertRevisions(steps);
		this.names.keep(steps);
		return this.changes.append(steps.stream().map(EntryStore::change).toList());
	}

	private void insertStandings(List<Object[]> rows) {
		if (!rows.isEmpty()) {
			this.batches.batchUpdate("""
					insert into catalogue.entry (agency, origin, key, state, completeness, discoverability, revision,
						published_revision, version, created, changed, published, submitted_by, returned, replaced_by,
						registered, id)
					values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?::jsonb, ?, ?, ?)
					""", rows);
		}
	}

	private void updateStandings(List<Object[]> rows) {
		if (!rows.isEmpty()) {
			this.batches.batchUpdate("""
					update catalogue.entry set agency = ?, origin = ?, key = ?, state = ?, completeness = ?,
						discoverability = ?, revision = ?, published_revision = ?, version = ?, created = ?,
						changed = ?, published = ?, submitted_by = ?, returned = ?::jsonb, replaced_by = ?,
						registered = coalesce(?, registered)
					where id = ?
					""", rows);
		}
	}

	private Object[] row(EntryChange entryChange) {
		EntryState standing = entryChange.after();
		List<@Nullable Object> row = new ArrayList<>(17);
		row.add(standing.agency().value());
		row.add(standing.origin());
		row.add(standing.key());
		row.add(standing.state().code());
		row.add(standing.completeness().code());
		row.add(standing.discoverability().code());
		row.add(standing.revision());
		row.add(standing.publishedRevision());
		row.add(standing.version());
		row.add(Timestamp.from(standing.created()));
		row.add(Timestamp.from(standing.changed()));
		row.add((standing.published() != null) ? Timestamp.from(standing.published()) : null);
		row.add(standing.submittedBy());
		row.add((standing.returned() != null) ? this.json.writeValueAsString(standing.returned()) : null);
		row.add((standing.replacedBy() != null) ? standing.replacedBy().value() : null);
		row.add(entryChange.registered());
		row.add(standing.id().value());
		return row.toArray();
	}

	private void insertRevisions(List<EntryChange> steps) {
		List<Object[]> rows = new ArrayList<>(steps.size());
		for (EntryChange entryChange : steps) {
			if (entryChange.description() != null) {
				rows.add(new Object[] { entryChange.after().id().value(), entryChange.after().revision(),
						Timestamp.from(entryChange.after().changed()), entryChange.by(),
						entryChange.description().bytes(),
						(entryChange.harvested() != null) ? entryChange.harvested().bytes() : null });
			}
		}
		if (!rows.isEmpty()) {
			this.batches.batchUpdate("""
					insert into catalogue.revision (entry, revision, at, by, graph, harvested)
					values (?, ?, ?, ?, ?, ?)
					""", rows);
		}
	}

	private static NewChange.OfEntry change(EntryChange entryChange) {
		EntryState standing = entryChange.after();
		return new NewChange.OfEntry(standing.id(), standing.changed(), entryChange.by(), entryChange.what(),
				entryChange.note(), standing.agency(), standing.state(), standing.revision(),
				standing.publishedRevision(), standing.published(), standing.replacedBy());
	}

	private EntryState standing(ResultSet row) throws SQLException {
		String returned = row.getString("returned");
		String replacedBy = row.getString("replaced_by");
		Timestamp published = row.getTimestamp("published");
		return new EntryState(new EntryId(row.getString("id")), new AgencyId(row.getString("agency")),
				row.getString("origin"), row.getString("key"), LifecycleState.ofCode(row.getString("state")),
				Completeness.ofCode(row.getString("completeness")),
				Discoverability.ofCode(row.getString("discoverability")), row.getInt("revision"),
				row.getObject("published_revision", Integer.class), row.getInt("version"), instant(row, "created"),
				instant(row, "changed"), (published != null) ? published.toInstant() : null,
				row.getString("submitted_by"),
				(returned != null) ? this.json.readValue(returned, EntryState.Returned.class) : null,
				(replacedBy != null) ? new EntryId(replacedBy) : null);
	}

	private static Instant instant(ResultSet row, String column) throws SQLException {
		return row.getTimestamp(column).toInstant();
	}

	/**
	 * An entry registered before.
	 *
	 * @param standing its state
	 * @param description what its latest revision says
	 * @param harvested what the harvested record says beyond
	 * @param registered SHA-256 of the record last registered in bulk
	 */
	public record Known(EntryState standing, CompactRdf description, @Nullable CompactRdf harvested,
			byte @Nullable [] registered) {

		Key key() {
			return new Key(this.standing.agency(), String.valueOf(this.standing.key()));
		}

	}

	/**
	 * How entries are read that may be changed.
	 */
	public enum Reading {

		/** As they stand; others may change them meanwhile. */
		SNAPSHOT(""),

		/** Locked until the end of the transaction. */
		LOCK("for update of e");

		private final String clause;

		Reading(String clause) {
			this.clause = clause;
		}

	}

	/**
	 * A client's key.
	 *
	 * @param agency whose
	 * @param key unique within agency and origin
	 */
	public record Key(AgencyId agency, String key) {
	}

}
