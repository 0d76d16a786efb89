package org.shuyuan.catalogue.entry;

import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Objects;

import org.jspecify.annotations.Nullable;
import org.shuyuan.catalogue.entry.validation.Descriptions;
import org.shuyuan.catalogue.rdf.CompactRdf;
import org.shuyuan.support.task.BackgroundTask;
import org.shuyuan.support.task.Backoff;
import org.shuyuan.vocab.Characters;
import org.shuyuan.vocab.entry.Entry;
import org.shuyuan.vocab.identifier.AgencyId;
import org.shuyuan.vocab.identifier.EntryId;

import org.springframework.context.annotation.Bean;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/**
 * What the latest revisions of entries are called, and their official codes, kept beside
 * them so that an entry is found by its words without reading all of its agency.
 */
@Repository
public class EntryNames {

	private static final int BATCH = 500;

	private static final Duration LONG_PAUSE = Duration.ofHours(1);

	private final JdbcClient sql;

	private final JdbcTemplate batches;

	private final Descriptions descriptions;

	EntryNames(JdbcClient sql, JdbcTemplate batches, Descriptions descriptions) {
		this.sql = sql;
		this.batches = batches;
		this.descriptions = descriptions;
	}

	/**
	 * The entries of an agency that one of the words may mean: as permanent id, key,
	 * official code or title. Entries whose names are not kept yet may be any.
	 * @return their ids, in order
	 */
	@Transactional(readOnly = true)
	public List<EntryId> candidates(AgencyId agency, Collection<String> words) {
		return this.sql.sql("""
				with word as (select distinct unnest(:words::text[]) as word)
				select e.id from catalogue.entry e join word w on w.word = e.id where e.agency = :agency
				union select e.id from catalogue.entry e join word w on w.word = e.key where e.agency = :agency
				union select e.id from catalogue.entry_name n join word w on w.word = n.title
					join catalogue.entry e on e.id = n.entry where e.agency = :agency
				union select e.id from catalogue.entry_name n join word w on w.word = n.code
					join catalogue.entry e on e.id = n.entry where e.agency = :agency
				union select e.id from catalogue.entry e where e.agency = :agency
					and not exists (select from catalogue.entry_name n where n.entry = e.id)
				order by id
				""")
			.param("agency", agency.value())
			.param("words", words.toArray(String[]::new))
			.query(String.class)
			.list()
			.stream()
			.map(EntryId::new)
			.toList();
	}

	/** Keeps the names of new revisions. */
	@Transactional(propagation = Propagation.MANDATORY)
	void keep(List<EntryChange> steps) {
		List<Object[]> rows = steps.stream()
			.filter((each) -> each.entry() != null)
			.map((each) -> row(each.after().id().value(), Objects.requireNonNull(each.entry())))
			.toList();
		if (!rows.isEmpty()) {
			this.batches.batchUpdate("""
					insert into catalogue.entry_name (entry, title, code) values (?, ?, ?)
					on conflict (entry) do update set title = excluded.title, code = excluded.code
					""", rows);
		}
	}

	private static @Nullable Object[] row(String id, Entry entry) {
		return new @Nullable Object[] { id, Characters.inCell(entry.title().zh()), entry.code() };
	}

	/**
	 * Fills in names of entries that were written before names were kept; what is written
	 * meanwhile keeps its own.
	 */
	@Bean
	BackgroundTask entryNamesTask() {
		return new BackgroundTask("catalogue-entry-names", this::fill, Backoff.QUICK);
	}

	private Duration fill() {
		List<@Nullable Object[]> rows = this.sql.sql("""
				select e.id, r.graph from catalogue.entry e
				join catalogue.revision r on r.entry = e.id and r.revision = e.revision
				where not exists (select from catalogue.entry_name n where n.entry = e.id)
				limit :batch
				""")
			.param("batch", BATCH)
			.query((row, _) -> row(row.getString("id"), this.descriptions.read(new CompactRdf(row.getBytes("graph")))))
			.list();
		this.batches.batchUpdate("""
				insert into catalogue.entry_name (entry, title, code) values (?, ?, ?) on conflict (entry) do nothing
				""", rows);
		return rows.isEmpty() ? LONG_PAUSE : Duration.ZERO;
	}

}
