package org.shuyuan.portal.account;

import org.jspecify.annotations.Nullable;
import org.shuyuan.portal.client.SignedInPerson;

import org.springframework.security.core.Authentication;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;

/**
 * One address for everyone's desk: it leads to the pages of the person's own role, and to
 * the account page who has no desk.
 */
@Controller
class DeskRedirectController {

	@GetMapping("/desk")
	String desk(@Nullable Authentication authentication) {
		SignedInPerson signedInPerson = SignedInPerson.of(authentication);
		if (signedInPerson.is("authority")) {
			return "redirect:/authority";
		}
		if (signedInPerson.isAny("steward", "sharing-officer", "sharing-head", "department-head", "cdo")) {
			return "redirect:/workbench";
		}
		if (signedInPerson.is("auditor")) {
			return "redirect:/audit";
		}
		return signedInPerson.isAny("citizen", "developer") ? "redirect:/account/applications" : "redirect:/account";
	}

}
