package org.shuyuan.catalogue.search;

import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import io.micrometer.core.instrument.MeterRegistry;
import org.shuyuan.catalogue.publicview.PublicEntry;
import org.shuyuan.catalogue.publicview.PublicView;
import org.shuyuan.catalogue.publicview.ViewReadiness;
import org.shuyuan.catalogue.search.index.IndexPosition;
import org.shuyuan.catalogue.search.index.IndexedEntry;
import org.shuyuan.catalogue.search.index.RemovedEntry;
import org.shuyuan.catalogue.search.index.SearchEngine;
import org.shuyuan.catalogue.search.index.SearchIndex;
import org.shuyuan.catalogue.text.TextAnalysis;
import org.shuyuan.observability.PlatformProperties;
import org.shuyuan.support.task.BackgroundTask;
import org.shuyuan.vocab.Text;
import org.shuyuan.vocab.identifier.AgencyId;

import org.springframework.context.annotation.Bean;
import org.springframework.stereotype.Component;

/**
 * The public search index. It is built from the public view alone, through the public's
 * own role.
 */
@Component
class PublicIndex extends MaintainedIndex {

	private static final int BATCH = 500;

	private final PublicView view;

	private final ViewReadiness readiness;

	private final ZoneId zone;

	PublicIndex(SearchEngine engine, PublicView view, ViewReadiness readiness, TextAnalysis analysis,
			PlatformProperties platform, MeterRegistry meters) {
		super("public", engine, analysis, meters);
		this.view = view;
		this.readiness = readiness;
		this.zone = platform.zone();
	}

	@Bean
	BackgroundTask publicIndexTask() {
		return task();
	}

	@Override
	boolean take(SearchIndex index) throws InterruptedException {
		if (index.position().changes() > this.view.standing().position()) {
			index.clear();
		}
		boolean drawn = this.readiness.ready();
		List<PublicEntry> changes = this.view.await(index.position().changes(), BATCH,
				drawn ? Duration.ofSeconds(2) : Duration.ofMillis(100));
		if (!changes.isEmpty()) {
			Map<AgencyId, Text> names = this.view.agencyNames();
			List<IndexedEntry> found = new ArrayList<>();
			List<RemovedEntry> gone = new ArrayList<>();
			for (PublicEntry change : changes) {
				switch (change) {
					case PublicEntry.Published published -> found.add(findable(published, names));
					case PublicEntry.Retired retired -> gone.add(new RemovedEntry(retired.id(), retired.position()));
					case PublicEntry.Closed closed -> gone.add(new RemovedEntry(closed.id(), closed.position()));
				}
			}
			index.apply(found, gone, new IndexPosition(changes.getLast().position(), 0));
		}
		return drawn && changes.size() < BATCH;
	}

	@Override
	Changed changedAfter(long position, int limit) {
		List<PublicEntry> changes = this.view.after(position, limit);
		return new Changed(changes.stream().map((change) -> new RemovedEntry(change.id(), change.position())).toList(),
				changes.isEmpty() ? position : changes.getLast().position());
	}

	private IndexedEntry findable(PublicEntry.Published published, Map<AgencyId, Text> names) {
		AgencyId agency = published.entry().agency();
		LocalDate modified = published.entry().modified();
		return new IndexedEntry(published.id(), published.position(), published.entry(),
				names.getOrDefault(agency, Text.of(agency.value())),
				(modified != null) ? modified : LocalDate.ofInstant(published.changed(), this.zone),
				new IndexedEntry.Data(published.data().available(), published.data().rows(),
						published.data().modified()));
	}

}
