package org.shuyuan.portal.workbench;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;

import jakarta.servlet.http.HttpServletResponse;
import org.jspecify.annotations.Nullable;
import org.shuyuan.portal.client.CallRefused;
import org.shuyuan.portal.client.CatalogueDesk;
import org.shuyuan.portal.client.EntryRead;
import org.shuyuan.portal.client.RequestSummary;
import org.shuyuan.portal.client.SharingDesk;
import org.shuyuan.portal.display.Display;
import org.shuyuan.portal.display.FieldErrors;
import org.shuyuan.portal.display.FormAction;

import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.server.ResponseStatusException;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/**
 * Requests between departments, both sides of them.
 */
@Controller
class RequestController {

	/** What the page of a request has a form for, in this order. */
	private static final List<String> STEPS = List.of("edit", "agree", "decline", "review", "ask-completion",
			"complete", "approve", "refuse", "extend", "withdraw", "dispute");

	private final CatalogueDesk catalogue;

	private final SharingDesk sharing;

	RequestController(CatalogueDesk catalogue, SharingDesk sharing) {
		this.catalogue = catalogue;
		this.sharing = sharing;
	}

	@GetMapping("/workbench/find")
	String find(@RequestParam(defaultValue = "") String q, @RequestParam(required = false) @Nullable String after,
			Model model) {
		model.addAttribute("q", q);
		model.addAttribute("found", this.catalogue.search(q, after));
		return "workbench/find";
	}

	@GetMapping("/workbench/find/{id}")
	String described(@PathVariable String id, Model model) {
		Display reader = (Display) Objects.requireNonNull(model.getAttribute("reader"));
		EntryRead read = this.catalogue.entry(id);
		model.addAttribute("read", read);
		model.addAttribute("facts", org.shuyuan.portal.display.EntryFacts.of(read.entry(), reader));
		return "workbench/found";
	}

	@GetMapping("/workbench/requests/new")
	String blank(@RequestParam String entry, Model model) {
		EntryRead read = this.catalogue.entry(entry);
		String only = (read.entry().distributions().size() == 1 && read.entry().distributions().getFirst().id() != null)
				? read.entry().distributions().getFirst().id().value() : null;
		return show(new RequestForm(UUID.randomUUID().toString(), entry, only, List.of(), List.of(), null, null, null,
				null, null, null, null), null, read, model);
	}

	@GetMapping("/workbench/requests/{id}/edit")
	String edit(@PathVariable String id, Model model) {
		RequestSummary request = this.sharing.request(id);
		return show(RequestForm.of(request), id, this.catalogue.entry(FormText.orEmpty(request.entry())), model);
	}

	private static String show(RequestForm form, @Nullable String id, EntryRead read, Model model) {
		model.addAttribute("form", form);
		model.addAttribute("read", read);
		model.addAttribute("editing", FormText.orEmpty(id));
		return "workbench/request-form";
	}

	@PostMapping("/workbench/requests/new")
	String ask(@ModelAttribute("form") RequestForm form, Model model, RedirectAttributes flash,
			HttpServletResponse response) {
		try {
			RequestSummary request = this.sharing.ask(form.body(),
					(FormText.of(form.once()) != null) ? FormText.orEmpty(form.once()) : UUID.randomUUID().toString());
			flash.addFlashAttribute("done", "asked");
			return "redirect:/workbench/requests/" + request.id();
		}
		catch (CallRefused ex) {
			return refused(ex, form, null, model, response);
		}
	}

	@PostMapping("/workbench/requests/{id}/edit")
	String change(@PathVariable String id, @ModelAttribute("form") RequestForm form, Model model,
			RedirectAttributes flash, HttpServletResponse response) {
		try {
			this.sharing.change(id, FormText.orEmpty(form.etag()), form.body());
			flash.addFlashAttribute("done", "saved");
			return "redirect:/workbench/requests/" + id;
		}
		catch (CallRefused ex) {
			return refused(ex, form, id, model, response);
		}
	}

	private String refused(CallRefused callRefused, RequestForm form, @Nullable String id, Model model,
			HttpServletResponse response) {
		Display reader = (Display) Objects.requireNonNull(model.getAttribute("reader"));
		response.setStatus(Math.max(callRefused.problem().status(), 400));
		model.addAttribute("problem", callRefused.problem());
		model.addAttribute("faults", FieldErrors.of(callRefused.problem().violations(), reader.language()));
		model.addAttribute("fresh", UUID.randomUUID().toString());
		model.addAttribute("attention", true);
		if (callRefused.problem().status() == 412 && id != null) {
			RequestSummary theirs = this.sharing.request(id);
			EntryRead read = this.catalogue.entry(FormText.orEmpty(theirs.entry()));
			model.addAttribute("conflict", RequestFacts.between(RequestForm.of(theirs), form, read.entry(), reader));
			return show(form.withEtag(theirs.etag()), id, read, model);
		}
		return show(form, id, this.catalogue.entry(FormText.orEmpty(form.entry())), model);
	}

