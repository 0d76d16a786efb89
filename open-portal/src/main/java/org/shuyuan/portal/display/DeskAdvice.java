package org.shuyuan.portal.display;

import java.time.ZoneId;
import java.util.List;
import java.util.Locale;
import java.util.UUID;

import jakarta.servlet.http.HttpServletResponse;
import org.jspecify.annotations.Nullable;
import org.shuyuan.observability.PlatformProperties;
import org.shuyuan.portal.client.CallRefused;
import org.shuyuan.portal.client.ServiceProblem;
import org.shuyuan.portal.client.SignedInPerson;
import org.slf4j.LoggerFactory;

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

	private final CodeNames codeNames;

	private final MessageSource messages;

	private final ZoneId zone;

	DeskAdvice(CodeNames codeNames, MessageSource messages, PlatformProperties platform) {
		this.codeNames = codeNames;
		this.messages = messages;
		this.zone = platform.zone();
	}

	@ModelAttribute
	void common(Model model, @Nullable Authentication authentication, Locale locale) {
		model.addAttribute("person", SignedInPerson.of(authentication));
		model.addAttribute("reader", new Display(this.codeNames, this.messages, locale, this.zone));
		model.addAttribute("once", UUID.randomUUID().toString());
		if (!model.containsAttribute("faults")) {
			model.addAttribute("faults", new FieldErrors(List.of()));
		}
	}

	@ExceptionHandler
	String refused(CallRefused callRefused, Model model, HttpServletResponse response,
			@Nullable Authentication authentication, Locale locale) {
		return page(callRefused.problem(), model, response, authentication, locale);
	}

	@ExceptionHandler
	String unreachable(ResourceAccessException failure, Model model, HttpServletResponse response,
			@Nullable Authentication authentication, Locale locale) {
		return page(ServiceProblem.of(503, "unreachable"), model, response, authentication, locale);
	}

	@ExceptionHandler
	String unreadable(RestClientException failure, Model model, HttpServletResponse response,
			@Nullable Authentication authentication, Locale locale) {
		LoggerFactory.getLogger(DeskAdvice.class).warn("A service sent an unreadable answer", failure);
		return page(ServiceProblem.of(502, "unexpected"), model, response, authentication, locale);
	}

	private String page(ServiceProblem serviceProblem, Model model, HttpServletResponse response,
			@Nullable Authentication authentication, Locale locale) {
		response.setStatus((serviceProblem.status() >= 400) ? serviceProblem.status() : 503);
		common(model, authentication, locale);
		model.addAttribute("problem", serviceProblem);
		return "desk/refused";
	}

}
