package org.shuyuan.catalogue.intake;

import java.sql.Timestamp;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

import org.apache.jena.rdf.model.Model;
import org.jspecify.annotations.Nullable;
import org.shuyuan.catalogue.changes.ChangeLog;
import org.shuyuan.catalogue.entry.EntryChange;
import org.shuyuan.catalogue.entry.EntryRegistration;
import org.shuyuan.catalogue.entry.EntryState;
import org.shuyuan.catalogue.entry.EntryStore;
import org.shuyuan.catalogue.entry.EntryStore.Key;
import org.shuyuan.catalogue.entry.EntryStore.Known;
import org.shuyuan.catalogue.entry.EntryStore.Reading;
import org.shuyuan.support.problem.Problem;
import org.shuyuan.vocab.entry.Completeness;
import org.shuyuan.vocab.entry.Entry;
import org.shuyuan.vocab.entry.LifecycleState;
import org.shuyuan.vocab.identifier.EntryId;
import tools.jackson.databind.json.JsonMapper;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Isolation;
import org.springframework.transaction.annotation.Transactional;

/**
 * Imports and what became of their records: each batch of results is written in the
 * transaction that writes its entries.
 */
@Repository
class ImportStore {

	/** Entries that a rehearsal has in memory at once, besides those of the workbook. */
	private static final int READ_AT_ONCE = 500;

	private final JdbcClient sql;

	private final EntryStore entries;

	private final SourceIdentifiers identifiers;

	private final EntryRegistration entryRegistration;

	private final ChangeLog changes;

	private final JsonMapper json;

	ImportStore(JdbcClient sql, EntryStore entries, SourceIdentifiers identifiers, EntryRegistration entryRegistration,
			ChangeLog changes, JsonMapper json) {
		this.changes = changes;
		this.sql = sql;
		this.entries = entries;
		this.identifiers = identifiers;
		this.entryRegistration = entryRegistration;
		this.json = json;
	}

	void start(String id, ImportOptions importOptions, Instant now) {
		this.sql.sql("""
				insert into catalogue.import (id, agency, origin, completeness, by, started)
				values (:id, :agency, :origin, :completeness, :by, :now)
				""")
			.param("id", id)
			.param("agency", (importOptions.agency() != null) ? importOptions.agency().value() : "")
			.param("origin", importOptions.source())
			.param("completeness", importOptions.completeness().code())
			.param("by", importOptions.caller().subject())
			.param("now", Timestamp.from(now))
			.update();
	}

	/** Writes a batch: entries, changes and results, all or nothing. */
	@Transactional
	public void write(String id, int batch, List<ImportRecord> records, ImportOptions importOptions, Instant now) {
		List<ImportResult> results = new ArrayList<>(records.size());
		Long position = null;
		for (List<ImportRecord> group : withoutRepeats(records)) {
			List<EntryChange> steps = new ArrayList<>();
			results.addAll(decide(group, Reading.LOCK, importOptions, now, steps));
			if (!steps.isEmpty()) {
				position = this.entries.write(steps);
			}
		}
		record(id, batch, identified(records, results, importOptions), position);
	}

	/**
	 * What writing the records would do, as far as the entries stand as they do now;
	 * nothing is written, and nothing is locked.
	 */
	@Transactional(readOnly = true, isolation = Isolation.REPEATABLE_READ)
	public List<ImportResult> rehearse(List<ImportRecord> records, ImportOptions importOptions, Instant now) {
		List<ImportResult> results = new ArrayList<>(records.size());
		for (List<ImportRecord> group : withoutRepeats(records)) {
			for (int from = 0; from < group.size(); from += READ_AT_ONCE) {
				List<ImportRecord> some = group.subList(from, Math.min(from + READ_AT_ONCE, group.size()));
				results.addAll(decide(some, Reading.SNAPSHOT, importOptions, now, new ArrayList<>()));
			}
		}
		return results;
	}

