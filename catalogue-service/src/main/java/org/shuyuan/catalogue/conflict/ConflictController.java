package org.shuyuan.catalogue.conflict;

import java.net.URI;
import java.util.List;

import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import org.jspecify.annotations.Nullable;
import org.shuyuan.catalogue.problem.CatalogueProblemType;
import org.shuyuan.catalogue.web.CatalogueIdempotency;
import org.shuyuan.support.caller.Caller;
import org.shuyuan.support.caller.RoleMissing;
import org.shuyuan.support.openapi.IdempotentOperation;
import org.shuyuan.support.problem.CommonProblemType;
import org.shuyuan.support.problem.Problem;
import org.shuyuan.support.web.Page;
import org.shuyuan.support.web.ParameterValue;
import org.shuyuan.vocab.Text;
import org.shuyuan.vocab.identifier.AgencyId;
import org.shuyuan.vocab.identifier.EntryId;
import org.shuyuan.vocab.identifier.ItemId;
import org.shuyuan.vocab.role.Role;

import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

@RestController
@RequestMapping("/api/v1/catalogue/conflicts")
@Tag(name = "conflicts")
class ConflictController {

	private static final int LONGEST = 4000;

	private final ConflictStore conflicts;

	private final CatalogueIdempotency catalogueIdempotency;

	ConflictController(ConflictStore conflicts, CatalogueIdempotency catalogueIdempotency) {
		this.conflicts = conflicts;
		this.catalogueIdempotency = catalogueIdempotency;
	}

	@PostMapping
	@IdempotentOperation
	@ResponseStatus(HttpStatus.CREATED)
	ResponseEntity<Conflict> raise(@RequestBody NewConflict raised, Caller caller, HttpServletRequest request) {
		caller.require(Role.STEWARD);
		EntryId entry = raised.entry();
		ItemId item = raised.item();
		if (entry == null || item == null || blank(raised.reason())) {
			throw incomplete("须指明条目、数据项并说明理由", "It has an entry, an item and a reason");
		}
		return this.catalogueIdempotency.onceInTransaction(request, caller, () -> {
			Conflict conflict = offer(caller,
					this.conflicts.raise(entry, item, String.valueOf(raised.reason()), caller));
			return ResponseEntity.created(URI.create("/api/v1/catalogue/conflicts/" + conflict.id())).body(conflict);
		});
	}

	@GetMapping
	Page<Conflict> list(@RequestParam(required = false) @Nullable String state,
			@RequestParam(required = false) @Nullable String duty, @RequestParam(defaultValue = "") String after,
			@RequestParam(defaultValue = "50") @Min(1) @Max(Page.MOST) int limit, Caller caller) {
		if (!caller.seesAll() && !caller.department()) {
			throw new RoleMissing(Role.STEWARD, Role.AUTHORITY, Role.AUDITOR);
		}
		ParameterValue.oneOf("state", state, List.of("open", "decided"));
		AgencyId of = caller.seesAll() ? null : caller.agency();
		List<Conflict> found = this.conflicts.list(state, of, duty(duty), after, limit + 1);
		return Page.of(found.stream().map((conflict) -> offer(caller, conflict)).toList(), limit, Conflict::id);
	}

	@GetMapping("/{id}")
	Conflict one(@PathVariable String id, Caller caller) {
		return this.conflicts.find(id)
			.filter((conflict) -> caller.seesAll() || caller.department() && conflict.concerns(caller.agency()))
			.map((conflict) -> offer(caller, conflict))
			.orElseThrow(ConflictStore::notFound);
	}

	private Conflict offer(Caller caller, Conflict conflict) {
		return ConflictActions.offer(caller, conflict, () -> this.conflicts.tookPart(conflict.id(), caller.subject()));
	}

	private static @Nullable String duty(@Nullable String duty) {
		if (duty != null && !List.of("open", "overdue").contains(duty)) {
			throw new Problem(CommonProblemType.PARAMETER_INVALID,
					Text.of("duty 为 open 或 overdue", "duty is open or overdue"),
					Text.of("请按接口文档填写该参数", "See the interface description for its accepted values"))
				.property("parameter", "duty");
		}
		return duty;
	}

	/** What a claimant says before the authority decides. */
	@PostMapping("/{id}/statements")
	@IdempotentOperation
	@ResponseStatus(HttpStatus.CREATED)
	ResponseEntity<Conflict> state(@PathVariable String id, @RequestBody NewConflictStatement said, Caller caller,
			HttpServletRequest request) {
		caller.require(ConflictActions.CLAIMANTS);
		Conflict conflict = one(id, caller);
		AgencyId agency = caller.agency();
		if (agency == null || !conflict.concerns(agency)) {
			throw ConflictStore.notFound();
		}
		String statement = said.statement();
		if (statement == null || statement.isBlank() || statement.length() > LONGEST) {
			throw incomplete("须有不超过 " + LONGEST + " 字的陈述", "It has a statement of at most " + LONGEST + " characters");
		}
		return this.catalogueIdempotency.onceInTransaction(request, caller,
				() -> ResponseEntity.status(HttpStatus.CREATED)
					.body(offer(caller, this.conflicts.state(conflict, agency, statement.strip(), caller))));
	}

	@PostMapping("/{id}/decision")
	@IdempotentOperation
	ResponseEntity<Conflict> decide(@PathVariable String id, @RequestBody ConflictDecision decision, Caller caller,
			HttpServletRequest request) {
		caller.require(Role.AUTHORITY);
		AgencyId lead = decision.lead();
		if (lead == null || blank(decision.reason())) {
			throw incomplete("须选定牵头部门并说明理由", "It has a lead and a reason");
		}
		return this.catalogueIdempotency.onceInTransaction(request, caller, () -> ResponseEntity
			.ok(offer(caller, this.conflicts.decide(id, lead, String.valueOf(decision.reason()), caller))));
	}

	private static boolean blank(@Nullable String text) {
		return text == null || text.isBlank();
	}

	private static Problem incomplete(String zh, String en) {
		return new Problem(CatalogueProblemType.CONFLICT_INVALID, Text.of(zh, en),
				Text.of("请补全后重试", "Complete it and try again"));
	}

	/**
	 * What a claimant says.
	 */
	record NewConflictStatement(@Nullable String statement) {
	}

	record NewConflict(@Nullable EntryId entry, @Nullable ItemId item, @Nullable String reason) {
	}

	/**
	 * Who leads, and why.
	 */
	record ConflictDecision(@Nullable AgencyId lead, @Nullable String reason) {
	}

}
