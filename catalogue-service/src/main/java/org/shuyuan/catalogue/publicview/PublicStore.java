package org.shuyuan.catalogue.publicview;

import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

import org.jspecify.annotations.Nullable;
import org.shuyuan.catalogue.changes.Change;
import org.shuyuan.catalogue.rdf.CompactRdf;
import org.shuyuan.vocab.Text;
import org.shuyuan.vocab.entry.Entry;
import org.shuyuan.vocab.entry.LifecycleState;
import org.shuyuan.vocab.identifier.AgencyId;
import tools.jackson.databind.json.JsonMapper;

import org.springframework.jdbc.core.BatchPreparedStatementSetter;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/**
 * Writes the public view. Every write runs in the caller's transaction, which holds the
 * row of the view's progress.
 */
@Repository
public class PublicStore {

	/** So many graphs are written in one transaction. */
	private static final int REWRITTEN = 500;

	private final JdbcClient sql;

	private final JdbcTemplate batches;

	private final JsonMapper json;

	PublicStore(JdbcClient sql, JdbcTemplate batches, JsonMapper json) {
		this.sql = sql;
		this.batches = batches;
		this.json = json;
	}

	Progress progress() {
		return this.sql.sql("select version, source from catalogue_public.progress").query(Progress.class).single();
	}

	public Progress lock() {
		return this.sql.sql("select version, source from catalogue_public.progress for update")
			.query(Progress.class)
			.single();
	}

	void clear(String version) {
		this.sql.sql("delete from catalogue_public.entry").update();
		this.sql.sql("delete from catalogue_public.agency").update();
		this.sql.sql("update catalogue_public.progress set version = :version, source = 0")
			.param("version", version)
			.update();
	}

	void reached(long source) {
		this.sql.sql("update catalogue_public.progress set source = :source").param("source", source).update();
	}

	/** Gives away positions; the first of them. */
	private long positions(int count) {
		return this.sql
			.sql("update catalogue_public.progress set position = position + :count returning position - :count + 1")
			.param("count", count)
			.query(Long.class)
			.single();
	}

	Optional<Text> agencyName(AgencyId agency) {
		return this.sql.sql("select document from catalogue_public.agency where id = :id")
			.param("id", agency.value())
			.query(String.class)
			.optional()
			.map((document) -> AgencyName.in(this.json, document));
	}

	Map<AgencyId, Text> agencyNames(Collection<AgencyId> agencies) {
		Map<AgencyId, Text> names = new HashMap<>();
		agencies.forEach((agency) -> agencyName(agency).ifPresent((name) -> names.put(agency, name)));
		return names;
	}

	boolean hasEntries(AgencyId agency) {
		return this.sql.sql("select exists (select from catalogue_public.entry where agency = :agency)")
			.param("agency", agency.value())
			.query(Boolean.class)
			.single();
	}

	void put(Change.AgencyChanged change) {
		this.sql.sql("""
				insert into catalogue_public.agency (id, position, changed, document)
				values (:id, :position, :changed, :document)
				on conflict (id) do update
				set position = excluded.position, changed = excluded.changed, document = excluded.document
				""")
			.param("id", change.agency().value())
			.param("position", positions(1))
			.param("changed", Timestamp.from(change.at()))
			.param("document", change.document())
			.update();
	}

	/**
	 * The graphs of an agency's entries carry another name, and are yet to be written.
	 */
	void rename(AgencyId agency) {
		this.sql.sql("update catalogue_public.agency set renamed_until = '' where id = :id")
			.param("id", agency.value())
			.update();
	}

	/** An agency some of whose entries still carry another name. */
	Optional<AgencyId> renaming() {
		return this.sql
			.sql("select id from catalogue_public.agency where renamed_until is not null order by id limit 1")
			.query(String.class)
			.optional()
			.map(AgencyId::new);
	}

	/**
	 * Writes the next graphs of a renamed agency's entries, and how far that has come.
	 */
	void rewriteSome(AgencyId agency, Function<Entry, CompactRdf> graph) {
		List<Map.Entry<String, String>> entries = this.sql.sql("""
				select e.id, e.document
				from catalogue_public.agency a join catalogue_public.entry e on e.agency = a.id
				where a.id = :agency and e.agency = :agency and e.id > a.renamed_until and e.state = 'published'
				order by e.id
				limit :limit
				""")
			.param("agency", agency.value())
			.param("limit", REWRITTEN)
			.query((row, number) -> Map.entry(row.getString("id"), row.getString("document")))
			.list();
		if (!entries.isEmpty()) {
			long first = positions(entries.size());
			List<Object[]> rows = new ArrayList<>();
			for (Map.Entry<String, String> entry : entries) {
				byte[] rewritten = graph.apply(this.json.readValue(entry.getValue(), Entry.class)).bytes();
				rows.add(new Object[] { rewritten, first + rows.size(), entry.getKey() });
			}
			this.batches.batchUpdate("update catalogue_public.entry set graph = ?, position = ? where id = ?", rows);
		}
		this.sql.sql("update catalogue_public.agency set renamed_until = :until where id = :id")
			.param("until", (entries.size() == REWRITTEN) ? entries.getLast().getKey() : null)
			.param("id", agency.value())
			.update();
	}

