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
import org.shuyuan.catalogue.entry.EntryStore;
import org.shuyuan.catalogue.entry.EntryStore.Key;
import org.shuyuan.catalogue.entry.EntryStore.Known;
import org.shuyuan.catalogue.entry.Registration;
import org.shuyuan.catalogue.entry.Standing;
import org.shuyuan.catalogue.entry.Step;
import org.shuyuan.edge.problem.Problem;
import org.shuyuan.vocab.Completeness;
import org.shuyuan.vocab.Entry;
import org.shuyuan.vocab.EntryId;
import org.shuyuan.vocab.LifecycleState;
import tools.jackson.databind.json.JsonMapper;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Transactional;

/**
 * Imports and what became of their records: each batch of results is written in the
 * transaction that writes its entries.
 */
@Repository
class ImportStore {

	private final JdbcClient sql;

	private final EntryStore entries;

	private final SourceIdentifiers identifiers;

	private final Registration registration;

	private final JsonMapper json;

	ImportStore(JdbcClient sql, EntryStore entries, SourceIdentifiers identifiers, Registration registration,
			JsonMapper json) {
		this.sql = sql;
		this.entries = entries;
		this.identifiers = identifiers;
		this.registration = registration;
		this.json = json;
	}

	void start(String id, Terms terms, Instant now) {
		this.sql.sql("""
				insert into catalogue.import (id, agency, origin, completeness, by, started)
				values (:id, :agency, :origin, :completeness, :by, :now)
				""")
			.param("id", id)
			.param("agency", (terms.agency() != null) ? terms.agency().value() : "")
			.param("origin", terms.source())
			.param("completeness", terms.completeness().code())
			.param("by", terms.caller().subject())
			.param("now", Timestamp.from(now))
			.update();
	}

	/** Writes a batch: entries, changes and results, all or nothing. */
	@Transactional
	public void write(String id, int batch, List<Incoming> records, Terms terms, Instant now) {
		List<Result> results = new ArrayList<>(records.size());
		Long position = null;
		for (List<Incoming> group : withoutRepeats(records)) {
			List<Step> steps = new ArrayList<>();
			results.addAll(decide(group, terms, now, steps));
			if (!steps.isEmpty()) {
				position = this.entries.write(steps);
			}
		}
		record(id, batch, identified(records, results, terms), position);
	}

	/** The results, each with the other entries that go by an identifier of its own. */
	private List<Result> identified(List<Incoming> records, List<Result> results, Terms terms) {
		Map<EntryId, Entry> written = new LinkedHashMap<>();
		for (int i = 0; i < records.size(); i++) {
			EntryId id = results.get(i).id();
			if (records.get(i) instanceof Incoming.Ready ready && id != null
					&& results.get(i).status() != Result.Status.UNCHANGED) {
				written.put(id, ready.entry());
			}
		}
		this.identifiers.keep(written, terms.source());
		Map<EntryId, List<SourceIdentifiers.Other>> others = this.identifiers
			.others(results.stream().map(Result::id).filter(Objects::nonNull).toList(), terms);
		return results.stream()
			.map((each) -> (each.id() != null) ? each.with(others.getOrDefault(each.id(), List.of()), terms.source())
					: each)
			.toList();
	}