	@GetMapping("/workbench/requests")
	String list(@RequestParam(defaultValue = "in") String direction,
			@RequestParam(required = false) @Nullable String state,
			@RequestParam(defaultValue = "false") boolean overdue,
			@RequestParam(required = false) @Nullable String after, Model model) {
		model.addAttribute("direction", direction.equals("out") ? "out" : "in");
		model.addAttribute("state", FormText.orEmpty(state));
		model.addAttribute("overdue", overdue);
		model.addAttribute("requests",
				this.sharing.requests(direction.equals("out") ? "out" : "in", FormText.of(state), overdue, after));
		return "workbench/requests";
	}

	@GetMapping("/workbench/requests/{id}")
	String request(@PathVariable String id, Model model) {
		RequestSummary request = this.sharing.request(id);
		model.addAttribute("request", request);
		model.addAttribute("steps", request.actions().among(STEPS));
		model.addAttribute("path", request.state().path());
		Map<String, String> names = new LinkedHashMap<>();
		Display reader = (Display) Objects.requireNonNull(model.getAttribute("reader"));
		try {
			this.catalogue.entry(FormText.orEmpty(request.entry()))
				.entry()
				.items()
				.forEach((item) -> names.put(String.valueOf(item.id()), reader.text(item.name())));
		}
		catch (CallRefused ex) {
			// items then appear by their ids
			names.clear();
		}
		model.addAttribute("itemNames", names);
		return "workbench/request";
	}

	@PostMapping("/workbench/requests/{id}/{step}")
	String step(@PathVariable String id, @PathVariable String step, @RequestParam Map<String, String> typed,
			@RequestParam(name = "items", required = false) @Nullable List<String> items, RedirectAttributes flash) {
		if (!STEPS.contains(step)) {
			throw new ResponseStatusException(HttpStatus.NOT_FOUND);
		}
		Map<String, Object> said = new LinkedHashMap<>();
		for (String name : List.of("reason", "opinion")) {
			if (!typed.getOrDefault(name, "").isBlank()) {
				said.put(name, typed.getOrDefault(name, "").strip());
			}
		}
		if (step.equals("ask-completion")) {
			said.put("missing",
					typed.getOrDefault("missing", "").lines().map(String::strip).filter((s) -> !s.isEmpty()).toList());
		}
		if (step.equals("approve") && typed.containsKey("limits")) {
			limits(typed, Objects.requireNonNullElse(items, List.of()), said);
		}
		citation(typed, said);
		return FormAction.of(step, typed, "/workbench/requests/" + id, flash,
				() -> this.sharing.step(id, step, typed.getOrDefault("etag", ""), said));
	}

	/** What was typed goes to the gateway as it is, so that no limit is lost unsaid. */
	private static void limits(Map<String, String> typed, List<String> items, Map<String, Object> said) {
		said.put("items", items);
		String quota = typed.getOrDefault("quota", "").strip();
		if (!quota.isEmpty()) {
			said.put("quota", quota.matches("\\d{1,15}") ? (Object) Long.valueOf(quota) : quota);
		}
		String until = typed.getOrDefault("until", "").strip();
		if (!until.isEmpty()) {
			said.put("until", until);
		}
	}

	private static void citation(Map<String, String> typed, Map<String, Object> said) {
		String instrument = typed.getOrDefault("instrument", "").strip();
		if (!instrument.isEmpty()) {
			said.put("citation", (instrument + " " + typed.getOrDefault("article", "")).strip());
		}
	}

	@PostMapping("/workbench/requests/{id}/dispute")
	String dispute(@PathVariable String id, @RequestParam(defaultValue = "") String statement,
			@RequestParam String once, RedirectAttributes flash) {
		return FormAction.of("dispute", Map.of("statement", statement), "/workbench/requests/" + id, flash,
				() -> this.sharing.openDispute(Map.of("request", id, "statement", statement), once));
	}

	@GetMapping("/workbench/undertaking")
	String undertakings(Model model) {
		List<Map<String, Object>> signed = this.sharing.undertakings();
		model.addAttribute("undertakings", signed);
		model.addAttribute("valid", signed.stream().anyMatch((each) -> Boolean.TRUE.equals(each.get("valid"))));
		model.addAttribute("wording", this.sharing.undertakingText());
		return "workbench/undertaking";
	}

	@PostMapping("/workbench/undertaking")
	String undertake(@RequestParam(defaultValue = "0") int version, @RequestParam String once,
			RedirectAttributes flash) {
		return FormAction.of("undertake", Map.of(), "/workbench/undertaking", flash,
				() -> this.sharing.undertake(version, once));
	}

}
