package org.shuyuan.portal.about;

import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;

/**
 * What the portal is and which law it follows.
 */
@Controller
class AboutController {

	@GetMapping("/about")
	String about() {
		return "portal/about";
	}

}
