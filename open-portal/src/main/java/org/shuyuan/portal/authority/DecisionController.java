package org.shuyuan.portal.authority;

import java.util.Map;

import org.jspecify.annotations.Nullable;
import org.shuyuan.portal.client.CatalogueDesk;
import org.shuyuan.portal.client.ListPage;
import org.shuyuan.portal.client.SharingDesk;
import org.shuyuan.portal.display.EntryTitles;
import org.shuyuan.portal.display.FormAction;

import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/**
 * What only the authority decides: who leads an element, whether a hit of the negative
 * list is upheld, extensions and disputes.
 */
@Controller
class DecisionController {

	private final CatalogueDesk catalogue;

	private final SharingDesk sharing;

	private final EntryTitles titles;

	DecisionController(CatalogueDesk catalogue, SharingDesk sharing, EntryTitles titles) {
		this.catalogue = catalogue;
		this.sharing = sharing;
		this.titles = titles;
	}

	@GetMapping("/authority/conflicts")
	String conflicts(Model model) {
		model.addAttribute("conflicts", this.catalogue.conflicts(null).items());
		return "authority/conflicts";
	}

	@PostMapping("/authority/conflicts/{id}")
	String lead(@PathVariable String id, @RequestParam(defaultValue = "") String lead,
			@RequestParam(defaultValue = "") String reason, RedirectAttributes flash) {
		return FormAction.of("conflict-" + id, Map.of("lead", lead, "reason", reason), "/authority/conflicts", flash,
				() -> this.catalogue.decideConflict(id, lead, reason));
	}

	@GetMapping("/authority/hits")
	String hits(@RequestParam(defaultValue = "open") String state,
			@RequestParam(required = false) @Nullable String after, Model model) {
		ListPage<Map<String, Object>> hits = this.sharing.hits(state.equals("all") ? null : state, after);
		model.addAttribute("hits", hits);
		model.addAttribute("state", state);
		model.addAttribute("titles", this.titles.of(hits.items().stream().map((hit) -> hit.get("entry")).toList()));
		model.addAttribute("recalls", this.sharing.recalls().items());
		return "authority/hits";
	}

	@PostMapping("/authority/hits/{id}")
	String hit(@PathVariable String id, @RequestParam(defaultValue = "") String decision,
			@RequestParam(defaultValue = "") String reason, RedirectAttributes flash) {
		return FormAction.of("hit-" + id, Map.of("decision", decision, "reason", reason), "/authority/hits", flash,
				() -> this.sharing.decideHit(id, decision, reason));
	}

	@GetMapping("/authority/extensions")
	String extensions(Model model) {
		model.addAttribute("requests",
				this.sharing.requests("all", null, false, null)
					.items()
					.stream()
					.filter((request) -> request.actions().hasAny("consent-extension", "refuse-extension"))
					.toList());
		return "authority/extensions";
	}

	@PostMapping("/authority/extensions/{id}")
	String extend(@PathVariable String id, RedirectAttributes flash) {
		return FormAction.of("extension-" + id, Map.of(), "/authority/extensions", flash,
				() -> this.sharing.step(id, "consent-extension", "", Map.of()));
	}

	@PostMapping("/authority/extensions/{id}/refuse")
	String refuseExtension(@PathVariable String id, @RequestParam(defaultValue = "") String reason,
			RedirectAttributes flash) {
		return FormAction.of("no-extension-" + id, Map.of("reason", reason), "/authority/extensions", flash,
				() -> this.sharing.step(id, "refuse-extension", "", Map.of("reason", reason)));
	}

	@GetMapping("/authority/disputes")
	String disputes(Model model) {
		model.addAttribute("disputes", this.sharing.disputes());
		model.addAttribute("orders", this.sharing.requests("all", "ordered", false, null).items());
		return "authority/disputes";
	}

	/** Grants by order what a provider did not provide in its term. */
	@PostMapping("/authority/orders/{id}")
	String order(@PathVariable String id, RedirectAttributes flash) {
		return FormAction.of("order-" + id, Map.of(), "/authority/disputes", flash,
				() -> this.sharing.step(id, "order", "", Map.of()));
	}

	@PostMapping("/authority/disputes/{id}")
	String dispute(@PathVariable String id, @RequestParam(defaultValue = "") String decision,
			@RequestParam(defaultValue = "") String reason, RedirectAttributes flash) {
		return FormAction.of("dispute-" + id, Map.of("decision", decision, "reason", reason), "/authority/disputes",
				flash, () -> this.sharing.decideDispute(id, decision, reason));
	}

}