	/**
	 * Writes entries. One that is not public leaves a mark only if it was public before;
	 * one without public changes stays unchanged, including its position.
	 */
	void putAll(List<Row> rows) {
		if (rows.isEmpty()) {
			return;
		}
		long first = positions(rows.size());
		this.batches.batchUpdate("""
				with new (id, position, state, agency, changed, published, replaced_by, graph, document) as (
					values (?::text, ?::bigint, ?::text, ?::text, ?::timestamptz, ?::timestamptz, ?::text, ?::bytea,
						?::text)),
				data as (
					select count(*) > 0 as has_data, sum(d.rows)::bigint as rows, sum(d.bytes)::bigint as bytes,
						max(d.modified) as data_modified,
						jsonb_agg(jsonb_build_object('distribution', d.distribution, 'rows', d.rows_open,
							'bytes', d.bytes, 'mediaType', d.media_type, 'sha256', d.sha256, 'told', d.told)
							order by d.distribution) filter (where d.rows_open or d.sha256 is not null) as access
					from catalogue_views.distribution_data d, new
					where d.entry = new.id and d.public_available and new.state = 'published'
						and new.document::jsonb #>> '{openness,level}' = 'unconditional')
				insert into catalogue_public.entry
				select new.*, data.*, array(select part ->> 'id'
					from jsonb_array_elements(coalesce(new.document::jsonb -> 'distributions', '[]')
						|| coalesce(new.document::jsonb -> 'items', '[]')) part
					where part -> 'id' is not null)
				from new, data
				where ? or exists (select from catalogue_public.entry old where old.id = new.id)
				on conflict (id) do update
				set position = excluded.position, state = excluded.state, agency = excluded.agency,
					changed = excluded.changed, published = excluded.published, replaced_by = excluded.replaced_by,
					graph = excluded.graph, document = excluded.document, has_data = excluded.has_data,
					rows = excluded.rows, bytes = excluded.bytes, data_modified = excluded.data_modified,
					access = excluded.access, parts = excluded.parts
				where (entry.state, entry.agency, entry.published, entry.replaced_by, entry.document, entry.has_data,
						entry.rows, entry.bytes, entry.data_modified, entry.access)
					is distinct from (excluded.state, excluded.agency, excluded.published, excluded.replaced_by,
						excluded.document, excluded.has_data, excluded.rows, excluded.bytes, excluded.data_modified,
						excluded.access)
				""", new PositionedRows(first, rows));
	}

	/** Takes over what the public may have of the data under entries. */
	public void refreshData(Collection<String> entries) {
		for (String entry : entries) {
			this.sql
				.sql("""
						update catalogue_public.entry e
						set has_data = d.has_data, rows = d.rows, bytes = d.bytes, data_modified = d.modified,
							access = d.access, position = :position
						from (
							select count(*) > 0 as has_data, sum(data.rows)::bigint as rows, sum(data.bytes)::bigint as bytes,
								max(data.modified) as modified,
								jsonb_agg(jsonb_build_object('distribution', data.distribution, 'rows', data.rows_open,
							'bytes', data.bytes, 'mediaType', data.media_type, 'sha256', data.sha256, 'told', data.told)
							order by data.distribution) filter (where data.rows_open or data.sha256 is not null) as access
							from catalogue_views.distribution_data data join catalogue_public.entry on id = data.entry
							where data.entry = :entry and public_available
								and document::jsonb #>> '{openness,level}' = 'unconditional') d
						where e.id = :entry and e.state = 'published'
							and (e.has_data, e.rows, e.bytes, e.data_modified, e.access)
								is distinct from (d.has_data, d.rows, d.bytes, d.modified, d.access)
						""")
				.param("entry", entry)
				.param("position", positions(1))
				.update();
		}
	}

	/**
	 * How far the view has come.
	 *
	 * @param version of the code that drew it
	 * @param source position of the change log
	 */
	public record Progress(String version, long source) {
	}

	/**
	 * An entry on its way into the view.
	 *
	 * @param change the change that announced it
	 * @param since when its public state last changed
	 * @param state published, retired or closed
	 * @param told whether it was public within this batch, regardless of the view
	 * @param document its public part as JSON, if published
	 * @param graph its public part as RDF, if published
	 */
	record Row(Change.EntryChanged change, Instant since, String state, boolean told, @Nullable String document,
			@Nullable CompactRdf graph) {
	}

	private record PositionedRows(long first, List<Row> rows) implements BatchPreparedStatementSetter {

		@Override
		public int getBatchSize() {
			return this.rows.size();
		}

		@Override
		public void setValues(PreparedStatement statement, int number) throws SQLException {
			Row row = this.rows.get(number);
			Change.EntryChanged change = row.change();
			boolean published = row.state().equals("published");
			statement.setString(1, change.entry().value());
			statement.setLong(2, this.first + number);
			statement.setString(3, row.state());
			statement.setString(4, change.agency().value());
			statement.setTimestamp(5, Timestamp.from(row.since()));
			statement.setTimestamp(6,
					(published && change.published() != null) ? Timestamp.from(change.published()) : null);
			statement.setString(7, (change.state() == LifecycleState.RETIRED && change.replacedBy() != null)
					? change.replacedBy().value() : null);
			statement.setBytes(8, (row.graph() != null) ? row.graph().bytes() : null);
			statement.setString(9, row.document());
			statement.setBoolean(10, row.told());
		}

	}

}
