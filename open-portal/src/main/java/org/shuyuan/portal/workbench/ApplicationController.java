package org.shuyuan.portal.workbench;

import java.util.LinkedHashMap;
import java.util.Map;

import org.jspecify.annotations.Nullable;
import org.shuyuan.portal.client.SharingDesk;
import org.shuyuan.portal.display.FormAction;

import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/**
 * People's applications for what the agency opens on conditions.
 */
@Controller("deskApplicationController")
class ApplicationController {

	private final SharingDesk sharing;

	ApplicationController(SharingDesk sharing) {
		this.sharing = sharing;
	}

	@GetMapping("/workbench/applications")
	String list(@RequestParam(required = false) @Nullable String after, Model model) {
		model.addAttribute("applications", this.sharing.applications(null, after));
		return "workbench/applications";
	}

	@PostMapping("/workbench/applications/{id}/{step:accept|refuse|withdraw}")
	String step(@PathVariable String id, @PathVariable String step, @RequestParam(defaultValue = "") String reason,
			RedirectAttributes flash) {
		Map<String, Object> said = new LinkedHashMap<>();
		if (!reason.isBlank()) {
			said.put("reason", reason.strip());
		}
		return FormAction.of(step, Map.of("reason", reason, "id", id), "/workbench/applications", flash,
				() -> this.sharing.applicationStep(id, step, said));
	}

}
