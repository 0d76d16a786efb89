package org.shuyuan.standalone.city;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

import org.jspecify.annotations.Nullable;
import org.shuyuan.vocab.entry.Entry;
import tools.jackson.databind.JsonNode;

/**
 * Brings one agency's entries to their target state, then their data.
 */
class CityCatalogue {

	private static final String ENTRIES = "/api/v1/catalogue/entries";

	/** The person who publishes. */
	static final String AUTHORITY = "authority.officer";

	private final City city;

	private final City.Agency agency;

	private final CityApi api;

	private final String steward;

	private final String head;

	CityCatalogue(City city, City.Agency agency, CityApi api) {
		this.city = city;
		this.agency = agency;
		this.api = api;
		this.steward = agency.abbreviation() + "-system";
		this.head = agency.abbreviation() + ".director";
	}

	/** The agency's entries that are there already, by key. */
	Map<String, Known> known() {
		Map<String, Known> known = new HashMap<>();
		String path = ENTRIES + "?agency=" + this.agency.id() + "&limit=200";
		for (JsonNode item : this.api.get(this.steward, path).orFail().body().path("items")) {
			known.put(item.path("key").asString(""),
					new Known(item.path("id").asString(), item.path("state").asString("draft")));
		}
		return known;
	}

	CityLoad.Loaded load(CityEntry entry, @Nullable Known known) {
		Entry description = entry.entry(this.city, this.agency);
		CityApi.Answer answer = (known != null) ? this.api.get(this.steward, ENTRIES + "/" + known.id()).orFail()
				: this.api.post(this.steward, ENTRIES, description, "city-" + entry.key()).orFail();
		CityLoad.Loaded loaded = loaded(answer.body().path("entry"));
		String state = answer.body().path("record").path("state").asString("draft");
		if ("draft".equals(state) && !"draft".equals(entry.wanted())) {
			state = submit(entry, loaded.id());
		}
		boolean onwards = "submitted".equals(state) && !"submitted".equals(entry.wanted());
		if (onwards) {
			act(AUTHORITY, loaded.id(), "publish", Map.of("consentToOpen", personal(answer.body().path("entry"))));
			state = "published";
		}
		if ("published".equals(state)) {
			move(entry, loaded.id(), description);
		}
		return loaded;
	}

	/** The items that open for a stated reason, to which the authority consents. */
	private static List<String> personal(JsonNode entry) {
		List<String> items = new ArrayList<>();
		for (JsonNode item : entry.path("items")) {
			if (item.path("open").asBoolean(false) && item.hasNonNull("openingReason")) {
				items.add(item.path("id").asString(""));
			}
		}
		return items;
	}

	private CityLoad.Loaded loaded(JsonNode entry) {
		Map<String, String> items = new HashMap<>();
		for (JsonNode item : entry.path("items")) {
			items.put(item.path("name").path("zh").asString(""), item.path("id").asString(""));
		}
		return new CityLoad.Loaded(entry.path("id").asString(""),
				entry.path("distributions").path(0).path("id").asString(""), items, this.agency.abbreviation());
	}

	private String submit(CityEntry entry, String id) {
		for (String kind : new String[] { "secrecy", "personal-information" }) {
			act(this.steward, id, "assessments", Map.of("kind", kind, "outcome", "passed", "note", "已按保密审查和个人信息保护要求评估"),
					"assessed-" + kind);
		}
		String etag = this.api.get(this.steward, ENTRIES + "/" + id).orFail().etag();
		this.api.post(this.head, ENTRIES + "/" + id + "/consent", null, "city-consent-" + id, Map.of("If-Match", etag))
			.orFail();
		CityApi.Answer submitted = this.api.post(this.steward, ENTRIES + "/" + id + "/submit", null,
				"city-submit-" + id);
		if ("conflict".equals(entry.wanted()) && "source-exists".equals(submitted.code())) {
			return "draft";
		}
		submitted.orFail();
		return "submitted";
	}

	/** From published to an entry's target state. */
	private void move(CityEntry entry, String id, Entry description) {
		switch (entry.wanted()) {
			case "suspended" -> act(AUTHORITY, id, "suspend", Map.of("reason", "权属信息正在核对，核对完成后恢复"));
			case "retired" -> act(AUTHORITY, id, "retire", Map.of("reason", "监测点位调整，由新的声环境监测取代"));
			case "revising" -> {
				String etag = this.api.get(this.steward, ENTRIES + "/" + id).orFail().etag();
				CityApi.Answer read = this.api.get(this.steward, ENTRIES + "/" + id).orFail();
				JsonNode changed = read.body().path("entry").deepCopy();
				((tools.jackson.databind.node.ObjectNode) changed).put("frequency", "monthly");
				this.api
					.call(this.steward, "PUT", ENTRIES + "/" + id,
							java.net.http.HttpRequest.BodyPublishers.ofString(changed.toString()),
							Map.of("If-Match", etag, "Content-Type", "application/json"))
					.orFail();
			}
			default -> {
				// stays published
			}
		}
	}

	private void act(String as, String id, String act, @Nullable Object body) {
		act(as, id, act, body, act);
	}

	private void act(String as, String id, String act, @Nullable Object body, String key) {
		this.api.post(as, ENTRIES + "/" + id + "/" + act, body, "city-" + key + "-" + id).orFail();
	}

	/** Uploads the entry's table, unless a version is there. */
	void upload(CityEntry entry, CityLoad.Loaded loaded) {
		String path = "/api/v1/sharing/distributions/" + loaded.distribution();
		CityApi.Answer versions = awaitKnown(path + "/versions");
		if (versions.good() && !versions.body().path("items").isEmpty()) {
			return;
		}
		this.api.upload(this.steward, path + "/data?filename=" + entry.key() + ".csv", entry.table(this.city)).orFail();
	}

	/** The gateway learns of a new entry from the catalogue's feed, a moment later. */
	private CityApi.Answer awaitKnown(String path) {
		CityApi.Answer answer = this.api.get(this.steward, path);
		for (int tried = 0; answer.status() == 404 && tried < 60; tried++) {
			LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(100));
			answer = this.api.get(this.steward, path);
		}
		return answer;
	}

	/**
	 * An entry that is there already.
	 *
	 * @param id its id
	 * @param state its state
	 */
	record Known(String id, String state) {
	}

}
