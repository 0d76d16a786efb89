package org.shuyuan.identity.authorizationserver;

import java.util.Locale;

import org.jspecify.annotations.Nullable;

import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;

/**
 * The page where people sign in.
 */
@Controller
@EmbeddedServer
class LoginController {

	@GetMapping("/login")
	String login(@RequestParam(required = false) @Nullable String error,
			@RequestParam(required = false) @Nullable Integer wait,
			@RequestParam(required = false) @Nullable String registered,
			@RequestParam(required = false) @Nullable String changed, Locale locale, Model model) {
		model.addAttribute("registered", registered != null);
		model.addAttribute("changed", changed != null);
		model.addAttribute("english", "en".equals(locale.getLanguage()));
		model.addAttribute("failed", error != null);
		model.addAttribute("wait", (wait != null && wait > 0) ? wait : null);
		return "identity/login";
	}

}
