package org.shuyuan.catalogue.search;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;

import com.fasterxml.jackson.annotation.JsonAnyGetter;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.Parameters;
import io.swagger.v3.oas.annotations.enums.ParameterIn;
import io.swagger.v3.oas.annotations.media.ArraySchema;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import org.jspecify.annotations.Nullable;
import org.shuyuan.catalogue.publicview.ViewProblems;
import org.shuyuan.catalogue.search.index.Facet;
import org.shuyuan.catalogue.search.index.SearchHit;
import org.shuyuan.catalogue.search.index.SearchQuery;
import org.shuyuan.support.caller.Caller;
import org.shuyuan.support.caller.RoleMissing;
import org.shuyuan.support.web.Page;
import org.shuyuan.support.web.ParameterValue;
import org.shuyuan.vocab.Text;
import org.shuyuan.vocab.role.Role;

import org.springframework.util.MultiValueMap;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.util.UriComponentsBuilder;

/**
 * Search and suggestions, for the public and for departments; and what there is in
 * numbers.
 */
@RestController
@RequestMapping("/api/v1/catalogue")
@Tag(name = "search")
class SearchController {

	private static final List<Facet> SHOWN = List.of(Facet.THEME, Facet.AGENCY, Facet.FORMAT, Facet.OPENNESS,
			Facet.SHARING, Facet.GRADE, Facet.LIBRARY, Facet.FREQUENCY, Facet.AREA, Facet.COMPLETENESS, Facet.HAS_DATA);

	private static final List<Facet> COUNTED = List.of(Facet.AGENCY, Facet.THEME, Facet.OPENNESS, Facet.SHARING,
			Facet.COMPLETENESS, Facet.FORMAT, Facet.HAS_DATA, Facet.MISSING);

	private final PublicIndex publicIndex;

	private final InternalIndex internalIndex;

	private final FacetLabels facetLabels;

	SearchController(PublicIndex publicIndex, InternalIndex internalIndex, FacetLabels facetLabels) {
		this.publicIndex = publicIndex;
		this.internalIndex = internalIndex;
		this.facetLabels = facetLabels;
	}

	@GetMapping("/search")
	@Parameters({
			@Parameter(name = "theme", in = ParameterIn.QUERY, description = "Only entries with any of these",
					array = @ArraySchema(schema = @Schema(type = "string"))),
			@Parameter(name = "agency", in = ParameterIn.QUERY, description = "Only entries with any of these",
					array = @ArraySchema(schema = @Schema(type = "string"))),
			@Parameter(name = "format", in = ParameterIn.QUERY, description = "Only entries with any of these",
					array = @ArraySchema(schema = @Schema(type = "string"))),
			@Parameter(name = "openness", in = ParameterIn.QUERY, description = "Only entries with any of these",
					array = @ArraySchema(schema = @Schema(type = "string"))),
			@Parameter(name = "sharing", in = ParameterIn.QUERY, description = "Only entries with any of these",
					array = @ArraySchema(schema = @Schema(type = "string"))),
			@Parameter(name = "grade", in = ParameterIn.QUERY, description = "Only entries with any of these",
					array = @ArraySchema(schema = @Schema(type = "string"))),
			@Parameter(name = "library", in = ParameterIn.QUERY, description = "Only entries with any of these",
					array = @ArraySchema(schema = @Schema(type = "string"))),
			@Parameter(name = "frequency", in = ParameterIn.QUERY, description = "Only entries with any of these",
					array = @ArraySchema(schema = @Schema(type = "string"))),
			@Parameter(name = "area", in = ParameterIn.QUERY, description = "Only entries with any of these",
					array = @ArraySchema(schema = @Schema(type = "string"))),
			@Parameter(name = "completeness", in = ParameterIn.QUERY, description = "Only entries with any of these",
					array = @ArraySchema(schema = @Schema(type = "string"))),
			@Parameter(name = "hasData", in = ParameterIn.QUERY, description = "Only entries whose data are available",
					schema = @Schema(type = "boolean")),
			@Parameter(name = "facets", in = ParameterIn.QUERY,
					description = "Facets to count, separated by commas, or none; all by default",
					schema = @Schema(type = "string")) })
	SearchResults search(@RequestParam(defaultValue = "") String q,
			@RequestParam(defaultValue = "relevance") String sort,
			@RequestParam(defaultValue = "20") @Min(1) @Max(Page.MOST) int limit,
			@RequestParam(required = false) @Nullable String after, @RequestParam(defaultValue = "public") String view,
			@Parameter(hidden = true) @RequestParam MultiValueMap<String, String> all,
			@Parameter(hidden = true) Caller caller) {
		ParameterValue.oneOf("view", view, List.of("public", "internal"));
		SearchQuery.Sorting sorting = SearchQuery.Sorting.of(sort)
			.orElseThrow(() -> ViewProblems.parameter("sort",
					Text.of("可取 relevance、modified、title", "One of relevance, modified, title")));
		SearchQuery searchQuery = new SearchQuery(q, chosen(all), counted(all), sorting, limit, after,
				reader(view, caller));
		MaintainedIndex index = (searchQuery.reader() instanceof SearchQuery.Reader.Anybody) ? this.publicIndex
				: this.internalIndex;
		SearchHits searchHits;
		try {
			searchHits = index.search().answer(searchQuery);
		}
		catch (IllegalArgumentException ex) {
			throw ViewProblems.parameter("after",
					Text.of("请使用上一页答复中的 next", "Follow next of the page before, with the same sort"));
		}
		return new SearchResults(searchHits.total(), searchHits.totalAllWords(), searchHits.relaxed(),
				searchHits.didYouMean(), searchHits.corrected(), searchHits.hits(), facets(searchHits.counts()),
				(searchHits.after() != null) ? next(all, searchHits.after()) : null);
	}

