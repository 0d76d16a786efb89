package org.shuyuan.portal.authority;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

import org.jspecify.annotations.Nullable;
import org.shuyuan.portal.client.CallRefused;
import org.shuyuan.portal.client.CatalogueDesk;
import org.shuyuan.portal.client.EntryRead;
import org.shuyuan.portal.client.ReviewedRows;
import org.shuyuan.portal.client.ReviewedVersion;
import org.shuyuan.portal.client.SharingDesk;
import org.shuyuan.portal.client.VersionSummary;
import org.shuyuan.portal.display.Display;
import org.shuyuan.portal.display.EntryFacts;
import org.shuyuan.portal.display.FieldErrors;
import org.shuyuan.portal.display.FormAction;
import org.shuyuan.vocab.entry.Distribution;
import org.shuyuan.vocab.entry.Entry;

import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.client.RestClientException;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/**
 * The review queue: an entry as it will be public beside what stays internal, published
 * or returned.
 */
@Controller
class ReviewController {

	private static final int VERSIONS_SHOWN = 5;

	private final CatalogueDesk catalogue;

	private final SharingDesk sharing;

	ReviewController(CatalogueDesk catalogue, SharingDesk sharing) {
		this.catalogue = catalogue;
		this.sharing = sharing;
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
		Display reader = (Display) Objects.requireNonNull(model.getAttribute("reader"));
		EntryRead read = this.catalogue.entry(id);
		model.addAttribute("read", read);
		model.addAttribute("faults", FieldErrors.of(read.violations(), reader.language()));
		List<ReviewedData> data = data(id, read.entry());
		model.addAttribute("data", data);
		model.addAttribute("doubtful", data.stream().flatMap((one) -> one.doubtful().stream()).toList());
		model.addAttribute("sides",
				EntryFacts.between(this.catalogue.preview(id).orElse(null), read.entry(), true, reader));
		Integer inForce = read.record().publishedRevision();
		model.addAttribute("changes", (inForce == null || inForce == read.record().revision()) ? List.of()
				: EntryFacts.between(this.catalogue.revision(id, inForce), read.entry(), false, reader));
		return "authority/entry";
	}

	private List<ReviewedData> data(String id, Entry entry) {
		List<Distribution> distributions = entry.distributions().stream().filter((one) -> one.id() != null).toList();
		if (distributions.isEmpty()) {
			return List.of();
		}
		try {
			List<ReviewedVersion> reviewed = this.sharing.dataReview(id);
			return distributions.stream().map((one) -> data(one, reviewed)).toList();
		}
		catch (CallRefused | RestClientException ex) {
			return distributions.stream().map(ReviewedData::unknown).toList();
		}
	}

	private ReviewedData data(Distribution distribution, List<ReviewedVersion> reviewed) {
		String id = String.valueOf(distribution.id());
		List<ReviewedVersion> doubtful = reviewed.stream()
			.filter((version) -> version.distribution().equals(id) && !version.doubts().isEmpty())
			.toList();
		try {
			List<VersionSummary> versions = this.sharing.versions(id);
			VersionSummary newest = versions.isEmpty() ? null : this.sharing.version(id, versions.getFirst().version());
			ReviewedRows rows = (newest == null) ? null : this.sharing.firstRows(id, newest).orElse(null);
			return new ReviewedData(distribution, versions.subList(0, Math.min(VERSIONS_SHOWN, versions.size())),
					newest, rows, doubtful, false);
		}
		catch (CallRefused callRefused) {
			return new ReviewedData(distribution, List.of(), null, null, doubtful,
					callRefused.problem().status() != 404);
		}
		catch (RestClientException failure) {
			return new ReviewedData(distribution, List.of(), null, null, doubtful, true);
		}
	}

	@PostMapping("/authority/entries/{id}/{step:publish|return|suspend|resume|retire}")
	String step(@PathVariable String id, @PathVariable String step, @RequestParam(defaultValue = "") String reason,
			@RequestParam(defaultValue = "") String replacedBy, @RequestParam(defaultValue = "") String etag,
			@RequestParam(defaultValue = "false") boolean dataSeen,
			@RequestParam(required = false) @Nullable List<String> seen,
			@RequestParam(required = false) @Nullable List<String> consentToOpen, RedirectAttributes flash) {
		Map<String, Object> said = new LinkedHashMap<>();
		if (step.equals("publish") && dataSeen && seen != null) {
			said.put("dataSeen", seen.stream().map(ReviewedVersion::seen).filter(Objects::nonNull).toList());
		}
		if (step.equals("publish") && consentToOpen != null) {
			said.put("consentToOpen", consentToOpen);
		}
		if (!step.equals("publish") && !step.equals("resume")) {
			said.put("reason", reason.strip());
		}
		if (!replacedBy.isBlank()) {
			said.put("replacedBy", replacedBy.strip());
		}
		return FormAction.of(step, Map.of("reason", reason, "replacedBy", replacedBy), "/authority/entries/" + id,
				flash, () -> this.catalogue.step(id, step, said, etag));
	}

}
