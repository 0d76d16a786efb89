package org.shuyuan.portal.entry;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;

import jakarta.servlet.http.HttpServletResponse;
import org.jspecify.annotations.Nullable;
import org.shuyuan.observability.PlatformProperties;
import org.shuyuan.portal.catalogue.AgencySummary;
import org.shuyuan.portal.catalogue.Catalogue;
import org.shuyuan.portal.catalogue.PublicDescription;
import org.shuyuan.portal.catalogue.RequestedFormat;
import org.shuyuan.portal.catalogue.SearchResult;
import org.shuyuan.portal.gateway.Availability;
import org.shuyuan.portal.gateway.Data;
import org.shuyuan.portal.gateway.Gateway;
import org.shuyuan.portal.gateway.Rows;
import org.shuyuan.portal.page.ParallelCalls;
import org.shuyuan.vocab.Text;
import org.shuyuan.vocab.classification.Openness;
import org.shuyuan.vocab.classification.SharingClass;
import org.shuyuan.vocab.entry.DataItem;
import org.shuyuan.vocab.entry.Distribution;
import org.shuyuan.vocab.entry.Entry;
import tools.jackson.databind.json.JsonMapper;

import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.util.LinkedMultiValueMap;
import org.springframework.util.MultiValueMap;
import org.springframework.web.ErrorResponseException;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.client.RestClientException;
import org.springframework.web.server.ResponseStatusException;

/**
 * One entry, its data, its RDF.
 */
@Controller
class EntryController {

	/** Why the gateway refuses to everyone what it delivers on application. */
	private static final String ON_APPLICATION = "open-on-application";

	/** How many resources a page shows; the others are on the pages that follow. */
	private static final int RESOURCES_PER_PAGE = 8;

	private final Catalogue catalogue;

	private final Gateway gateway;

	private final ChartCache chartCache;

	private final JsonMapper json;

	private final String base;

	EntryController(Catalogue catalogue, Gateway gateway, ChartCache chartCache, JsonMapper json,
			PlatformProperties platform) {
		this.catalogue = catalogue;
		this.gateway = gateway;
		this.chartCache = chartCache;
		this.json = json;
		this.base = platform.baseUri().toString();
	}

	@GetMapping("/entries/{name}")
	@Nullable String entry(@PathVariable String name,
			@RequestHeader(name = HttpHeaders.ACCEPT, required = false) @Nullable String accept,
			@RequestHeader HttpHeaders headers, @RequestParam(name = "resources", defaultValue = "1") String resources,
			Model model, HttpServletResponse response) {
		int dot = name.indexOf('.');
		String id = id((dot < 0) ? name : name.substring(0, dot));
		String suffix = (dot < 0) ? "" : name.substring(dot + 1);
		String type = suffix.isEmpty() ? RequestedFormat.from(accept).orElse(null)
				: RequestedFormat.SUFFIXES.get(suffix);
		if (type != null) {
			this.catalogue.handThrough("/api/v1/catalogue/entries/" + id, type, headers, response);
			return null;
		}
		if (!suffix.isEmpty() && !suffix.equals("html")) {
			throw new ResponseStatusException(HttpStatus.NOT_FOUND);
		}
		show(id, page(resources), model);
		return "portal/entry";
	}

	@GetMapping("/entries/{id}/data")
	String data(@PathVariable String id, @RequestParam(required = false) @Nullable String d,
			@RequestParam(defaultValue = "") String column, @RequestParam(defaultValue = "contains") String op,
			@RequestParam(defaultValue = "") String value, @RequestParam(defaultValue = "") String sort,
			@RequestParam(required = false) @Nullable String after, Model model) {
		Entry entry = this.catalogue.entry(id(id)).entry();
		Distribution distribution = entry.distributions()
			.stream()
			.filter((one) -> one.id() != null && (d == null || one.id().value().equals(d)))
			.findFirst()
			.orElseThrow(() -> new ResponseStatusException(HttpStatus.NOT_FOUND));
		String number = String.valueOf(distribution.id());
		Data data = table(number);
		MultiValueMap<String, String> query = new LinkedMultiValueMap<>();
		boolean columnMissing = column.isBlank() && !value.isBlank();
		boolean filtered = !column.isBlank() && (!value.isBlank() || op.equals("null") || op.equals("notnull"));
		if (filtered) {
			query.add("filter", column + ":" + op + ":" + value);
		}
		if (!sort.isBlank()) {
			query.add("sort", sort);
		}
		MultiValueMap<String, String> asked = new LinkedMultiValueMap<>(query);
		asked.add("limit", "100");
		if (after != null) {
			asked.add("after", after);
		}
		Rows rows = new Rows(List.of(), List.of(), null, null);
		try {
			rows = columnMissing ? rows : this.gateway.rows(number, asked);
		}
		catch (ErrorResponseException ex) {
			if (!ex.getStatusCode().is4xxClientError() || asked.size() == 1) {
				throw ex;
			}
			boolean replaced = after != null && ex.getStatusCode().value() == HttpStatus.CONFLICT.value();
			model.addAttribute("wrong", replaced ? "portal.filter.replaced" : "portal.filter.wrong");
		}
		if (columnMissing) {
			model.addAttribute("wrong", "portal.filter.no-column");
		}
		Map<String, Object> shown = new LinkedHashMap<>();
		shown.put("entry", entry);
		shown.put("id", id);
		shown.put("distribution", distribution);
		shown.put("number", number);
		shown.put("data", data);
		shown.put("rows", rows);
		shown.put("column", column);
		shown.put("op", op);
		shown.put("value", value);
		shown.put("sort", sort);
		shown.put("filtered", filtered);
		model.addAllAttributes(shown);
		return "portal/data";
	}

