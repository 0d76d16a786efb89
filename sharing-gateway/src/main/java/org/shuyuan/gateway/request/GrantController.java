package org.shuyuan.gateway.request;

import java.time.LocalDate;
import java.util.List;

import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import org.jspecify.annotations.Nullable;
import org.shuyuan.gateway.web.RecordVersion;
import org.shuyuan.support.caller.Caller;
import org.shuyuan.support.openapi.JsonBody;
import org.shuyuan.support.web.IfMatch;
import org.shuyuan.support.web.Page;
import org.shuyuan.support.web.Precondition;
import org.shuyuan.vocab.identifier.AgencyId;
import org.shuyuan.vocab.identifier.GrantId;
import org.shuyuan.vocab.role.Role;
import tools.jackson.databind.JsonNode;

import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Grants over HTTP; revoking one takes effect at once. */
@RestController
@RequestMapping("/api/v1/sharing/grants")
@Tag(name = "grants")
class GrantController {

	private final Grants grants;

	private final GrantActions actions;

	private final Deadlines deadlines;

	private final RequestValidation requestValidation;

	GrantController(Grants grants, GrantActions actions, Deadlines deadlines, RequestValidation requestValidation) {
		this.grants = grants;
		this.actions = actions;
		this.deadlines = deadlines;
		this.requestValidation = requestValidation;
	}

	@GetMapping
	Page<GrantView> list(Caller caller, @RequestParam(defaultValue = "") String after,
			@RequestParam(defaultValue = "50") @Min(1) @Max(Page.MOST) int limit) {
		AgencyId agency = caller.seesAll() ? null : RequestWorkflow.agency(caller);
		List<GrantView> found = this.grants.list(agency, after, limit + 1);
		return Page.of(this.actions.offer(caller, found), limit, GrantView::id);
	}

	@GetMapping("/{id}")
	ResponseEntity<GrantView> read(Caller caller, @PathVariable GrantId id) {
		GrantView grant = this.grants.visible(caller, id);
		return ResponseEntity.ok()
			.eTag(new RecordVersion(grant.version()).etag())
			.body(this.actions.offer(caller, grant.with(this.grants.history(grant))));
	}

	/** At once, where data are misused; with a term to put it right. */
	@PostMapping("/{id}/suspend")
	ResponseEntity<GrantView> suspend(Caller caller, @PathVariable GrantId id,
			@RequestHeader(name = "If-Match", required = false) @Nullable String match,
			@JsonBody(StepInput.class) @RequestBody(required = false) @Nullable JsonNode body) {
		GrantView grant = this.grants.visible(caller, id);
		Role role = open(caller, grant, GrantStep.SUSPEND, match);
		StepInput input = StepInput.read(body, List.of("reason", "until"));
		String reason = reason(input);
		LocalDate term = (input.until() != null) ? input.until() : this.deadlines.lastDay("put-right");
		this.requestValidation.wrongUntil("put-right", term, this.deadlines.today()).ifPresent((wrong) -> {
			throw RequestProblems.incomplete(List.of(wrong));
		});
		return changed(caller, grant, role, new Grants.Change("suspend", "suspended", reason, term, null));
	}

	@PostMapping("/{id}/resume")
	ResponseEntity<GrantView> resume(Caller caller, @PathVariable GrantId id,
			@RequestHeader(name = "If-Match", required = false) @Nullable String match,
			@JsonBody(StepInput.class) @RequestBody(required = false) @Nullable JsonNode body) {
		GrantView grant = this.grants.visible(caller, id);
		Role role = open(caller, grant, GrantStep.RESUME, match);
		StepInput input = StepInput.read(body, List.of("reason"));
		return changed(caller, grant, role, new Grants.Change("resume", "active", input.reason(), null, null));
	}

	/**
	 * For good. A provider does so alone only where misuse was not put right in its term;
	 * otherwise it has negotiated, and files that with the authority.
	 */
	@PostMapping("/{id}/revoke")
	ResponseEntity<GrantView> revoke(Caller caller, @PathVariable GrantId id,
			@RequestHeader(name = "If-Match", required = false) @Nullable String match,
			@JsonBody(StepInput.class) @RequestBody(required = false) @Nullable JsonNode body) {
		GrantView grant = this.grants.visible(caller, id);
		Role role = open(caller, grant, GrantStep.REVOKE, match);
		StepInput input = StepInput.read(body, List.of("reason", "filing"));
		String reason = reason(input);
		String filing = input.filing();
		if (filing == null && this.actions.filingNeeded(caller, grant)) {
			throw RequestProblems.filingMissing();
		}
		return changed(caller, grant, role, new Grants.Change("revoke", "revoked", reason, null, filing));
	}

	@PostMapping("/{id}/disposal")
	ResponseEntity<GrantView> disposal(Caller caller, @PathVariable GrantId id,
			@JsonBody(StepInput.class) @RequestBody JsonNode body) {
		GrantView grant = this.grants.visible(caller, id);
		Role role = GrantActions.requireRole(caller, grant, GrantStep.DISPOSAL);
		this.actions.require(caller, grant, GrantStep.DISPOSAL);
		StepInput input = StepInput.read(body, List.of("how"));
		String how = RequestWorkflow.needed(input.how(), "how", "处置方式", "way of disposal");
		return changed(caller, grant, role,
				new Grants.Change("disposal", grant.state().equals("revoked") ? "revoked" : "ended", how, null, null));
	}

	/** The role in which the caller takes a step of the grant that was read. */
	private Role open(Caller caller, GrantView grant, GrantStep step, @Nullable String match) {
		Role role = GrantActions.requireRole(caller, grant, step);
		IfMatch.optional(match).require(new RecordVersion(grant.version()).etag());
		this.actions.require(caller, grant, step);
		return role;
	}

	private static String reason(StepInput input) {
		return RequestWorkflow.needed(input.reason(), "reason", "理由", "reason");
	}

	private ResponseEntity<GrantView> changed(Caller caller, GrantView grant, Role role, Grants.Change change) {
		if (!this.grants.change(grant, change, caller.subject(), role.code())) {
			throw Precondition.stale();
		}
		return read(caller, new GrantId(grant.id()));
	}

}
