package org.shuyuan.standalone.city;

import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Consumer;

import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * What the city's departments do with each other: duties, a conflict about a source,
 * undertakings, and requests that have come more or less far
 * ({@code city/requests.yaml}).
 */
class DemoExchange {

	private static final String SHARING = "/api/v1/sharing";

	private final City city;

	private final CityApi api;

	private final Map<String, CityLoad.Loaded> loaded;

	private final ZoneId zone;

	private final Doings doings = City.read("requests.yaml", Doings.class);

	DemoExchange(City city, CityApi api, Map<String, CityLoad.Loaded> loaded, ZoneId zone) {
		this.city = city;
		this.api = api;
		this.loaded = loaded;
		this.zone = zone;
	}

	void duties() {
		for (Duty duty : this.doings.duties()) {
			List<String> entries = duty.entries().stream().map((key) -> entry(key).id()).toList();
			this.api.put(duty.agency() + "-system",
					"/api/v1/catalogue/agencies/%s/duties/%s".formatted(this.city.agency(duty.agency()).id(),
							duty.code()),
					Map.of("title", CityEntry.text(duty.title()), "basis", List.of(), "expects", duty.expects(),
							"entries", entries))
				.orFail();
		}
	}

	/** The health commission collects names that the police are the source of. */
	void conflict() {
		CityLoad.Loaded births = entry("birth-certificates");
		this.api.post(
				"health-system", "/api/v1/catalogue/conflicts", Map.of("entry", births.id(), "item",
						births.items().getOrDefault("新生儿姓名", ""), "reason", "出生医学证明先于户口登记产生，新生儿姓名应以签发机构为数源"),
				"city-conflict-births")
			.orFail();
	}

	/**
	 * Undertakings and requests.
	 * @param attempt runs a step and counts failures
	 * @return how many requests there are
	 */
	int exchange(Consumer<Runnable> attempt) {
		for (String agency : this.doings.undertakings()) {
			attempt.accept(() -> undertake(agency));
		}
		List<String> made = new ArrayList<>();
		for (Request request : this.doings.requests()) {
			attempt.accept(() -> {
				ask(request);
				made.add(request.key());
			});
		}
		return made.size();
	}

	private void undertake(String agency) {
		String head = agency + ".head";
		int version = this.api.get(head, SHARING + "/undertakings/text").orFail().body().path("version").asInt();
		this.api
			.post(head, SHARING + "/undertakings", Map.of("version", version),
					"city-undertaking-" + agency + "-" + version)
			.orFail();
	}

	private void ask(Request request) {
		CityLoad.Loaded of = entry(request.entry());
		Map<String, Object> asked = new HashMap<>(Map.of("entry", of.id(), "distribution", of.distribution(), "items",
				request.items().stream().map((name) -> item(of, name)).toList(), "basis", request.basis(), "scenario",
				request.scenario(), "scope", request.scope(), "mode", request.mode(), "until", request.until(),
				"purpose", request.purpose()));
		asked.put("rows", Objects.requireNonNullElse(request.rows(), List.of()));
		CityApi.Answer answer = this.api
			.post(request.by() + "-system", SHARING + "/requests", asked, "city-request-" + request.key(),
					received(request))
			.orFail();
		String id = answer.body().path("id").asString("");
		JsonNode now = this.api.get(request.by() + "-system", SHARING + "/requests/" + id).orFail().body();
		int done = Math.max(0, now.path("history").size() - 1);
		for (String step : request.steps().subList(Math.min(done, request.steps().size()), request.steps().size())) {
			step(request, of.agency(), id, step);
		}
	}

