package org.shuyuan.portal.account;

import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;

/**
 * The page that says who is signed in, in which roles.
 */
@Controller
class AccountController {

	@GetMapping("/account")
	String account() {
		return "account/account";
	}

}
