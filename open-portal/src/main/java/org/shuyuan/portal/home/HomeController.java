package org.shuyuan.portal.home;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.stream.Collectors;

import org.shuyuan.portal.catalogue.Catalogue;
import org.shuyuan.portal.catalogue.SearchResult;
import org.shuyuan.portal.page.ParallelCalls;

import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.util.LinkedMultiValueMap;
import org.springframework.util.MultiValueMap;
import org.springframework.web.ErrorResponseException;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.client.RestClientException;

/**
 * The first page: it shows even while the services behind it are starting.
 */
@Controller
class HomeController {

	private static final int SHOWN = 6;

	private final Catalogue catalogue;

	HomeController(Catalogue catalogue) {
		this.catalogue = catalogue;
	}

	@GetMapping("/")
	String home(Model model) {
		try (ExecutorService both = ParallelCalls.threads()) {
			CompletableFuture<SearchResult> newest = CompletableFuture
				.supplyAsync(() -> found(Map.of("sort", "modified", "limit", "6")), both);
			CompletableFuture<SearchResult> useful = CompletableFuture
				.supplyAsync(() -> found(Map.of("hasData", "true", "openness", "unconditional", "limit", "12")), both);
			model.addAttribute("newest", newest.join());
			model.addAttribute("unavailable",
					newest.join() == SearchResult.NOTHING || useful.join() == SearchResult.NOTHING);
			model.addAttribute("useful", without(newest.join(), useful.join()));
		}
		return "portal/home";
	}

	/** What the first list shows is not repeated. */
	private static SearchResult without(SearchResult shown, SearchResult searchResult) {
		Set<String> known = shown.items().stream().map(SearchResult.Hit::id).collect(Collectors.toSet());
		List<SearchResult.Hit> rest = searchResult.items()
			.stream()
			.filter((hit) -> !known.contains(hit.id()))
			.limit(SHOWN)
			.toList();
		return searchResult.with(rest.isEmpty() ? searchResult.items() : rest);
	}

	private SearchResult found(Map<String, String> question) {
		try {
			return this.catalogue.searchLately(new LinkedMultiValueMap<>(MultiValueMap.fromSingleValue(question)));
		}
		catch (RestClientException | ErrorResponseException ex) {
			return SearchResult.NOTHING;
		}
	}

}
