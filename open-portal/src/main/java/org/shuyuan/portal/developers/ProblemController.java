package org.shuyuan.portal.developers;

import java.util.Locale;

import jakarta.servlet.http.HttpServletResponse;
import org.shuyuan.portal.catalogue.Catalogue;

import org.springframework.context.MessageSource;
import org.springframework.http.HttpHeaders;
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

	private final ProblemTypeClient types;

	private final Catalogue catalogue;

	private final MessageSource messages;

	ProblemController(ProblemTypeClient types, Catalogue catalogue, MessageSource messages) {
		this.types = types;
		this.catalogue = catalogue;
		this.messages = messages;
	}

	@GetMapping("/problems")
	String problems(Model model) {
		return list(this.types.all(), model);
	}

	@GetMapping("/problems/{code}")
	String problem(@PathVariable String code, Locale locale, Model model, HttpServletResponse response) {
		KnownProblems all = this.types.all();
		KnownProblem known = all.byCode().get(code);
		if (known == null && all.silent().isEmpty()) {
			throw new ResponseStatusException(HttpStatus.NOT_FOUND);
		}
		if (known == null) {
			response.setStatus(HttpStatus.SERVICE_UNAVAILABLE.value());
			response.setHeader(HttpHeaders.RETRY_AFTER, "10");
			return list(all, model);
		}
		model.addAttribute("known", known);
		model.addAttribute("clause", clause(known.clause(), locale));
		return "portal/problem";
	}

	/** What is known, and which services could not be asked. */
	private static String list(KnownProblems all, Model model) {
		model.addAttribute("problems", all.byCode().values());
		model.addAttribute("silent", all.silent());
		return "portal/problems";
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
