package org.shuyuan.portal.workbench;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.UUID;

import org.jspecify.annotations.Nullable;
import org.shuyuan.portal.client.CallRefused;
import org.shuyuan.portal.client.CatalogueDesk;
import org.shuyuan.portal.client.EntryRead;
import org.shuyuan.portal.client.ServiceProblem;
import org.shuyuan.portal.client.SignedInPerson;
import org.shuyuan.portal.display.Display;
import org.shuyuan.portal.display.EntryFacts;
import org.shuyuan.portal.display.FieldErrors;
import org.shuyuan.vocab.entry.Entry;
import org.shuyuan.vocab.identifier.AgencyId;
import org.shuyuan.vocab.rdf.Violation;

import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.client.ResourceAccessException;
import org.springframework.web.client.RestClientException;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/**
 * Registering and editing an entry by form. Rows are added and removed by buttons that
 * send the form; nothing is saved by them.
 */
@Controller
class EntryFormController {

	private final CatalogueDesk catalogue;

	EntryFormController(CatalogueDesk catalogue) {
		this.catalogue = catalogue;
	}

	@GetMapping("/workbench/entries/new")
	String blank(Model model) {
		return show(EntryForm.empty(UUID.randomUUID().toString()), null, model);
	}

	@GetMapping("/workbench/entries/{id}/edit")
	String edit(@PathVariable String id, Model model) {
		EntryRead read = this.catalogue.entry(id);
		model.addAttribute("faults", FieldErrors.of(read.violations(), reader(model).language()));
		return show(EntryForm.of(read.entry(), read.etag()), read, model);
	}

	@PostMapping("/workbench/entries/new")
	String register(@ModelAttribute("form") EntryForm form,
			@RequestParam(name = "do", defaultValue = "save") String act, Model model, RedirectAttributes flash) {
		if (!act.equals("save") && !act.equals("check")) {
			return show(rearranged(form, act, model), null, model);
		}
		return save(form, act, null, model, flash);
	}

	@PostMapping("/workbench/entries/{id}/edit")
	String change(@PathVariable String id, @ModelAttribute("form") EntryForm form,
			@RequestParam(name = "do", defaultValue = "save") String act, Model model, RedirectAttributes flash) {
		EntryRead stored = this.catalogue.entry(id);
		if (!act.equals("save") && !act.equals("check")) {
			return show(rearranged(form, act, model), stored, model);
		}
		return save(form, act, stored, model, flash);
	}

	private String save(EntryForm form, String act, @Nullable EntryRead stored, Model model, RedirectAttributes flash) {
		Display reader = reader(model);
		SignedInPerson signedInPerson = (SignedInPerson) Objects.requireNonNull(model.getAttribute("person"));
		EntryFormMapper typed = new EntryFormMapper(form, reader);
		Entry entry;
		try {
			entry = typed.read(
					(stored != null) ? stored.entry().agency()
							: new AgencyId(FormText.orEmpty(signedInPerson.agency())),
					(stored == null) ? null : stored.entry());
		}
		catch (IllegalArgumentException ex) {
			typed.faults()
				.add(new FieldErrors.Fault("form", reader.say("desk.fault.unreadable"),
						reader.say("desk.fault.unreadable.advice"), null, Violation.Severity.INVALID));
			entry = null;
		}
		model.addAttribute("attention", true);
		if (entry == null || !typed.faults().isEmpty()) {
			FieldErrors unread = new FieldErrors(typed.faults());
			model.addAttribute("faults", (entry == null) ? unread : unread.and(checked(entry, reader)));
			return show(form, stored, model);
		}
		try {
			if (act.equals("check")) {
				FieldErrors fieldErrors = FieldErrors.of(this.catalogue.check(entry), reader.language());
				model.addAttribute("faults", fieldErrors);
				model.addAttribute("checked", fieldErrors.isEmpty());
				return show(form, stored, model);
			}
			EntryRead saved = (stored == null)
					? this.catalogue.register(entry,
							Objects.requireNonNullElse(form.once(), "").isBlank() ? UUID.randomUUID().toString()
									: FormText.orEmpty(form.once()))
					: this.catalogue.edit(stored.id(), entry, FormText.orEmpty(form.etag()));
			flash.addFlashAttribute("done", "saved");
			return "redirect:/workbench/entries/" + saved.id();
		}
		catch (CallRefused ex) {
			return refused(ex.problem(), form, stored, entry, model);
		}
		catch (ResourceAccessException ex) {
			return refused(ServiceProblem.of(503, "unreachable"), form, stored, entry, model);
		}
	}

	/** What else the catalogue finds wrong, so that all of it is reported at once. */
	private FieldErrors checked(Entry entry, Display reader) {
		try {
			return FieldErrors.of(this.catalogue.check(entry), reader.language());
		}
		catch (CallRefused | RestClientException ex) {
			return new FieldErrors(List.of());
		}
	}

	private String refused(ServiceProblem serviceProblem, EntryForm form, @Nullable EntryRead stored, Entry entry,
			Model model) {
		Display reader = reader(model);
		model.addAttribute("problem", serviceProblem);
		model.addAttribute("faults", FieldErrors.of(serviceProblem.violations(), reader.language()));
		model.addAttribute("fresh", UUID.randomUUID().toString());
		if (serviceProblem.status() == 412 && stored != null) {
			EntryRead theirs = this.catalogue.entry(stored.id());
			model.addAttribute("conflict", EntryFacts.between(theirs.entry(), entry, false, reader));
			return show(form.withEtag(theirs.etag()), theirs, model);
		}
		return show(form, stored, model);
	}

	private EntryForm rearranged(EntryForm form, String act, Model model) {
		String[] parts = act.split(":", 3);
		List<ItemRow> items = new ArrayList<>(form.items());
		List<DistributionRow> distributions = new ArrayList<>(form.distributions());
		int at = (parts.length > 1 && parts[1].matches("\\d{1,4}")) ? Integer.parseInt(parts[1]) : -1;
		String focus = "items";
		switch (parts[0]) {
			case "add-item" -> {
				items.add(ItemRow.empty());
				focus = "items-" + (items.size() - 1) + "-name";
			}
			case "remove-item" -> {
				if (at >= 0 && at < items.size()) {
					items.remove(at);
				}
			}
			case "add-distribution" -> {
				distributions.add(DistributionRow.empty());
				focus = "distributions-" + (distributions.size() - 1) + "-title";
			}
			case "remove-distribution" -> {
				if (at >= 0 && at < distributions.size()) {
					distributions.remove(at);
				}
				focus = "distributions";
			}
			case "cite", "derive" -> {
				if (at >= 0 && at < items.size() && parts.length == 3) {
					String[] source = parts[2].split(",", -1);
					items.set(at,
							items.get(at)
								.from(parts[0].equals("cite") ? "shared-from" : "derived-from", source[0],
										(source.length > 1) ? FormText.of(source[1]) : null));
					focus = "items-" + at + "-source";
				}
			}
			default -> focus = "form";
		}
		model.addAttribute("focus", focus);
		return form.withItems(items).withDistributions(distributions);
	}

	private static String show(EntryForm form, @Nullable EntryRead stored, Model model) {
		model.addAttribute("form", form);
		if (stored != null) {
			model.addAttribute("stored", stored);
		}
		return "workbench/entry-form";
	}

	private static Display reader(Model model) {
		return (Display) Objects.requireNonNull(model.getAttribute("reader"));
	}

}
