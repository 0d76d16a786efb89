package org.shuyuan.portal.search;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

import jakarta.servlet.http.HttpServletResponse;
import org.jspecify.annotations.Nullable;
import org.shuyuan.portal.catalogue.Catalogue;
import org.shuyuan.portal.catalogue.RequestedFormat;
import org.shuyuan.portal.catalogue.SearchResult;

import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.util.LinkedMultiValueMap;
import org.springframework.util.MultiValueMap;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.server.ResponseStatusException;
import org.springframework.web.util.UriComponentsBuilder;

/**
 * The catalogue: found entries for people, DCAT for machines.
 */
@Controller
class SearchController {

	private static final List<String> FACETS = List.of("theme", "agency", "openness", "format", "frequency", "hasData",
			"completeness", "library", "area", "sharing", "grade");

	/**
	 * Those whose values are listed beside the hits; the others narrow where an address
	 * says so.
	 */
	private static final List<String> LISTED = FACETS.subList(0, 7);

	private static final String DCAT = "/api/v1/catalogue/dcat";

	private final Catalogue catalogue;

	SearchController(Catalogue catalogue) {
		this.catalogue = catalogue;
	}

	@GetMapping("/catalogue")
	@Nullable String catalogue(@RequestHeader(name = HttpHeaders.ACCEPT, required = false) @Nullable String accept,
			@RequestParam MultiValueMap<String, String> all, Model model, HttpServletResponse response) {
		Optional<String> rdf = RequestedFormat.from(accept).filter((type) -> !type.equals("application/json"));
		if (rdf.isPresent()) {
			String page = all.getFirst("page");
			boolean digits = page != null && page.matches("\\d{1,6}");
			this.catalogue.handThrough(DCAT + "?page=" + (digits ? page : "1"), rdf.get(), HttpHeaders.EMPTY, response);
			return null;
		}
		MultiValueMap<String, String> question = question(all);
		SearchResult searchResult = this.catalogue.search(counting(question));
		model.addAttribute("found", searchResult);
		model.addAttribute("q", all.getFirst("q"));
		model.addAttribute("sort", question.getFirst("sort"));
		model.addAttribute("facets", facets(searchResult, question));
		model.addAttribute("active", active(searchResult, question));
		model.addAttribute("next", next(searchResult, question));
		model.addAttribute("meant", meant(searchResult, question));
		model.addAttribute("first", question.containsKey("after") ? address(withoutCursor(question)) : null);
		return "portal/catalogue";
	}

	@GetMapping("/catalogue.{suffix}")
	@Nullable String as(@PathVariable String suffix, @RequestParam(defaultValue = "1") int page, HttpServletResponse response) {
		if (suffix.equals("html")) {
			return "redirect:/catalogue";
		}
		String type = RequestedFormat.SUFFIXES.get(suffix);
		if (type == null) {
			throw new ResponseStatusException(HttpStatus.NOT_FOUND);
		}
		boolean whole = suffix.equals("ttl") || suffix.equals("nt");
		this.catalogue.handThrough(DCAT + (whole ? "?all=true" : "?page=" + page), type, HttpHeaders.EMPTY, response);
		return null;
	}

	private static MultiValueMap<String, String> question(MultiValueMap<String, String> all) {
		MultiValueMap<String, String> question = new LinkedMultiValueMap<>();
		for (String name : List.of("q", "sort", "after")) {
			String value = all.getFirst(name);
			if (value != null && !value.isBlank()) {
				question.add(name, (value.length() > 300) ? value.substring(0, 300) : value);
			}
		}
		for (String facet : FACETS) {
			all.getOrDefault(facet, List.of())
				.stream()
				.filter((value) -> !value.isBlank())
				.distinct()
				.limit(20)
				.forEach((value) -> question.add(facet, value));
		}
		return question;
	}

