package org.shuyuan.portal.workbench;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

import org.jspecify.annotations.Nullable;
import org.shuyuan.portal.client.CallRefused;
import org.shuyuan.portal.client.CatalogueDesk;
import org.shuyuan.portal.client.CatalogueDesk.Revision;
import org.shuyuan.portal.client.EntryRead;
import org.shuyuan.portal.client.SharingDesk;
import org.shuyuan.portal.client.SignedInPerson;
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
import org.springframework.web.client.ResourceAccessException;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/**
 * An agency's entries and what is to be done with each until it is published.
 */
@Controller
class EntriesController {

	private final CatalogueDesk catalogue;

	private final SharingDesk sharing;

	EntriesController(CatalogueDesk catalogue, SharingDesk sharing) {
		this.catalogue = catalogue;
		this.sharing = sharing;
	}

	@GetMapping("/workbench/entries")
	String list(@RequestParam(required = false) @Nullable String state,
			@RequestParam(required = false) @Nullable String after, Model model) {
		SignedInPerson signedInPerson = (SignedInPerson) Objects.requireNonNull(model.getAttribute("person"));
		model.addAttribute("entries", this.catalogue.entries(signedInPerson.agency(), FormText.of(state), after));
		model.addAttribute("state", FormText.orEmpty(state));
		return "workbench/entries";
	}

	@GetMapping("/workbench/consents")
	String consents(Model model) {
		SignedInPerson signedInPerson = (SignedInPerson) Objects.requireNonNull(model.getAttribute("person"));
		List<EntryRead> waiting = new ArrayList<>();
		for (String state : List.of("draft", "revising")) {
			this.catalogue.entriesInFull(signedInPerson.agency(), state)
				.stream()
				.filter((read) -> read.record().consent() == null && read.actions().has("consent"))
				.forEach(waiting::add);
		}
		model.addAttribute("entries", waiting);
		return "workbench/consents";
	}

	@GetMapping("/workbench/entries/{id}")
	String entry(@PathVariable String id, Model model) {
		EntryRead read = this.catalogue.entry(id);
		Display reader = (Display) Objects.requireNonNull(model.getAttribute("reader"));
		model.addAttribute("read", read);
		model.addAttribute("facts", EntryFacts.of(read.entry(), reader));
		model.addAttribute("faults", FieldErrors.of(read.violations(), reader.language()));
		Map<String, VersionSummary> newest = new HashMap<>();
		Map<String, VersionSummary> current = new HashMap<>();
		for (Distribution distribution : read.entry().distributions()) {
			if (distribution.id() != null) {
				versions(distribution.id().value(), newest, current);
			}
		}
		model.addAttribute("newest", newest);
		model.addAttribute("current", current);
		return "workbench/entry";
	}

	private void versions(String distribution, Map<String, VersionSummary> newest,
			Map<String, VersionSummary> current) {
		try {
			List<VersionSummary> all = this.sharing.versions(distribution);
			all.stream()
				.filter(VersionSummary::current)
				.findFirst()
				.ifPresent((version) -> current.put(distribution, version));
			all.stream()
				.reduce((a, b) -> (a.at() != null && b.at() != null && a.at().isAfter(b.at())) ? a : b)
				.ifPresent((version) -> newest.put(distribution, version));
		}
		catch (CallRefused | ResourceAccessException ex) {
			// the gateway learns of a new distribution by the feed, a moment later
			newest.remove(distribution);
		}
	}

	@PostMapping("/workbench/entries/{id}/assessments")
	String assess(@PathVariable String id, @RequestParam String kind, @RequestParam(defaultValue = "") String outcome,
			@RequestParam(defaultValue = "") String note, RedirectAttributes flash) {
		return FormAction.of("assess-" + kind, Map.of("outcome", outcome, "note", note), "/workbench/entries/" + id,
				flash, () -> this.catalogue.assess(id, kind, outcome, note));
	}

	@PostMapping("/workbench/entries/{id}/consent")
	String consent(@PathVariable String id, @RequestParam String etag, RedirectAttributes flash) {
		return FormAction.of("consent", Map.of(), "/workbench/entries/" + id, flash,
				() -> this.catalogue.consent(id, etag));
	}

	@PostMapping("/workbench/entries/{id}/submit")
	String submit(@PathVariable String id, @RequestParam(defaultValue = "") String etag, RedirectAttributes flash) {
		return FormAction.of("submit", Map.of(), "/workbench/entries/" + id, flash,
				() -> this.catalogue.step(id, "submit", Map.of(), etag));
	}

	@PostMapping("/workbench/entries/{id}/{step:suspend|resume|retire}")
	String step(@PathVariable String id, @PathVariable String step, @RequestParam(defaultValue = "") String reason,
			@RequestParam(defaultValue = "") String replacedBy, @RequestParam(defaultValue = "") String filing,
			RedirectAttributes flash) {
		Map<String, String> said = new LinkedHashMap<>();
		said.put("reason", reason);
		if (!filing.isBlank()) {
			said.put("filing", filing.strip());
		}
		if (!replacedBy.isBlank()) {
			said.put("replacedBy", replacedBy.strip());
		}
		return FormAction.of(step, said, "/workbench/entries/" + id, flash,
				() -> this.catalogue.step(id, step, said, null));
	}

	@PostMapping("/workbench/entries/{id}/conflicts")
	String askAuthority(@PathVariable String id, @RequestParam(defaultValue = "") String item,
			@RequestParam(defaultValue = "") String reason, @RequestParam String once, RedirectAttributes flash) {
		return FormAction.of("conflict", Map.of("item", item, "reason", reason), "/workbench/entries/" + id, flash,
				() -> this.catalogue.dispute(id, item, reason, once));
	}

	@GetMapping("/workbench/entries/{id}/revisions")
	String history(@PathVariable String id, @RequestParam(defaultValue = "0") int revision, Model model) {
		Display reader = (Display) Objects.requireNonNull(model.getAttribute("reader"));
		EntryRead read = this.catalogue.entry(id);
		List<Revision> revisions = new ArrayList<>(this.catalogue.revisions(id));
		revisions.sort((a, b) -> Integer.compare(b.revision(), a.revision()));
		int shown = (revision > 0) ? revision : read.record().revision();
		Entry before = revisions.stream()
			.map(Revision::revision)
			.filter((number) -> number < shown)
			.findFirst()
			.map((number) -> this.catalogue.revision(id, number))
			.orElse(null);
		model.addAttribute("read", read);
		model.addAttribute("revisions", revisions);
		model.addAttribute("shown", shown);
		model.addAttribute("changes", EntryFacts.between(before, this.catalogue.revision(id, shown), false, reader));
		model.addAttribute("first", before == null);
		return "workbench/revisions";
	}

}
