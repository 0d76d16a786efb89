package org.shuyuan.portal.workbench;

import java.util.Map;

import org.shuyuan.portal.client.SharingDesk;
import org.shuyuan.portal.display.FormAction;

import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/**
 * What the steward decides about a version of data: confirm it, put it aside, or restore
 * an earlier one.
 */
@Controller
class VersionStepController {

	private final SharingDesk sharing;

	VersionStepController(SharingDesk sharing) {
		this.sharing = sharing;
	}

	@PostMapping("/workbench/entries/{id}/data/{distribution}/{version}/{step:confirm|reject|restore}")
	String step(@PathVariable String id, @PathVariable String distribution, @PathVariable String version,
			@PathVariable String step, @RequestParam(defaultValue = "") String reason, RedirectAttributes flash) {
		return FormAction.of("version-" + step, Map.of("reason", reason),
				"/workbench/entries/%s/data/%s/%s".formatted(id, distribution, version), flash,
				() -> this.sharing.versionStep(distribution, version, step, reason));
	}

}
