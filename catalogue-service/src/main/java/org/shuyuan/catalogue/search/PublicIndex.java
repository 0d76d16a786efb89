package org.shuyuan.catalogue.search;

import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import org.shuyuan.catalogue.publicview.Follower;
import org.shuyuan.catalogue.publicview.PublicEntry;
import org.shuyuan.catalogue.publicview.PublicView;
import org.shuyuan.vocab.AgencyId;
import org.shuyuan.vocab.EntryId;
import org.shuyuan.vocab.Text;
import tools.jackson.databind.json.JsonMapper;

import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;

/**
 * The index everybody searches. It is drawn from the public view alone, through the
 * public's own role.
 */
@Component
class PublicIndex extends FollowingIndex {

	private static final ZoneId ZONE = ZoneId.of("Asia/Shanghai");

	private static final int BATCH = 500;

	private final PublicView view;

	PublicIndex(PublicView view, TextAnalysis analysis, JsonMapper json, @Value("${shuyuan.data}") Path data) {
		super(data.resolve("catalogue/search-public"), analysis, json);
		this.view = view;
	}

	@Override
	Follower follower() {
		return new Follower("catalogue-public-index", this::step);
	}

	private void step() throws InterruptedException {
		SearchIndex index = index();
		if (index.position() > this.view.standing().position()) {
			index.clear();
		}
		List<PublicEntry> changes = this.view.await(index.position(), BATCH, Duration.ofSeconds(2));
		if (!changes.isEmpty()) {
			Map<AgencyId, Text> names = this.view.agencyNames();
			List<Findable> found = new ArrayList<>();
			List<EntryId> gone = new ArrayList<>();
			for (PublicEntry change : changes) {
				switch (change) {
					case PublicEntry.Published published -> found.add(findable(published, names));
					case PublicEntry.Retired retired -> gone.add(retired.id());
					case PublicEntry.Closed closed -> gone.add(closed.id());
				}
			}
			index.apply(found, gone, changes.getLast().position());
		}
		settle(changes.size() < BATCH);
	}

	private static Findable findable(PublicEntry.Published published, Map<AgencyId, Text> names) {
		AgencyId agency = published.entry().agency();
		LocalDate modified = published.entry().modified();
		return new Findable(published.id(), published.entry(), names.getOrDefault(agency, Text.of(agency.value())),
				(modified != null) ? modified : LocalDate.ofInstant(published.changed(), ZONE),
				new Findable.Data(published.data().available(), published.data().rows(), published.data().modified()));
	}

}
