package org.shuyuan.portal.search;

import java.util.Map;

import org.shuyuan.portal.catalogue.Catalogue;

import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.ErrorResponseException;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.client.RestClientException;

/**
 * What a search box offers while the user types: options of a listbox, nothing where
 * there are none.
 */
@Controller
class SuggestController {

	private static final int LONGEST = 60;

	private final Catalogue catalogue;

	SuggestController(Catalogue catalogue) {
		this.catalogue = catalogue;
	}

	@GetMapping("/suggest")
	String suggest(@RequestParam(defaultValue = "") String q, Model model) {
		String typed = q.strip();
		model.addAttribute("suggestions", Map.of());
		if (!typed.isEmpty() && typed.length() <= LONGEST) {
			try {
				model.addAttribute("suggestions", this.catalogue.suggestions(typed));
			}
			catch (RestClientException | ErrorResponseException ex) {
				// searching works without them
			}
		}
		return "portal/suggestions";
	}

}
