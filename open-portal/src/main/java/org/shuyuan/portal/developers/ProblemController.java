package org.shuyuan.portal.developers;

import java.util.Locale;
import java.util.Map;

import org.shuyuan.portal.catalogue.Catalogue;

import org.springframework.context.MessageSource;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.ErrorResponseException;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.client.RestClientException;
import org.springframework.web.server.ResponseStatusException;

/**
 * What a problem's type means, at the address that the type is, and all of them.
 */
@Controller
class ProblemController {

	private static final Map<String, KnownProblem> KNOWN = KnownProblem.all();

	private final Catalogue catalogue;

	private final MessageSource messages;

	ProblemController(Catalogue catalogue, MessageSource messages) {
		this.catalogue = catalogue;
		this.messages = messages;
	}

	@GetMapping("/problems")
	String problems(Model model) {
		model.addAttribute("problems", KNOWN.values());
		return "portal/problems";
	}

	@GetMapping("/problems/{code}")
	String problem(@PathVariable String code, Locale locale, Model model) {
		KnownProblem known = KNOWN.get(code);
		if (known == null) {
			throw new ResponseStatusException(HttpStatus.NOT_FOUND);
		}
		model.addAttribute("known", known);
		model.addAttribute("clause", clause(known.clause(), locale));
		return "portal/problem";
	}

	private String clause(String clause, Locale locale) {
		if (clause.matches("D\\d+")) {
			return this.messages.getMessage("desk.clause.regulation", new Object[] { clause.substring(1) }, locale);
		}
		try {
			return clause.isEmpty() ? "" : this.catalogue.label("clauses", clause).in(locale.getLanguage());
		}
		catch (RestClientException | ErrorResponseException ex) {
			return clause;
		}
	}

}