	private void record(String id, int batch, List<Result> results, @Nullable Long position) {
		Map<Result.Status, Integer> counts = new EnumMap<>(Result.Status.class);
		StringBuilder lines = new StringBuilder();
		for (Result result : results) {
			counts.merge(result.status(), 1, Integer::sum);
			lines.append(this.json.writeValueAsString(result)).append('\n');
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
			.param("created", counts.getOrDefault(Result.Status.CREATED, 0))
			.param("updated", counts.getOrDefault(Result.Status.UPDATED, 0))
			.param("unchanged", counts.getOrDefault(Result.Status.UNCHANGED, 0))
			.param("refused", counts.getOrDefault(Result.Status.REFUSED, 0))
			.param("position", position)
			.param("id", id)
			.update();
	}

	/** In order, cut where a key comes again. */
	private static List<List<Incoming>> withoutRepeats(List<Incoming> records) {
		List<List<Incoming>> groups = new ArrayList<>();
		List<Incoming> group = new ArrayList<>();
		Set<Key> keys = new HashSet<>();
		for (Incoming record : records) {
			if (record instanceof Incoming.Ready ready && !keys.add(key(ready))) {
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

	private static Key key(Incoming.Ready record) {
		return new Key(record.entry().agency(), record.key());
	}

	private List<Result> decide(List<Incoming> records, Terms terms, Instant now, List<Step> steps) {
		Map<Key, Incoming.Ready> ready = new LinkedHashMap<>();
		for (Incoming record : records) {
			if (record instanceof Incoming.Ready each) {
				ready.put(key(each), each);
			}
		}
		Map<Key, Known> known = ready.isEmpty() ? Map.of() : this.entries.lockByKeys(terms.source(), ready.keySet());
		List<Result> results = new ArrayList<>(records.size());
		for (Incoming record : records) {
			results.add(switch (record) {
				case Incoming.Refused refused -> Result.refused(refused.line(), refused.key(), refused.problem());
				case Incoming.Ready each -> {
					Known before = known.get(key(each));
					yield (before != null) ? update(each, before, terms, now, steps) : create(each, terms, now, steps);
				}
			});
		}
		return results;
	}

	private static Result create(Incoming.Ready record, Terms terms, Instant now, List<Step> steps) {
		Standing draft = Standing.draft(record.prepared().entry(), terms.source(), now);
		Standing after = terms.publishes() ? draft.publishedAtOnce(now) : draft;
		steps.add(new Step(true, after, record.prepared().description(), record.prepared().harvested(),
				terms.caller().subject(), "imported", null, record.digest()));
		return new Result(record.line(), record.key(), Result.Status.CREATED, after.id(), after.revision(), null,
				record.notes());
	}

	private Result update(Incoming.Ready record, Known known, Terms terms, Instant now, List<Step> steps) {
		Standing before = known.standing();
		if (record.digest() != null && java.util.Arrays.equals(record.digest(), known.registered())) {
			return unchanged(record, before);
		}
		try {
			Registration.Prepared prepared = this.registration.prepare(record.entry(),
					this.registration.entry(known.description()), before.id(), record.beyond());
			if (same(record, prepared, known)) {
				return unchanged(record, before);
			}
			if (terms.completeness() == Completeness.HARVESTED
					&& (before.completeness() == Completeness.FULL || before.state() == LifecycleState.REVISING)) {
				throw IntakeProblems.completed();
			}
			before.requireEditable();
			Standing edited = before.edited(prepared.entry(), now);
			Standing after = terms.publishes() ? edited.publishedAtOnce(now) : edited;
			steps.add(new Step(false, after, prepared.description(), prepared.harvested(), terms.caller().subject(),
					"imported", null, record.digest()));
			return new Result(record.line(), record.key(), Result.Status.UPDATED, after.id(), after.revision(), null,
					record.notes());
		}
		catch (Problem ex) {
			return Result.refused(record.line(), record.key(), ex.getBody());
		}
	}

	private boolean same(Incoming.Ready record, Registration.Prepared prepared, Known known) {
		if (!prepared.entry().equals(this.registration.entry(known.description()))) {
			return false;
		}
		Model beyond = record.beyond();
		if (beyond == null || known.harvested() == null) {
			return Objects.equals(beyond, known.harvested());
		}
		return beyond.isIsomorphicWith(known.harvested().model());
	}

	private static Result unchanged(Incoming.Ready record, Standing standing) {
		return new Result(record.line(), record.key(), Result.Status.UNCHANGED, standing.id(), standing.revision(),
				null, record.notes());
	}

	@Transactional
	public Import end(String id, Instant now) {
		this.sql.sql("""
				update catalogue.import set ended = :now,
					position = coalesce(position, (select position from catalogue.change_counter))
				where id = :id
				""").param("now", Timestamp.from(now)).param("id", id).update();
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
