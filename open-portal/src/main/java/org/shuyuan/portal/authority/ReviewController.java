package org.shuyuan.portal.authority;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

import org.jspecify.annotations.Nullable;
import org.shuyuan.portal.desk.Attempt;
import org.shuyuan.portal.desk.CatalogueDesk;
import org.shuyuan.portal.desk.EntryRead;
import org.shuyuan.portal.desk.Facts;
import org.shuyuan.portal.desk.Faults;
import org.shuyuan.portal.desk.Reader;

import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/**
 * The review queue: an entry as it will be public beside what stays internal, published
 * or returned.
 */
@Controller
class ReviewController {

	private final CatalogueDesk catalogue;

	ReviewController(CatalogueDesk catalogue) {
		this.catalogue = catalogue;
	}

	@GetMapping("/authority")
	String queue(Model model) {
		model.addAttribute("entries", this.catalogue.entries(null, "submitted", null));
		return "authority/queue";
	}

	@GetMapping("/authority/entries")
	String all(@RequestParam(required = false) @Nullable String state,
			@RequestParam(required = false) @Nullable String agency,
			@RequestParam(required = false) @Nullable String after, Model model) {
		model.addAttribute("entries", this.catalogue.entries(agency, state, after));
		model.addAttribute("state", (state == null) ? "" : state);
		model.addAttribute("agency", (agency == null) ? "" : agency);
		return "authority/entries";
	}

	@GetMapping("/authority/entries/{id}")
	String entry(@PathVariable String id, Model model) {
		Reader reader = (Reader) Objects.requireNonNull(model.getAttribute("reader"));
		EntryRead read = this.catalogue.entry(id);
		model.addAttribute("read", read);
		model.addAttribute("faults", Faults.of(read.violations(), reader.language()));
		model.addAttribute("sides", Facts.between(this.catalogue.preview(id).orElse(null), read.entry(), true, reader));
		Integer inForce = read.record().publishedRevision();
		model.addAttribute("changes", (inForce == null || inForce == read.record().revision()) ? List.of()
				: Facts.between(this.catalogue.revision(id, inForce), read.entry(), false, reader));
		return "authority/entry";
	}

	@PostMapping("/authority/entries/{id}/{step:publish|return|suspend|resume|retire}")
	String step(@PathVariable String id, @PathVariable String step, @RequestParam(defaultValue = "") String reason,
			@RequestParam(defaultValue = "") String replacedBy, @RequestParam(defaultValue = "") String etag,
			@RequestParam(required = false) @Nullable List<String> consentToOpen, RedirectAttributes flash) {
		Map<String, Object> said = new LinkedHashMap<>();
		if (step.equals("publish") && consentToOpen != null) {
			said.put("consentToOpen", consentToOpen);
		}
		if (!step.equals("publish") && !step.equals("resume")) {
			said.put("reason", reason.strip());
		}
		if (!replacedBy.isBlank()) {
			said.put("replacedBy", replacedBy.strip());
		}
		return Attempt.of(step, Map.of("reason", reason, "replacedBy", replacedBy), "/authority/entries/" + id, flash,
				() -> this.catalogue.step(id, step, said, etag));
	}

}