	/**
	 * A table open to everyone.
	 * @throws ResponseStatusException 503 where the gateway cannot say, 404 where there
	 * is none
	 */
	private Data table(String distribution) {
		return switch (this.gateway.availability(distribution)) {
			case Availability.Available(Data data) when data.table() != null -> data;
			case Availability.Available _, Availability.Closed _ ->
				throw new ResponseStatusException(HttpStatus.NOT_FOUND);
			case Availability.Unknown _ -> throw new ResponseStatusException(HttpStatus.SERVICE_UNAVAILABLE);
		};
	}

	private static int page(String number) {
		return number.matches("[1-9]\\d{0,5}") ? Integer.parseInt(number) : 1;
	}

	private static String id(String id) {
		if (!id.matches("[a-z2-7]{26}")) {
			throw new ResponseStatusException(HttpStatus.NOT_FOUND);
		}
		return id;
	}

	private void show(String id, int wanted, Model model) {
		PublicDescription publicDescription = this.catalogue.entry(id);
		Entry entry = publicDescription.entry();
		List<DistributionView> resources = new ArrayList<>();
		int pages = Math.max(1, Math.ceilDiv(entry.distributions().size(), RESOURCES_PER_PAGE));
		int page = Math.min(wanted, pages);
		try (ExecutorService each = ParallelCalls.threads()) {
			List<CompletableFuture<DistributionView>> asked = entry.distributions()
				.stream()
				.skip((page - 1L) * RESOURCES_PER_PAGE)
				.limit(RESOURCES_PER_PAGE)
				.map((one) -> CompletableFuture.supplyAsync(() -> resource(one, entry, each), each))
				.toList();
			CompletableFuture<List<SearchResult.Hit>> related = CompletableFuture.supplyAsync(() -> related(id, entry),
					each);
			asked.forEach((one) -> resources.add(one.join()));
			model.addAttribute("related", related.join());
		}
		String agency = entry.agency().value();
		model.addAttribute("id", id);
		model.addAttribute("entry", entry);
		model.addAttribute("record", publicDescription.record());
		model.addAttribute("resources", resources);
		model.addAttribute("resourcePage", page);
		model.addAttribute("resourcePages", pages);
		model.addAttribute("instruments", instruments(entry));
		model.addAttribute("clauses", this.catalogue.labels("clauses"));
		model.addAttribute("agency", agency);
		model.addAttribute("agencyName", agencyName(agency));
		model.addAttribute("themes", labels("themes", entry.themes()));
		model.addAttribute("frequency", label("frequencies", entry.frequency()));
		model.addAttribute("library", label("libraries", entry.library()));
		String licence = licence(entry);
		model.addAttribute("licence", label("licences", licence));
		model.addAttribute("canonical", this.base + "/entries/" + id);
		model.addAttribute("base", this.base);
		model.addAttribute("alternates", RequestedFormat.SUFFIXES.entrySet()
			.stream()
			.map((suffix) -> Map.of("type", suffix.getValue(), "address", "/entries/" + id + "." + suffix.getKey()))
			.toList());
		model.addAttribute("machine", machine(id, entry, resources));
	}

