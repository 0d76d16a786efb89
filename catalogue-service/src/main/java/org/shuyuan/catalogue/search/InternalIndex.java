package org.shuyuan.catalogue.search;

import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import io.micrometer.core.instrument.MeterRegistry;
import org.jspecify.annotations.Nullable;
import org.shuyuan.catalogue.agency.Agencies;
import org.shuyuan.catalogue.changes.Change;
import org.shuyuan.catalogue.changes.ChangeLog;
import org.shuyuan.catalogue.changes.DescribedEntries;
import org.shuyuan.catalogue.publicview.AgencyName;
import org.shuyuan.catalogue.publicview.DistributionDataStore;
import org.shuyuan.catalogue.publicview.DistributionDataStore.ChangedData;
import org.shuyuan.catalogue.search.index.IndexPosition;
import org.shuyuan.catalogue.search.index.IndexedEntry;
import org.shuyuan.catalogue.search.index.RemovedEntry;
import org.shuyuan.catalogue.search.index.SearchEngine;
import org.shuyuan.catalogue.search.index.SearchIndex;
import org.shuyuan.catalogue.text.TextAnalysis;
import org.shuyuan.observability.PlatformProperties;
import org.shuyuan.support.task.BackgroundTask;
import org.shuyuan.vocab.Text;
import org.shuyuan.vocab.entry.Entry;
import org.shuyuan.vocab.identifier.AgencyId;
import org.shuyuan.vocab.identifier.EntryId;
import tools.jackson.databind.json.JsonMapper;

import org.springframework.context.annotation.Bean;
import org.springframework.stereotype.Component;

/**
 * The index departments search: every entry in force, with who may see it.
 */
@Component
class InternalIndex extends MaintainedIndex {

	private static final int BATCH = 500;

	private static final Duration LONGEST_WAIT = Duration.ofSeconds(1);

	private final ChangeLog log;

	private final DistributionDataStore data;

	private final Agencies agencies;

	private final JsonMapper json;

	private final DescribedEntries described;

	private final ZoneId zone;

	private @Nullable Map<AgencyId, Text> names;

	InternalIndex(SearchEngine engine, ChangeLog log, DistributionDataStore data, Agencies agencies,
			TextAnalysis analysis, JsonMapper json, DescribedEntries described, PlatformProperties platform,
			MeterRegistry meters) {
		super("internal", engine, analysis, meters);
		this.log = log;
		this.data = data;
		this.agencies = agencies;
		this.json = json;
		this.described = described;
		this.zone = platform.zone();
	}

	@Bean
	BackgroundTask internalIndexTask() {
		return task();
	}

	@Override
	void begin() {
		this.names = null;
	}

	@Override
	boolean take(SearchIndex index) throws InterruptedException {
		if (index.position().changes() > this.log.position()) {
			index.clear();
		}
		Map<AgencyId, Text> known = names();
		boolean allData = takeData(index, known);
		IndexPosition before = index.position();
		List<Change> changes = this.log.await(before.changes(), BATCH, allData ? LONGEST_WAIT : Duration.ZERO);
		if (!changes.isEmpty()) {
			Map<EntryId, Change.EntryChanged> entries = new LinkedHashMap<>();
			for (Change change : changes) {
				switch (change) {
					case Change.AgencyChanged agency ->
						known.put(agency.agency(), AgencyName.in(this.json, agency.document()));
					case Change.EntryChanged entry -> entries.put(entry.entry(), entry);
				}
			}
			Map<EntryId, IndexedEntry.Data> data = data(entries.keySet());
			List<IndexedEntry> found = new ArrayList<>();
			List<RemovedEntry> gone = new ArrayList<>();
			for (Change.EntryChanged change : entries.values()) {
				if (change.inForce()) {
					found.add(findable(change, known, data));
				}
				else {
					gone.add(new RemovedEntry(change.entry(), change.position()));
				}
			}
			index.apply(found, gone, new IndexPosition(changes.getLast().position(), before.data()));
		}
		return allData && changes.size() < BATCH;
	}

	/**
	 * Takes in entries under which there are other data than before.
	 * @return whether none are left
	 */
	private boolean takeData(SearchIndex index, Map<AgencyId, Text> known) {
		IndexPosition before = index.position();
		List<ChangedData> changed = this.data.changedAfter(before.data(), BATCH);
		if (changed.isEmpty()) {
			return true;
		}
		Map<EntryId, IndexedEntry.Data> data = data(changed.stream().map(ChangedData::entry).toList());
		List<IndexedEntry> found = new ArrayList<>();
		for (ChangedData under : changed) {
			this.log.latest(under.entry())
				.filter((change) -> change.inForce() && change.position() <= before.changes())
				.ifPresent((change) -> found.add(findable(change, known, data)));
		}
		index.apply(found, List.of(), new IndexPosition(before.changes(), changed.getLast().position()));
		return changed.size() < BATCH;
	}

	@Override
	Changed changedAfter(long position, int limit) {
		List<Change> changes = this.log.after(position, limit);
		return new Changed(changes.stream()
			.filter(Change.EntryChanged.class::isInstance)
			.map((change) -> new RemovedEntry(new EntryId(change.id()), change.position()))
			.toList(), changes.isEmpty() ? position : changes.getLast().position());
	}

	private IndexedEntry findable(Change.EntryChanged change, Map<AgencyId, Text> known,
			Map<EntryId, IndexedEntry.Data> data) {
		Entry entry = this.described.of(change);
		LocalDate modified = entry.modified();
		return new IndexedEntry(change.entry(), change.position(), entry,
				known.getOrDefault(entry.agency(), Text.of(entry.agency().value())),
				(modified != null) ? modified : LocalDate.ofInstant(change.at(), this.zone),
				data.getOrDefault(change.entry(), IndexedEntry.Data.NONE));
	}

	private Map<EntryId, IndexedEntry.Data> data(Collection<EntryId> entries) {
		Map<EntryId, IndexedEntry.Data> data = new HashMap<>();
		this.data.available(entries)
			.forEach((entry, found) -> data.put(entry, new IndexedEntry.Data(true, found.rows(), found.modified())));
		return data;
	}

	private Map<AgencyId, Text> names() {
		Map<AgencyId, Text> known = this.names;
		if (known == null) {
			Map<AgencyId, Text> read = new HashMap<>();
			this.agencies.documents().forEach((id, document) -> read.put(id, AgencyName.in(this.json, document)));
			this.names = read;
			known = read;
		}
		return known;
	}

}