	/**
	 * The question with the facets to count: what the page shows of them, and no more.
	 */
	private static MultiValueMap<String, String> counting(MultiValueMap<String, String> question) {
		MultiValueMap<String, String> counting = new LinkedMultiValueMap<>(question);
		counting.add("facets",
				FACETS.stream()
					.filter((facet) -> LISTED.contains(facet) || question.containsKey(facet))
					.collect(Collectors.joining(",")));
		return counting;
	}

	private static List<Shown> facets(SearchResult searchResult, MultiValueMap<String, String> question) {
		List<Shown> shown = new ArrayList<>();
		for (String name : LISTED) {
			List<String> chosen = question.getOrDefault(name, List.of());
			List<SearchResult.Count> counts = searchResult.facet(name);
			List<Choice> choices = new ArrayList<>();
			for (SearchResult.Count count : counts) {
				if (choices.size() < 12 || chosen.contains(count.value())) {
					choices.add(new Choice(count, chosen.contains(count.value())));
				}
			}
			boolean narrows = counts.size() > 1
					|| counts.stream().anyMatch((one) -> one.count() < searchResult.total());
			if (!choices.isEmpty() && (narrows || !chosen.isEmpty())) {
				shown.add(new Shown(name, choices));
			}
		}
		return shown;
	}

	private static List<Active> active(SearchResult searchResult, MultiValueMap<String, String> question) {
		List<Active> active = new ArrayList<>();
		for (String facet : FACETS) {
			for (String value : question.getOrDefault(facet, List.of())) {
				MultiValueMap<String, String> without = new LinkedMultiValueMap<>();
				question.forEach((name, values) -> values.stream()
					.filter((other) -> !name.equals("after") && !(name.equals(facet) && other.equals(value)))
					.forEach((other) -> without.add(name, other)));
				SearchResult.Count count = searchResult.facet(facet)
					.stream()
					.filter((one) -> one.value().equals(value))
					.findFirst()
					.orElse(new SearchResult.Count(value, null, 0));
				active.add(new Active(facet, count, address(without)));
			}
		}
		return active;
	}

	private static @Nullable String next(SearchResult searchResult, MultiValueMap<String, String> question) {
		String next = searchResult.next();
		String after = (next != null)
				? UriComponentsBuilder.fromUriString(next).build().getQueryParams().getFirst("after") : null;
		if (after == null) {
			return null;
		}
		String address = address(withoutCursor(question));
		return address + (address.contains("?") ? "&" : "?") + "after=" + after;
	}

	/** The address of the same search for the words that may have been meant. */
	private static @Nullable String meant(SearchResult searchResult, MultiValueMap<String, String> question) {
		String words = searchResult.didYouMean();
		if (words == null) {
			return null;
		}
		MultiValueMap<String, String> meant = withoutCursor(question);
		meant.set("q", words);
		return address(meant);
	}

	private static MultiValueMap<String, String> withoutCursor(MultiValueMap<String, String> question) {
		MultiValueMap<String, String> without = new LinkedMultiValueMap<>(question);
		without.remove("after");
		return without;
	}

	private static String address(MultiValueMap<String, String> question) {
		StringBuilder address = new StringBuilder("/catalogue");
		question.forEach((name,
				values) -> values.forEach((value) -> address.append(address.indexOf("?") < 0 ? '?' : '&')
					.append(name)
					.append('=')
					.append(URLEncoder.encode(value, StandardCharsets.UTF_8))));
		return address.toString();
	}

	/**
	 * A facet as the page shows it.
	 *
	 * @param name its name
	 * @param choices its values
	 */
	record Shown(String name, List<Choice> choices) {
	}

	/**
	 * One value of a facet.
	 *
	 * @param count how many entries have it
	 * @param chosen whether the reader asked for it
	 */
	record Choice(SearchResult.Count count, boolean chosen) {
	}

	/**
	 * A filter that is set.
	 *
	 * @param facet what it filters by
	 * @param count its value
	 * @param without the address without it
	 */
	record Active(String facet, SearchResult.Count count, String without) {
	}

}
