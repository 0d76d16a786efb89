package org.shuyuan.portal.developers;

import org.shuyuan.portal.catalogue.Catalogue;

import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.ErrorResponseException;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.client.RestClientException;
import org.springframework.web.server.ResponseStatusException;

/**
 * What a problem's type means, at the address that the type is.
 */
@Controller
class ProblemController {

	private final Catalogue catalogue;

	ProblemController(Catalogue catalogue) {
		this.catalogue = catalogue;
	}

	@GetMapping("/problems/{code}")
	String problem(@PathVariable String code, Model model) {
		if (!code.matches("[a-z][a-z0-9-]{1,60}")) {
			throw new ResponseStatusException(HttpStatus.NOT_FOUND);
		}
		model.addAttribute("code", code);
		try {
			model.addAttribute("meaning", this.catalogue.labels("refusals").get(code));
		}
		catch (RestClientException | ErrorResponseException ex) {
			// the page helps without the label
		}
		return "portal/problem";
	}

}
