package org.shuyuan.portal.desk;

import java.util.List;
import java.util.Locale;
import java.util.UUID;

import jakarta.servlet.http.HttpServletResponse;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;

import org.springframework.context.MessageSource;
import org.springframework.security.core.Authentication;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.ControllerAdvice;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.client.ResourceAccessException;
import org.springframework.web.client.RestClientException;

/**
 * What every page of the signed-in half knows, and the page for a refusal that no form
 * takes in.
 */
@ControllerAdvice(basePackages = { "org.shuyuan.portal.workbench", "org.shuyuan.portal.authority",
		"org.shuyuan.portal.audit", "org.shuyuan.portal.account" })
class DeskAdvice {

	private final Codes codes;

	private final MessageSource messages;

	DeskAdvice(Codes codes, MessageSource messages) {
		this.codes = codes;
		this.messages = messages;
	}

	@ModelAttribute
	void common(Model model, @Nullable Authentication authentication, Locale locale) {
		model.addAttribute("person", Person.of(authentication));
		model.addAttribute("reader", new Reader(this.codes, this.messages, locale));
		model.addAttribute("once", UUID.randomUUID().toString());
		if (!model.containsAttribute("faults")) {
			model.addAttribute("faults", new Faults(List.of()));
		}
	}

	@ExceptionHandler
	String refused(Refused refused, Model model, HttpServletResponse response, @Nullable Authentication authentication,
			Locale locale) {
		return page(refused.problem(), model, response, authentication, locale);
	}

	@ExceptionHandler
	String unreachable(ResourceAccessException failure, Model model, HttpServletResponse response,
			@Nullable Authentication authentication, Locale locale) {
		return page(Problem.of(503, "unreachable"), model, response, authentication, locale);
	}

	@ExceptionHandler
	String unreadable(RestClientException failure, Model model, HttpServletResponse response,
			@Nullable Authentication authentication, Locale locale) {
		LogFactory.getLog(DeskAdvice.class).warn("A service answered what cannot be read", failure);
		return page(Problem.of(502, "unexpected"), model, response, authentication, locale);
	}

	private String page(Problem problem, Model model, HttpServletResponse response,
			@Nullable Authentication authentication, Locale locale) {
		response.setStatus((problem.status() >= 400) ? problem.status() : 503);
		common(model, authentication, locale);
		model.addAttribute("problem", problem);
		return "desk/refused";
	}

}
