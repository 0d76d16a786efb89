package org.shuyuan.portal.audit;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

import org.jspecify.annotations.Nullable;
import org.shuyuan.portal.client.AuditLedger;
import org.shuyuan.portal.client.CallRefused;
import org.shuyuan.portal.client.ErasureDesk;
import org.shuyuan.portal.client.RequestedErasure;
import org.shuyuan.portal.client.ServiceProblem;
import org.shuyuan.portal.client.SignedInPerson;
import org.shuyuan.portal.display.EntryTitles;
import org.shuyuan.portal.display.FormAction;

import org.springframework.http.HttpStatus;
import org.springframework.security.core.Authentication;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.server.ResponseStatusException;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/**
 * What records of the ledgers hold is erased by two persons, auditors or officers of the
 * authority: one asks, another looks at the records and erases them or refuses.
 */
@Controller
@RequestMapping("/audit/erasures")
class ErasureController {

	private final ErasureDesk erasures;

	private final EntryTitles titles;

	ErasureController(ErasureDesk erasures, EntryTitles titles) {
		this.erasures = erasures;
		this.titles = titles;
	}

	@GetMapping
	String list(@RequestParam(defaultValue = "sharing") String ledger,
			@RequestParam(required = false) @Nullable String state,
			@RequestParam(required = false) @Nullable String after, Model model) {
		model.addAttribute("ledger", ledger);
		model.addAttribute("state", (state == null) ? "" : state);
		model.addAttribute("erasures", this.erasures.list(ledger(ledger), state, after));
		return "audit/erasures";
	}

	@GetMapping("/new")
	String form(@RequestParam(defaultValue = "sharing") String ledger, @RequestParam(defaultValue = "") String record,
			Model model) {
		if (!model.containsAttribute("typed")) {
			model.addAttribute("typed", Map.of("ledger", ledger(ledger).code(), "records", record));
		}
		return "audit/erasure-form";
	}

	@PostMapping
	String ask(@RequestParam(defaultValue = "") String ledger, @RequestParam(defaultValue = "") String records,
			@RequestParam(defaultValue = "") String reason, @RequestParam(defaultValue = "") String clause,
			RedirectAttributes flash) {
		List<String> ids = List.of(records.strip().split("[\\s,，;；、]+"))
			.stream()
			.filter((id) -> !id.isEmpty())
			.distinct()
			.toList();
		String[] asked = { "/new" };
		return FormAction.of("erasure-asked",
				Map.of("ledger", ledger, "records", records, "reason", reason, "clause", clause),
				() -> "/audit/erasures" + asked[0], flash, () -> asked[0] = "/" + ledger + "/"
						+ this.erasures.ask(ledger(ledger), ids, reason.strip(), clause.strip()).id());
	}

	@GetMapping("/{ledger}/{id:[a-z2-7]{1,64}}")
	String erasure(@PathVariable String ledger, @PathVariable String id, Authentication person, Model model) {
		RequestedErasure erasure = this.erasures.find(ledger(ledger), id);
		Map<String, Map<String, Object>> held = held(ledger(ledger), erasure);
		model.addAttribute("ledger", ledger);
		model.addAttribute("erasure", erasure);
		model.addAttribute("held", held);
		model.addAttribute("titles",
				this.titles.of(held.values().stream().map((record) -> record.get("entry")).toList()));
		model.addAttribute("own", erasure.askedBy().equals(SignedInPerson.of(person).id()));
		model.addAttribute("decidedHere", SignedInPerson.of(person).id().equals(erasure.decidedBy()));
		return "audit/erasure";
	}

	/** Records that still hold something, by their ids. */
	private Map<String, Map<String, Object>> held(AuditLedger ledger, RequestedErasure erasure) {
		try {
			return this.erasures.records(ledger, erasure.records())
				.stream()
				.collect(Collectors.toMap((record) -> String.valueOf(record.get("id")), Function.identity(),
						(one, _) -> one, LinkedHashMap::new));
		}
		catch (CallRefused ex) {
			return Map.of();
		}
	}

	@PostMapping("/{ledger}/{id:[a-z2-7]{1,64}}/{step:carry-out|refuse|withdraw}")
	String decide(@PathVariable String ledger, @PathVariable String id, @PathVariable String step,
			@RequestParam(defaultValue = "") String reason, @RequestParam(defaultValue = "false") boolean seen,
			RedirectAttributes flash) {
		AuditLedger of = ledger(ledger);
		return FormAction.of("erasure-" + step, Map.of("reason", reason), "/audit/erasures/" + ledger + "/" + id, flash,
				() -> {
					if (step.equals("carry-out") && !seen) {
						throw new CallRefused(ServiceProblem.of(422, "erasure-not-seen"));
					}
					this.erasures.decide(of, id, step,
							step.equals("refuse") ? Map.of("reason", reason.strip()) : Map.of());
				});
	}

	private static AuditLedger ledger(String code) {
		return AuditLedger.find(code).orElseThrow(() -> new ResponseStatusException(HttpStatus.NOT_FOUND));
	}

}
