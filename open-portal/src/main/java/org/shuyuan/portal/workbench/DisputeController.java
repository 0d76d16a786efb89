package org.shuyuan.portal.workbench;

import java.util.Map;

import org.shuyuan.portal.client.CatalogueDesk;
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
 * Disputes about requests and grants, and conflicts about sources, as the departments see
 * them: raised, stated, withdrawn, and what is to be done after a decision.
 */
@Controller
class DisputeController {

	private static final String PAGE = "/workbench/disputes";

	private static final String CONFLICTS = "/workbench/conflicts";

	private final SharingDesk sharing;

	private final CatalogueDesk catalogue;

	DisputeController(SharingDesk sharing, CatalogueDesk catalogue) {
		this.sharing = sharing;
		this.catalogue = catalogue;
	}

	@GetMapping(CONFLICTS)
	String conflicts(Model model) {
		model.addAttribute("conflicts", this.catalogue.conflicts(null).items());
		return "workbench/conflicts";
	}

	@PostMapping(CONFLICTS + "/{id}/statement")
	String stateConflict(@PathVariable String id, @RequestParam(defaultValue = "") String statement,
			@RequestParam String once, RedirectAttributes flash) {
		return FormAction.of("statement-" + id, Map.of("statement", statement), CONFLICTS, flash,
				() -> this.catalogue.stateConflict(id, statement, once));
	}

	@GetMapping(PAGE)
	String disputes(Model model) {
		model.addAttribute("disputes", this.sharing.disputes());
		return "workbench/disputes";
	}

	@PostMapping("/workbench/grants/{id}/dispute")
	String raise(@PathVariable String id, @RequestParam(defaultValue = "") String statement, @RequestParam String once,
			RedirectAttributes flash) {
		return FormAction.of("dispute", Map.of("statement", statement), "/workbench/grants/" + id, flash,
				() -> this.sharing.openDispute(Map.of("grant", id, "statement", statement), once));
	}

	@PostMapping(PAGE + "/{id}/statement")
	String state(@PathVariable String id, @RequestParam(defaultValue = "") String statement, @RequestParam String once,
			RedirectAttributes flash) {
		return FormAction.of("statement-" + id, Map.of("statement", statement), PAGE, flash,
				() -> this.sharing.stateDispute(id, statement, once));
	}

	@PostMapping(PAGE + "/{id}/withdraw")
	String withdraw(@PathVariable String id, @RequestParam(defaultValue = "") String reason, RedirectAttributes flash) {
		return FormAction.of("withdraw-" + id, Map.of("reason", reason), PAGE, flash,
				() -> this.sharing.withdrawDispute(id, reason));
	}

}