	@GetMapping("/suggest")
	TitleSuggestions suggest(@RequestParam(defaultValue = "") String q) {
		List<TitleSuggestion> items = new ArrayList<>();
		this.publicIndex.search().suggestions(q).forEach((id, title) -> items.add(new TitleSuggestion(id, title)));
		return new TitleSuggestions(items);
	}

	@GetMapping("/statistics")
	Statistics statistics() {
		SearchHits searchHits = this.publicIndex.search()
			.answer(new SearchQuery("", Map.of(), COUNTED, SearchQuery.Sorting.TITLE, 1, null,
					new SearchQuery.Reader.Anybody()));
		return new Statistics(searchHits.total(),
				searchHits.counts().getOrDefault(Facet.HAS_DATA, Map.of()).getOrDefault("true", 0),
				facets(searchHits.counts()));
	}

	private static SearchQuery.Reader reader(String view, Caller caller) {
		if (!view.equals("internal")) {
			return new SearchQuery.Reader.Anybody();
		}
		if (caller.seesAll()) {
			return new SearchQuery.Reader.Everything();
		}
		if (caller.agency() == null || !caller.department()) {
			throw new RoleMissing(Role.STEWARD, Role.SHARING_OFFICER, Role.SHARING_HEAD, Role.DEPARTMENT_HEAD, Role.CDO,
					Role.AUTHORITY, Role.AUDITOR);
		}
		return new SearchQuery.Reader.Department(caller.agency());
	}

	private static Map<Facet, Set<String>> chosen(MultiValueMap<String, String> all) {
		Map<Facet, Set<String>> chosen = new EnumMap<>(Facet.class);
		for (Facet facet : SHOWN) {
			Set<String> values = new LinkedHashSet<>(all.getOrDefault(facet.parameter(), List.of()));
			values.removeIf(String::isBlank);
			if (!values.isEmpty()) {
				chosen.put(facet, values);
			}
		}
		return chosen;
	}

	/** The facets asked for; all that are shown where nothing is said. */
	private static List<Facet> counted(MultiValueMap<String, String> all) {
		String asked = all.getFirst("facets");
		if (asked == null || asked.isBlank()) {
			return SHOWN;
		}
		List<String> names = Arrays.stream(asked.split(",")).map(String::strip).toList();
		if (names.equals(List.of("none"))) {
			return List.of();
		}
		List<String> known = SHOWN.stream().map(Facet::parameter).toList();
		names.forEach((name) -> ParameterValue.oneOf("facets", name, known));
		return SHOWN.stream().filter((facet) -> names.contains(facet.parameter())).toList();
	}

	private Map<String, List<FacetCount>> facets(Map<Facet, Map<String, Integer>> counts) {
		Map<String, List<FacetCount>> facets = new LinkedHashMap<>();
		for (Facet facet : Facet.values()) {
			if (counts.containsKey(facet)) {
				Function<String, Text> labels = this.facetLabels.of(facet);
				facets.put(facet.parameter(), counts.get(facet)
					.entrySet()
					.stream()
					.map((count) -> new FacetCount(count.getKey(), labels.apply(count.getKey()), count.getValue()))
					.sorted(Comparator.comparingInt(FacetCount::count).reversed().thenComparing(FacetCount::value))
					.toList());
			}
		}
		return facets;
	}

	private static String next(MultiValueMap<String, String> all, String after) {
		UriComponentsBuilder next = UriComponentsBuilder.fromPath("/api/v1/catalogue/search");
		List<Object> values = new ArrayList<>();
		all.forEach((name, given) -> {
			if (!name.equals("after") && name.matches("[A-Za-z]+")) {
				for (String value : given) {
					next.queryParam(name, "{v" + values.size() + "}");
					values.add(value);
				}
			}
		});
		return next.queryParam("after", after).encode().buildAndExpand(values.toArray()).toUriString();
	}

	/**
	 * The answer to a search.
	 *
	 * @param total hits on all pages
	 * @param totalAllWords those of them that match all words; they come first
	 * @param relaxed whether there are hits and none of them matches all words
	 * @param didYouMean similar words, where no entry matches all of the given ones
	 * @param corrected whether nothing matched the words as given, so that the hits are
	 * those of {@code didYouMean}
	 * @param items this page
	 * @param facets counts by facet and value
	 * @param next address of the next page
	 */
	record SearchResults(int total, int totalAllWords, boolean relaxed, @Nullable String didYouMean, boolean corrected,
			List<SearchHit> items, Map<String, List<FacetCount>> facets, @Nullable String next) {
	}

	/**
	 * How many hits have a value.
	 *
	 * @param value the value
	 * @param label what it is called
	 * @param count hits
	 */
	record FacetCount(String value, Text label, int count) {
	}

	/**
	 * Titles that what was typed may become.
	 *
	 * @param items best first
	 */
	record TitleSuggestions(List<TitleSuggestion> items) {
	}

	/**
	 * One of them.
	 *
	 * @param id the entry's id
	 * @param title its title
	 */
	record TitleSuggestion(String id, Text title) {
	}

	/**
	 * Public entries in numbers.
	 *
	 * @param total how many there are
	 * @param withData those of them whose data are available
	 * @param facets counts by facet and value, each facet a member of its own
	 */
	@Schema(additionalProperties = Schema.AdditionalPropertiesValue.TRUE)
	record Statistics(int total, int withData,
			@Schema(hidden = true) @JsonAnyGetter Map<String, List<FacetCount>> facets) {
	}

}