	private void step(Request request, String provider, String id, String step) {
		String path = SHARING + "/requests/" + id + "/" + step;
		String key = "city-" + step + "-" + request.key();
		String reason = Objects.requireNonNullElse(request.reason(), "");
		switch (step) {
			case "agree" -> this.api.post(request.by() + ".head", path, null, key, received(request)).orFail();
			case "decline" -> act(request.by() + ".head", path, Map.of("reason", reason), key);
			case "extend" -> act(provider + "-system", path, Map.of("reason", reason, "days", 5), key);
			case "consent-extension" -> act("authority.chief", path, null, key);
			case "withdraw" -> act(request.by() + "-system", path, null, key);
			case "complete" -> act(request.by() + "-system", path, null, key);
			case "ask-completion" -> act(provider + "-system", path,
					Map.of("missing", Objects.requireNonNullElse(request.missing(), List.of())), key);
			case "review" -> act(provider + "-system", path, Map.of("opinion", "用途与职责相符，范围限于必要项，建议同意"), key);
			case "approve" -> this.api.post(provider + ".head", path, Map.of(), key, received(request)).orFail();
			case "refuse" -> act(provider + ".head", path, Map.of("reason", reason), key);
			case "revoke" -> {
				JsonNode read = this.api.get(request.by() + "-system", SHARING + "/requests/" + id).orFail().body();
				JsonNode grant = read.path("grant");
				String grantId = grant.isString() ? grant.asString() : grant.path("id").asString("");
				act(provider + ".head", SHARING + "/grants/" + grantId + "/revoke",
						Map.of("reason", reason, "filing", "已与使用部门协商，停止供数"), key);
			}
			default -> throw new IllegalArgumentException(step);
		}
	}

	/**
	 * Long ago enough, for some, that their reply is overdue or their grant has expired.
	 */
	private Map<String, String> received(Request request) {
		int days = Objects.requireNonNullElse(request.daysAgo(), 0);
		String day = Objects.requireNonNullElseGet(request.received(),
				() -> LocalDate.now(this.zone).minusDays(days).toString());
		return Map.of("Shuyuan-Demo-Received", day);
	}

	private void act(String as, String path, @Nullable Object body, String key) {
		this.api.post(as, path, body, key).orFail();
	}

	private CityLoad.Loaded entry(String key) {
		CityLoad.Loaded entry = this.loaded.get(key);
		if (entry == null) {
			throw new CityLoadFailed("the entry " + key + " is not there");
		}
		return entry;
	}

	private static String item(CityLoad.Loaded of, String name) {
		String id = of.items().get(name);
		if (id == null) {
			throw new CityLoadFailed("there is no item " + name);
		}
		return id;
	}

	/**
	 * The file's content.
	 *
	 * @param undertakings departments that have signed the undertaking
	 * @param requests requests
	 * @param duties duties
	 */
	record Doings(List<String> undertakings, List<Request> requests, List<Duty> duties) {
	}

	/**
	 * A request with the five facts that the regulation asks for.
	 *
	 * @param key stable key
	 * @param entry key of the entry
	 * @param by who asks
	 * @param items names of the items
	 * @param rows row filters
	 * @param purpose purpose code
	 * @param basis basis of use
	 * @param scenario scenario
	 * @param scope scope of use
	 * @param mode sharing mode
	 * @param until last day
	 * @param steps what has happened since
	 * @param missing what the provider found missing
	 * @param reason why it was refused, revoked or put off
	 * @param received the day it was received
	 * @param daysAgo how many days ago it was received, today if absent
	 */
	record Request(String key, String entry, String by, List<String> items, @Nullable List<String> rows, String purpose,
			String basis, String scenario, String scope, String mode, String until, List<String> steps,
			@Nullable List<String> missing, @Nullable String reason, @Nullable String received,
			@Nullable Integer daysAgo) {
	}

	/**
	 * A duty of a department.
	 *
	 * @param agency whose
	 * @param code its code
	 * @param title what it is called
	 * @param expects data elements it should yield
	 * @param entries keys of the entries that hold them
	 */
	record Duty(String agency, String code, String title, List<String> expects, List<String> entries) {
	}

}