	private DistributionView resource(Distribution distribution, Entry entry, Executor each) {
		if (distribution.id() == null) {
			return DistributionView.closed(distribution, "", null, false);
		}
		String id = distribution.id().value();
		var original = CompletableFuture.supplyAsync(() -> this.gateway.offersOriginal(id), each);
		TableCharts tableCharts = this.chartCache.find(id, each).orElse(null);
		if (tableCharts != null) {
			return new DistributionView(distribution, id, tableCharts.data(), tableCharts,
					names(tableCharts.table(), entry), original.join(), false, null, false, false);
		}
		return switch (this.gateway.availability(id)) {
			case Availability.Available(Data data) -> new DistributionView(distribution, id, data, null, Map.of(),
					original.join(), false, null, false, data.table() != null);
			case Availability.Closed(String code) ->
				DistributionView.closed(distribution, id, refusal(code).orElse(null), code.equals(ON_APPLICATION));
			case Availability.Unknown _ ->
				new DistributionView(distribution, id, null, null, Map.of(), false, false, null, false, true);
		};
	}

	/** What the code list of refusals calls a reason, if it knows it. */
	private Optional<Text> refusal(String code) {
		return code.isEmpty() ? Optional.empty()
				: Optional.of(this.catalogue.label("refusals", code)).filter((label) -> !label.zh().equals(code));
	}

	/** The names of the legal instruments that closing or not sharing rests on. */
	private Map<String, Text> instruments(Entry entry) {
		Map<String, Text> names = new LinkedHashMap<>();
		if (entry.openness() instanceof Openness.NotOpen closed) {
			closed.citations().forEach((each) -> names.put(each.instrument(), instrument(each.instrument())));
		}
		if (entry.sharing() instanceof SharingClass.NotShared closed) {
			closed.citations().forEach((each) -> names.put(each.instrument(), instrument(each.instrument())));
		}
		return names;
	}

	private Text instrument(String code) {
		return this.catalogue.label("instruments", code);
	}

	/** What the columns are called, in the languages their items have. */
	private static Map<String, Text> names(Data.Table table, Entry entry) {
		Map<String, Text> names = new LinkedHashMap<>();
		for (Data.Column column : table.columns()) {
			entry.items()
				.stream()
				.filter((item) -> item.id() != null && item.id().value().equals(column.item()))
				.findFirst()
				.map(DataItem::name)
				.filter((name) -> name.en() != null)
				.ifPresent((name) -> names.put(column.name(), new Text(column.name(), name.en())));
		}
		return names;
	}

	/** What the entry's title finds besides it. */
	private List<SearchResult.Hit> related(String id, Entry entry) {
		try {
			return this.catalogue
				.searchLately(new LinkedMultiValueMap<>(
						Map.of("q", List.of(entry.title().zh()), "facets", List.of("none"), "limit", List.of("6"))))
				.items()
				.stream()
				.filter((hit) -> !hit.id().equals(id))
				.limit(5)
				.toList();
		}
		catch (RestClientException | ErrorResponseException ex) {
			return List.of();
		}
	}

	private Text agencyName(String agency) {
		return this.catalogue.agencies()
			.stream()
			.filter((one) -> one.id().equals(agency))
			.map(AgencySummary::name)
			.findFirst()
			.orElse(Text.of(agency));
	}

	private @Nullable Text label(String scheme, @Nullable String code) {
		return (code == null || code.isBlank()) ? null : this.catalogue.label(scheme, code);
	}

	private Map<String, Text> labels(String scheme, List<String> codes) {
		Map<String, Text> labels = new LinkedHashMap<>();
		codes.forEach((code) -> labels.put(code, this.catalogue.label(scheme, code)));
		return labels;
	}

	private static @Nullable String licence(Entry entry) {
		return switch (entry.openness()) {
			case null -> null;
			case Openness.Unconditional open -> open.licence();
			case Openness.Conditional open -> open.licence();
			case Openness.NotOpen _ -> null;
		};
	}

	/**
	 * The entry for search engines, schema.org in JSON-LD; safe inside a script element.
	 */
	private String machine(String id, Entry entry, List<DistributionView> resources) {
		Map<String, Object> dataset = new LinkedHashMap<>();
		dataset.put("@context", "https://schema.org/");
		dataset.put("@type", "Dataset");
		dataset.put("@id", this.base + "/entries/" + id);
		dataset.put("name", entry.title().zh());
		if (entry.description() != null) {
			dataset.put("description", entry.description().zh());
		}
		dataset.put("url", this.base + "/entries/" + id);
		dataset.put("identifier", id);
		dataset.put("isAccessibleForFree", entry.openness() instanceof Openness.Unconditional);
		dataset.put("creator", Map.of("@type", "GovernmentOrganization", "identifier", entry.agency().value(), "name",
				agencyName(entry.agency().value()).zh()));
		dataset.put("distribution",
				resources.stream()
					.filter(DistributionView::table)
					.map((one) -> Map.of("@type", "DataDownload", "encodingFormat", "text/csv", "contentUrl",
							this.base + one.address() + "/rows?format=csv"))
					.toList());
		return this.json.writeValueAsString(dataset).replace("<", "\\u003c");
	}

}
