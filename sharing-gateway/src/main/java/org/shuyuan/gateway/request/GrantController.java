package org.shuyuan.gateway.request;

import java.util.List;

import org.jspecify.annotations.Nullable;
import org.shuyuan.gateway.caller.Caller;
import org.shuyuan.gateway.caller.RoleMissing;
import org.shuyuan.gateway.problem.NotFound;
import org.shuyuan.gateway.revocation.Revocations;
import org.shuyuan.gateway.web.Page;
import org.shuyuan.gateway.web.Versioned;
import org.shuyuan.vocab.AgencyId;
import org.shuyuan.vocab.GrantId;
import org.shuyuan.vocab.Role;

import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Grants over HTTP; taking one back bites at once. */
@RestController
@RequestMapping("/api/v1/sharing/grants")
class GrantController {

	private final Grants grants;

	private final Revocations revocations;

	GrantController(Grants grants, Revocations revocations) {
		this.grants = grants;
		this.revocations = revocations;
	}

	@GetMapping
	Page<GrantView> list(Caller caller, @RequestParam(defaultValue = "") String after,
			@RequestParam(defaultValue = "50") int limit) {
		AgencyId agency = caller.seesAll() ? null : RequestSteps.agency(caller);
		return Page.of(this.grants.list(agency, after, Page.limit(limit) + 1), limit, GrantView::id);
	}

	@GetMapping("/{id}")
	ResponseEntity<GrantView> read(Caller caller, @PathVariable GrantId id) {
		GrantView grant = visible(caller, id);
		return ResponseEntity.ok().eTag(new Versioned(grant.version()).etag()).body(grant);
	}

	@PostMapping("/{id}/suspend")
	ResponseEntity<GrantView> suspend(Caller caller, @PathVariable GrantId id,
			@RequestHeader(name = "If-Match", required = false) @Nullable String match,
			@RequestBody(required = false) @Nullable Said said) {
		return change(caller, id, match, said, "suspend", "suspended", "active");
	}

	@PostMapping("/{id}/resume")
	ResponseEntity<GrantView> resume(Caller caller, @PathVariable GrantId id,
			@RequestHeader(name = "If-Match", required = false) @Nullable String match,
			@RequestBody(required = false) @Nullable Said said) {
		return change(caller, id, match, said, "resume", "active", "suspended");
	}

	@PostMapping("/{id}/revoke")
	ResponseEntity<GrantView> revoke(Caller caller, @PathVariable GrantId id,
			@RequestHeader(name = "If-Match", required = false) @Nullable String match,
			@RequestBody(required = false) @Nullable Said said) {
		return change(caller, id, match, said, "revoke", "revoked", "active", "suspended");
	}

	@PostMapping("/{id}/disposal")
	ResponseEntity<GrantView> disposal(Caller caller, @PathVariable GrantId id, @RequestBody Disposal said) {
		GrantView grant = visible(caller, id);
		if (!caller.actsFor(grant.requester()) || !caller.has(Role.SHARING_OFFICER, Role.SHARING_HEAD)) {
			throw new RoleMissing(Role.SHARING_OFFICER, Role.SHARING_HEAD);
		}
		if (grant.disposal() != null) {
			throw RequestProblems.illegal("disposal", grant.state(), List.of());
		}
		String how = RequestSteps.needed(said.how(), "how", "处置方式", "way of disposal");
		String state = grant.state().equals("revoked") ? "revoked" : "ended";
		return changed(caller, id, this.grants.change(grant, state, null, how));
	}

	private ResponseEntity<GrantView> change(Caller caller, GrantId id, @Nullable String match, @Nullable Said said,
			String step, String to, String... from) {
		GrantView grant = visible(caller, id);
		boolean head = caller.has(Role.SHARING_HEAD) && caller.actsFor(grant.provider());
		if (!head && !caller.has(Role.AUTHORITY)) {
			throw new RoleMissing(Role.SHARING_HEAD, Role.AUTHORITY);
		}
		if (match != null && !match.equals("*") && Versioned.ifMatch(match).version() != grant.version()) {
			throw Versioned.stale();
		}
		if (!List.of(from).contains(grant.state())) {
			throw RequestProblems.illegal(step, grant.state(), possible(grant.state()));
		}
		String reason = (said != null) ? said.reason() : null;
		if (!step.equals("resume")) {
			reason = RequestSteps.needed(reason, "reason", "理由", "reason");
		}
		return changed(caller, id, this.grants.change(grant, to, reason, null));
	}

	private static List<String> possible(String state) {
		return switch (state) {
			case "active" -> List.of("suspend", "revoke");
			case "suspended" -> List.of("resume", "revoke");
			default -> List.of();
		};
	}

	private ResponseEntity<GrantView> changed(Caller caller, GrantId id, boolean changed) {
		if (!changed) {
			throw Versioned.stale();
		}
		this.revocations.announce();
		return read(caller, id);
	}

	private GrantView visible(Caller caller, GrantId id) {
		return this.grants.view(id)
			.filter((grant) -> caller.seesAll() || caller.actsFor(grant.provider())
					|| caller.actsFor(grant.requester()))
			.orElseThrow(NotFound::grant);
	}

	/**
	 * How data were disposed of.
	 */
	record Disposal(@Nullable String how) {
	}

}
