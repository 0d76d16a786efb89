package org.shuyuan.identity.registration;

import java.util.Locale;
import java.util.Objects;
import java.util.Optional;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpSession;
import org.jspecify.annotations.Nullable;
import org.shuyuan.identity.accounts.EmailAddress;
import org.shuyuan.identity.accounts.PasswordRule;
import org.shuyuan.identity.authorizationserver.EmbeddedServer;
import org.shuyuan.vocab.Text;

import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;

/**
 * The pages where citizens register and where a forgotten password is replaced: first the
 * address, then the code that was mailed to it.
 */
@Controller
@EmbeddedServer
class RegistrationController {

	/** Where a session keeps the address that a code was asked for. */
	private static final String ADDRESS = "identity.mail";

	private static final int LONGEST_NAME = 60;

	private final CitizenRegistration citizenRegistration;

	RegistrationController(CitizenRegistration citizenRegistration) {
		this.citizenRegistration = citizenRegistration;
	}

	@GetMapping({ "/register", "/password" })
	String address(HttpServletRequest request, Locale locale, Model model) {
		return page("identity/address", request, null, locale, model);
	}

	@PostMapping({ "/register", "/password" })
	String mail(@RequestParam(defaultValue = "") String email, HttpServletRequest request, HttpServletResponse response,
			Locale locale, Model model) {
		MailPurpose purpose = purpose(request);
		model.addAttribute("email", (email.length() <= 254) ? email : "");
		Optional<EmailAddress> to = EmailAddress.of(email);
		if (to.isEmpty()) {
			response.setStatus(HttpStatus.UNPROCESSABLE_CONTENT.value());
			return page("identity/address", request, Text.of("邮箱地址格式不符，请核对", "This is not an e-mail address. Check it"),
					locale, model);
		}
		if (!this.citizenRegistration.mail(purpose, to.get(), request.getRemoteAddr())) {
			response.setStatus(HttpStatus.TOO_MANY_REQUESTS.value());
			return page("identity/address", request,
					Text.of("请求过于频繁，请稍后再试；已收到验证码的可直接填写",
							"Too many mails were asked for. Try again later; a code you have already can be used"),
					locale, model);
		}
		request.getSession().setAttribute(ADDRESS, to.get().value());
		return "redirect:" + purpose.page() + "/code";
	}

	@GetMapping({ "/register/code", "/password/code" })
	String code(HttpServletRequest request, Locale locale, Model model) {
		return asked(request).map((_) -> page("identity/code", request, null, locale, model))
			.orElse("redirect:" + purpose(request).page());
	}

	@PostMapping({ "/register/code", "/password/code" })
	String finish(@RequestParam(defaultValue = "") String code, @RequestParam(defaultValue = "") String name,
			@RequestParam(defaultValue = "") String password, HttpServletRequest request, HttpServletResponse response,
			Locale locale, Model model) {
		MailPurpose purpose = purpose(request);
		Optional<EmailAddress> email = asked(request);
		if (email.isEmpty()) {
			return "redirect:" + purpose.page();
		}
		Text fault = fault(purpose, name.strip(), password, email.get());
		if (fault == null && !done(purpose, email.get(), code, name.strip(), password, request.getRemoteAddr())) {
			fault = Text.of("验证码不正确或已失效，请核对，或重新获取", "The code is wrong or holds no more. Check it, or get another one");
		}
		if (fault != null) {
			response.setStatus(HttpStatus.UNPROCESSABLE_CONTENT.value());
			model.addAttribute("name", name);
			return page("identity/code", request, fault, locale, model);
		}
		request.getSession().removeAttribute(ADDRESS);
		return "redirect:/login?" + ((purpose == MailPurpose.REGISTER) ? "registered" : "changed");
	}

	private boolean done(MailPurpose purpose, EmailAddress email, String code, String name, String password,
			String place) {
		return switch (purpose) {
			case REGISTER -> this.citizenRegistration.register(email, code, name, password, place);
			case RESET -> this.citizenRegistration.reset(email, code, password, place);
		};
	}

	private static @Nullable Text fault(MailPurpose purpose, String name, String password, EmailAddress email) {
		boolean shown = name.codePoints()
			.noneMatch((sign) -> Character.isISOControl(sign) || Character.getType(sign) == Character.FORMAT);
		if (purpose == MailPurpose.REGISTER && (name.isBlank() || name.length() > LONGEST_NAME || !shown)) {
			return Text.of("请填写姓名，最长 60 个字符", "Give your name, of at most 60 characters");
		}
		return PasswordRule.broken(password, email).orElse(null);
	}

	private static Optional<EmailAddress> asked(HttpServletRequest request) {
		HttpSession session = request.getSession(false);
		return EmailAddress.of((session != null) ? (String) session.getAttribute(ADDRESS) : null);
	}

	private static MailPurpose purpose(HttpServletRequest request) {
		return MailPurpose.ofPage(request.getServletPath() + Objects.requireNonNullElse(request.getPathInfo(), ""));
	}

	private static String page(String view, HttpServletRequest request, @Nullable Text fault, Locale locale,
			Model model) {
		boolean english = "en".equals(locale.getLanguage());
		MailPurpose purpose = purpose(request);
		model.addAttribute("english", english);
		model.addAttribute("page", purpose.page());
		model.addAttribute("registering", purpose == MailPurpose.REGISTER);
		model.addAttribute("address", asked(request).map(EmailAddress::value).orElse(""));
		model.addAttribute("shortest", PasswordRule.SHORTEST);
		model.addAttribute("fault", (fault != null) ? fault.in(english ? "en" : "zh") : null);
		return view;
	}

}