	/** The results, each with the other entries that use one of its identifiers. */
	private List<ImportResult> identified(List<ImportRecord> records, List<ImportResult> results,
			ImportOptions importOptions) {
		Map<EntryId, Entry> written = new LinkedHashMap<>();
		for (int i = 0; i < records.size(); i++) {
			EntryId id = results.get(i).id();
			if (records.get(i) instanceof ImportRecord.Ready ready && id != null
					&& results.get(i).status() != ImportResult.Status.UNCHANGED) {
				written.put(id, ready.entry());
			}
		}
		this.identifiers.keep(written, importOptions.source());
		Map<EntryId, List<SourceIdentifiers.Other>> others = this.identifiers
			.others(results.stream().map(ImportResult::id).filter(Objects::nonNull).toList(), importOptions);
		return results.stream()
			.map((each) -> (each.id() != null)
					? each.with(others.getOrDefault(each.id(), List.of()), importOptions.source()) : each)
			.toList();
	}

	private void record(String id, int batch, List<ImportResult> results, @Nullable Long position) {
		Map<ImportResult.Status, Integer> counts = new EnumMap<>(ImportResult.Status.class);
		StringBuilder lines = new StringBuilder();
		for (ImportResult importResult : results) {
			counts.merge(importResult.status(), 1, Integer::sum);
			lines.append(this.json.writeValueAsString(importResult)).append('\n');
		}
		this.sql.sql("insert into catalogue.import_batch (import, number, results) values (:id, :batch, :results)")
			.param("id", id)
			.param("batch", batch)
			.param("results", lines.toString())
			.update();
		this.sql.sql("""
				update catalogue.import set created = created + :created, updated = updated + :updated,
					unchanged = unchanged + :unchanged, refused = refused + :refused,
					position = coalesce(:position::bigint, position)
				where id = :id
				""")
			.param("created", counts.getOrDefault(ImportResult.Status.CREATED, 0))
			.param("updated", counts.getOrDefault(ImportResult.Status.UPDATED, 0))
			.param("unchanged", counts.getOrDefault(ImportResult.Status.UNCHANGED, 0))
			.param("refused", counts.getOrDefault(ImportResult.Status.REFUSED, 0))
			.param("position", position)
			.param("id", id)
			.update();
	}

	/** In order, split where a key repeats. */
	private static List<List<ImportRecord>> withoutRepeats(List<ImportRecord> records) {
		List<List<ImportRecord>> groups = new ArrayList<>();
		List<ImportRecord> group = new ArrayList<>();
		Set<Key> keys = new HashSet<>();
		for (ImportRecord record : records) {
			if (record instanceof ImportRecord.Ready ready && !keys.add(key(ready))) {
				groups.add(group);
				group = new ArrayList<>();
				keys.clear();
				keys.add(key(ready));
			}
			group.add(record);
		}
		groups.add(group);
		return groups;
	}

	private static Key key(ImportRecord.Ready record) {
		return new Key(record.entry().agency(), record.key());
	}

	private List<ImportResult> decide(List<ImportRecord> records, Reading reading, ImportOptions importOptions,
			Instant now, List<EntryChange> steps) {
		Set<Key> keys = new HashSet<>();
		Set<EntryId> ids = new HashSet<>();
		for (ImportRecord record : records) {
			if (record instanceof ImportRecord.Ready each) {
				if (each.known() != null) {
					ids.add(each.known().id());
				}
				else {
					keys.add(key(each));
				}
			}
		}
		Map<Key, Known> byKey = keys.isEmpty() ? Map.of() : this.entries.byKeys(importOptions.source(), keys, reading);
		Map<EntryId, Known> byId = ids.isEmpty() ? Map.of() : this.entries.byIds(ids, reading);
		List<ImportResult> results = new ArrayList<>(records.size());
		for (ImportRecord record : records) {
			results.add(switch (record) {
				case ImportRecord.Refused refused ->
					ImportResult.refused(refused.line(), refused.key(), refused.problem());
				case ImportRecord.Ready each -> {
					Known before = (each.known() != null) ? byId.get(each.known().id()) : byKey.get(key(each));
					if (before != null && each.ofWorkbook() && each.known() == null) {
						yield ImportResult.refused(each.line(), each.key(), IntakeProblems.keyTaken().getBody());
					}
					yield (before != null) ? update(each, before, importOptions, now, steps)
							: create(each, importOptions, now, steps);
				}
			});
		}
		return results;
	}

