package org.shuyuan.catalogue.publicview;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

import org.apache.jena.rdf.model.Model;
import org.shuyuan.catalogue.changes.Change;
import org.shuyuan.catalogue.changes.ChangeLog;
import org.shuyuan.catalogue.changes.DescribedEntries;
import org.shuyuan.catalogue.rdf.CompactRdf;
import org.shuyuan.observability.PlatformProperties;
import org.shuyuan.support.task.BackgroundTask;
import org.shuyuan.support.task.Backoff;
import org.shuyuan.vocab.Text;
import org.shuyuan.vocab.classification.Discoverability;
import org.shuyuan.vocab.entry.Entry;
import org.shuyuan.vocab.entry.LifecycleState;
import org.shuyuan.vocab.entry.PublicPart;
import org.shuyuan.vocab.identifier.AgencyId;
import org.shuyuan.vocab.identifier.EntryId;
import org.shuyuan.vocab.rdf.EntryGraph;
import tools.jackson.databind.json.JsonMapper;

import org.springframework.context.annotation.Bean;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Draws the public view from the change log. What it takes in and how far it has come are
 * committed together, so it resumes where it was killed, and several instances may run.
 */
@Component
class PublicProjector {

	/** Changes whenever what is written here does: an older view is rebuilt. */
	static final String VERSION = "5";

	private static final int BATCH = 500;

	private final ChangeLog log;

	private final PublicStore store;

	private final PublicView view;

	private final TransactionTemplate transactions;

	private final JsonMapper json;

	private final DescribedEntries described;

	private final String baseUri;

	PublicProjector(ChangeLog log, PublicStore store, PublicView view, TransactionTemplate transactions,
			JsonMapper json, DescribedEntries described, PlatformProperties platform) {
		this.log = log;
		this.store = store;
		this.view = view;
		this.transactions = transactions;
		this.json = json;
		this.described = described;
		this.baseUri = platform.baseUri().toString();
	}

	private Duration step() throws InterruptedException {
		PublicStore.Progress before = this.store.progress();
		if (!before.version().equals(VERSION)) {
			redraw();
			return Duration.ZERO;
		}
		boolean renaming = rewriteSome();
		List<Change> changes = this.log.await(before.source(), BATCH, renaming ? Duration.ZERO : Duration.ofSeconds(5));
		if (!changes.isEmpty()) {
			this.transactions.executeWithoutResult((status) -> {
				if (this.store.lock().source() == before.source()) {
					apply(changes);
				}
			});
			this.view.moved();
		}
		return Duration.ZERO;
	}

	/**
	 * Continues the rewrite after an agency was renamed, in batches between changes, so
	 * that these need not wait for it.
	 */
	private boolean rewriteSome() {
		if (this.store.renaming().isEmpty()) {
			return false;
		}
		this.transactions.executeWithoutResult((status) -> {
			this.store.lock();
			this.store.renaming().ifPresent(this::rewriteSome);
		});
		this.view.moved();
		return true;
	}

	private void rewriteSome(AgencyId agency) {
		Text name = this.store.agencyName(agency).orElseThrow();
		this.store.rewriteSome(agency, (entry) -> graph(entry, name));
	}

	/**
	 * Draws everything in one transaction: what was public once and is no longer never
	 * shows on the way.
	 */
	void redraw() {
		this.transactions.executeWithoutResult((status) -> {
			if (this.store.lock().version().equals(VERSION)) {
				return;
			}
			this.store.clear(VERSION);
			List<Change> changes = this.log.after(0, BATCH);
			while (!changes.isEmpty()) {
				apply(changes);
				changes = this.log.after(changes.getLast().position(), BATCH);
			}
		});
		this.view.moved();
	}

	private void apply(List<Change> changes) {
		Map<AgencyId, Change.AgencyChanged> agencies = new LinkedHashMap<>();
		Map<EntryId, List<Change.EntryChanged>> entries = new LinkedHashMap<>();
		for (Change change : changes) {
			switch (change) {
				case Change.AgencyChanged agency -> agencies.put(agency.agency(), agency);
				case Change.EntryChanged entry ->
					entries.computeIfAbsent(entry.entry(), (id) -> new ArrayList<>()).add(entry);
			}
		}
		agencies.values().forEach(this::take);
		takeAll(entries.values());
		this.store.reached(changes.getLast().position());
	}

	private void take(Change.AgencyChanged change) {
		Text name = AgencyName.in(this.json, change.document());
		boolean renamed = this.store.agencyName(change.agency())
			.map((known) -> !known.equals(name))
			.orElseGet(() -> this.store.hasEntries(change.agency()));
		this.store.put(change);
		if (renamed) {
			this.store.rename(change.agency());
			rewriteSome(change.agency());
		}
	}

	private void takeAll(Collection<List<Change.EntryChanged>> entries) {
		Map<AgencyId, Text> names = this.store
			.agencyNames(entries.stream().map((changes) -> changes.getLast().agency()).distinct().toList());
		List<PublicStore.Row> rows = new ArrayList<>();
		for (List<Change.EntryChanged> changes : entries) {
			rows.add(row(changes, names));
		}
		this.store.putAll(rows);
	}

	private PublicStore.Row row(List<Change.EntryChanged> changes, Map<AgencyId, Text> names) {
		Change.EntryChanged last = changes.getLast();
		Optional<Entry> published = published(last);
		if (published.isPresent()) {
			Entry part = PublicPart.of(published.get());
			return new PublicStore.Row(last, since(changes), "published", true, this.json.writeValueAsString(part),
					graph(part, names.getOrDefault(part.agency(), Text.of(part.agency().value()))));
		}
		boolean before = changes.subList(0, changes.size() - 1)
			.stream()
			.anyMatch((change) -> published(change).isPresent());
		return new PublicStore.Row(last, since(changes),
				(last.state() == LifecycleState.RETIRED) ? "retired" : "closed", before, null, null);
	}

	/**
	 * Since when the entry is as the public sees it: what an agency does with a revision
	 * that is not in force does not show.
	 */
	private static Instant since(List<Change.EntryChanged> changes) {
		Change.EntryChanged last = changes.getLast();
		Instant since = last.at();
		for (Change.EntryChanged each : changes.reversed()) {
			if (each.inForce() != last.inForce() || !Objects.equals(each.publishedRevision(), last.publishedRevision())
					|| !Objects.equals(each.published(), last.published())
					|| (each.state() == LifecycleState.RETIRED) != (last.state() == LifecycleState.RETIRED)) {
				break;
			}
			since = each.at();
		}
		return since;
	}

	private Optional<Entry> published(Change.EntryChanged change) {
		return change.inForce() ? Optional.of(this.described.of(change))
			.filter((entry) -> entry.discoverability() == Discoverability.PUBLIC) : Optional.empty();
	}

	private CompactRdf graph(Entry part, Text agencyName) {
		Model model = EntryGraph.write(part, this.baseUri, agencyName);
		return CompactRdf.of(model);
	}

	@Bean
	BackgroundTask publicViewTask() {
		return new BackgroundTask("catalogue-public-view", this::step, Backoff.QUICK);
	}

}
