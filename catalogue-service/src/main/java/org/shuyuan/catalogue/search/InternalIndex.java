package org.shuyuan.catalogue.search;

import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

import org.jspecify.annotations.Nullable;
import org.shuyuan.catalogue.changes.Change;
import org.shuyuan.catalogue.changes.ChangeLog;
import org.shuyuan.catalogue.publicview.AgencyName;
import org.shuyuan.catalogue.publicview.DataChanged;
import org.shuyuan.catalogue.publicview.Follower;
import org.shuyuan.vocab.AgencyId;
import org.shuyuan.vocab.Entry;
import org.shuyuan.vocab.EntryGraph;
import org.shuyuan.vocab.EntryId;
import org.shuyuan.vocab.Text;
import tools.jackson.databind.json.JsonMapper;

import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.event.EventListener;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * The index departments search: every entry in force, with who may see it.
 */
@Component
class InternalIndex extends FollowingIndex {

	private static final ZoneId ZONE = ZoneId.of("Asia/Shanghai");

	private static final int BATCH = 500;

	private final ChangeLog log;

	private final JdbcClient sql;

	private final JsonMapper json;

	private final String baseUri;

	private final Set<String> dataChanged = ConcurrentHashMap.newKeySet();

	private @Nullable Map<AgencyId, Text> names;

	InternalIndex(ChangeLog log, JdbcClient sql, TextAnalysis analysis, JsonMapper json,
			@Value("${shuyuan.base-uri}") String baseUri, @Value("${shuyuan.data}") Path data) {
		super(data.resolve("catalogue/search-internal"), analysis, json);
		this.log = log;
		this.sql = sql;
		this.json = json;
		this.baseUri = baseUri;
	}

	@Override
	Follower follower() {
		return new Follower("catalogue-internal-index", this::step);
	}

	@EventListener
	void on(DataChanged changed) {
		this.dataChanged.addAll(changed.entries());
	}

	private void step() throws InterruptedException {
		SearchIndex index = index();
		if (index.position() > this.log.position()) {
			index.clear();
		}
		Map<AgencyId, Text> known = names();
		takeData(index, known);
		List<Change> changes = this.log.await(index.position(), BATCH, Duration.ofSeconds(1));
		if (!changes.isEmpty()) {
			Map<EntryId, Change.EntryChanged> entries = new LinkedHashMap<>();
			for (Change change : changes) {
				switch (change) {
					case Change.AgencyChanged agency ->
						known.put(agency.agency(), AgencyName.in(this.json, agency.document()));
					case Change.EntryChanged entry -> entries.put(entry.entry(), entry);
				}
			}
			Map<String, Findable.Data> data = data(entries.keySet());
			List<Findable> found = new ArrayList<>();
			List<EntryId> gone = new ArrayList<>();
			for (Change.EntryChanged change : entries.values()) {
				if (change.inForce()) {
					found.add(findable(change, known, data));
				}
				else {
					gone.add(change.entry());
				}
			}
			index.apply(found, gone, changes.getLast().position());
		}
		settle(changes.size() < BATCH);
	}

	/** Entries under which there are other data than before. */
	private void takeData(SearchIndex index, Map<AgencyId, Text> known) {
		List<EntryId> changed = List.copyOf(this.dataChanged).stream().map(EntryId::new).toList();
		if (changed.isEmpty()) {
			return;
		}
		Map<String, Findable.Data> data = data(changed);
		List<Findable> found = new ArrayList<>();
		for (EntryId entry : changed) {
			this.dataChanged.remove(entry.value());
			this.log.latest(entry)
				.filter((change) -> change.inForce() && change.position() <= index.position())
				.ifPresent((change) -> found.add(findable(change, known, data)));
		}
		if (!found.isEmpty()) {
			index.apply(found, List.of(), index.position());
		}
	}

	private Findable findable(Change.EntryChanged change, Map<AgencyId, Text> known, Map<String, Findable.Data> data) {
		Entry entry = EntryGraph.read(change.graph(), this.baseUri);
		LocalDate modified = entry.modified();
		return new Findable(change.entry(), entry, known.getOrDefault(entry.agency(), Text.of(entry.agency().value())),
				(modified != null) ? modified : LocalDate.ofInstant(change.at(), ZONE),
				data.getOrDefault(change.entry().value(), Findable.Data.NONE));
	}

	private Map<String, Findable.Data> data(Collection<EntryId> entries) {
		Map<String, Findable.Data> data = new HashMap<>();
		this.sql.sql("""
				select entry, sum(rows)::bigint as rows, max(modified) as modified
				from catalogue_views.distribution_data
				where entry = any(:entries) and available
				group by entry
				""").param("entries", entries.stream().map(EntryId::value).toArray(String[]::new)).query((row) -> {
			data.put(row.getString("entry"), new Findable.Data(true, row.getObject("rows", Long.class),
					row.getObject("modified", LocalDate.class)));
		});
		return data;
	}

	private Map<AgencyId, Text> names() {
		Map<AgencyId, Text> known = this.names;
		if (known == null) {
			known = new HashMap<>();
			for (String document : this.sql.sql("select document::text from catalogue.agency")
				.query(String.class)
				.list()) {
				String id = this.json.readTree(document).path("id").asString("");
				known.put(new AgencyId(id), AgencyName.in(this.json, document));
			}
			this.names = known;
			this.dataChanged.addAll(this.sql.sql("select distinct entry from catalogue_views.distribution_data")
				.query(String.class)
				.list());
		}
		return known;
	}

}