	private static ImportResult create(ImportRecord.Ready record, ImportOptions importOptions, Instant now,
			List<EntryChange> steps) {
		EntryState draft = EntryState.draft(record.prepared().entry(), importOptions.source(), now);
		EntryState after = importOptions.publishes() ? draft.publishedAtOnce(now) : draft;
		steps.add(new EntryChange(true, after, record.prepared().entry(), record.prepared().description(),
				record.prepared().harvested(), importOptions.caller().subject(), "imported", null, record.digest()));
		return new ImportResult(record.line(), record.key(), ImportResult.Status.CREATED, after.id(), after.revision(),
				null, record.notes());
	}

	private ImportResult update(ImportRecord.Ready record, Known known, ImportOptions importOptions, Instant now,
			List<EntryChange> steps) {
		EntryState before = known.standing();
		if (record.known() != null && record.known().version() != before.version()) {
			return ImportResult.refused(record.line(), record.key(), IntakeProblems.changedMeanwhile().getBody());
		}
		if (record.digest() != null && java.util.Arrays.equals(record.digest(), known.registered())) {
			return unchanged(record, before);
		}
		try {
			EntryRegistration.Prepared prepared = this.entryRegistration.prepare(record.entry(),
					this.entryRegistration.entry(known.description()), before.id(), beyond(record, known));
			if (same(record, prepared, known)) {
				return unchanged(record, before);
			}
			if (importOptions.completeness() == Completeness.HARVESTED
					&& (before.completeness() == Completeness.FULL || before.state() == LifecycleState.REVISING)) {
				throw IntakeProblems.completed();
			}
			before.requireEditable();
			EntryState edited = before.edited(prepared.entry(), now);
			EntryState after = importOptions.publishes() ? edited.publishedAtOnce(now) : edited;
			steps.add(new EntryChange(false, after, prepared.entry(), prepared.description(), prepared.harvested(),
					importOptions.caller().subject(), "imported", null, record.digest()));
			return new ImportResult(record.line(), record.key(), ImportResult.Status.UPDATED, after.id(),
					after.revision(), null, record.notes());
		}
		catch (Problem ex) {
			return ImportResult.refused(record.line(), record.key(), ex.getBody());
		}
	}

	private boolean same(ImportRecord.Ready record, EntryRegistration.Prepared prepared, Known known) {
		if (!prepared.entry().equals(this.entryRegistration.entry(known.description()))) {
			return false;
		}
		Model beyond = beyond(record, known);
		if (beyond == null || known.harvested() == null) {
			return Objects.equals(beyond, known.harvested());
		}
		return beyond.isIsomorphicWith(known.harvested().model());
	}

	/** What an agency's own description does not mention stays. */
	private static @Nullable Model beyond(ImportRecord.Ready record, Known known) {
		return (record.beyond() == null && record.entry().completeness() == Completeness.FULL
				&& known.harvested() != null) ? known.harvested().model() : record.beyond();
	}

	private static ImportResult unchanged(ImportRecord.Ready record, EntryState entryState) {
		return new ImportResult(record.line(), record.key(), ImportResult.Status.UNCHANGED, entryState.id(),
				entryState.revision(), null, record.notes());
	}

	@Transactional
	public Import end(String id, Instant now) {
		this.sql.sql("""
				update catalogue.import set ended = :now,
					position = coalesce(position, :position)
				where id = :id
				""")
			.param("now", Timestamp.from(now))
			.param("position", this.changes.position())
			.param("id", id)
			.update();
		return find(id).orElseThrow();
	}

	Optional<Import> find(String id) {
		return this.sql.sql("select * from catalogue.import where id = :id").param("id", id).query((row, number) -> {
			Timestamp ended = row.getTimestamp("ended");
			return new Import(row.getString("id"), row.getString("agency"), row.getString("origin"),
					Completeness.ofCode(row.getString("completeness")), row.getString("by"),
					row.getTimestamp("started").toInstant(), (ended != null) ? ended.toInstant() : null,
					new Import.Summary(row.getInt("created"), row.getInt("updated"), row.getInt("unchanged"),
							row.getInt("refused"), row.getObject("position", Long.class)));
		}).optional();
	}

	/** What became of a batch, as JSON lines. */
	Optional<String> results(String id, int batch) {
		return this.sql.sql("select results from catalogue.import_batch where import = :id and number = :batch")
			.param("id", id)
			.param("batch", batch)
			.query(String.class)
			.optional();
	}

}
