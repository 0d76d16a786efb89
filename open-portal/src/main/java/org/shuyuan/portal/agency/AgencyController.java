package org.shuyuan.portal.agency;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import org.shuyuan.portal.catalogue.AgencySummary;
import org.shuyuan.portal.catalogue.Catalogue;
import org.shuyuan.portal.catalogue.SearchResult;

import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.util.LinkedMultiValueMap;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.server.ResponseStatusException;

/**
 * Who answers for which data, and what the data are about.
 */
@Controller
class AgencyController {

	private final Catalogue catalogue;

	AgencyController(Catalogue catalogue) {
		this.catalogue = catalogue;
	}

	@GetMapping("/agencies")
	String agencies(Model model) {
		Map<String, Long> counts = new LinkedHashMap<>();
		all().facet("agency").forEach((count) -> counts.put(count.value(), count.count()));
		model.addAttribute("agencies", this.catalogue.agencies());
		model.addAttribute("counts", counts);
		return "portal/agencies";
	}

	@GetMapping("/agencies/{uscc}")
	String agency(@PathVariable String uscc, Model model) {
		AgencySummary agencySummary = this.catalogue.agencies()
			.stream()
			.filter((one) -> one.id().equals(uscc))
			.findFirst()
			.orElseThrow(() -> new ResponseStatusException(HttpStatus.NOT_FOUND));
		model.addAttribute("agency", agencySummary);
		model.addAttribute("found", this.catalogue
			.searchLately(new LinkedMultiValueMap<>(Map.of("agency", List.of(uscc), "sort", List.of("modified")))));
		return "portal/agency";
	}

	@GetMapping("/themes")
	String themes(Model model) {
		model.addAttribute("themes", all().facet("theme"));
		return "portal/themes";
	}

	private SearchResult all() {
		return this.catalogue.searchLately(new LinkedMultiValueMap<>(Map.of("limit", List.of("1"))));
	}

}
