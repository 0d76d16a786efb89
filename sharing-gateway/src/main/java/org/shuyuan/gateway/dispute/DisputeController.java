package org.shuyuan.gateway.dispute;

import java.util.Arrays;
import java.util.List;

import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.servlet.http.HttpServletRequest;
import org.jspecify.annotations.Nullable;
import org.shuyuan.gateway.request.RequestActions;
import org.shuyuan.gateway.request.RequestProblems;
import org.shuyuan.gateway.request.RequestWorkflow;
import org.shuyuan.gateway.web.GatewayIdempotency;
import org.shuyuan.gateway.web.JsonMembers;
import org.shuyuan.support.caller.Caller;
import org.shuyuan.support.openapi.IdempotentOperation;
import org.shuyuan.support.openapi.JsonBody;
import org.shuyuan.vocab.role.Role;
import tools.jackson.databind.JsonNode;

import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** Disputes over HTTP: raised and stated by both sides, decided by the authority. */
@RestController
@RequestMapping("/api/v1/sharing/disputes")
@Tag(name = "disputes")
class DisputeController {

	private final Disputes disputes;

	private final GatewayIdempotency gatewayIdempotency;

	DisputeController(Disputes disputes, GatewayIdempotency gatewayIdempotency) {
		this.disputes = disputes;
		this.gatewayIdempotency = gatewayIdempotency;
	}

	@PostMapping
	@IdempotentOperation
	@ResponseStatus(HttpStatus.CREATED)
	ResponseEntity<Dispute> raise(Caller caller, HttpServletRequest http,
			@JsonBody(NewDispute.class) @RequestBody JsonNode body) {
		caller.require(RequestActions.SIDES);
		RequestWorkflow.agency(caller);
		JsonMembers given = known(body, List.of("request", "grant", "statement"));
		String statement = RequestWorkflow.needed(given.text("statement").orElse(null), "statement", "争议陈述",
				"statement");
		return this.gatewayIdempotency.onceInTransaction(http, caller,
				() -> ResponseEntity.status(HttpStatus.CREATED)
					.body(this.disputes.raise(caller, given.text("request").orElse(null),
							given.text("grant").orElse(null), statement)));
	}

	@GetMapping
	DisputeList list(Caller caller) {
		return new DisputeList(this.disputes.list(caller));
	}

	@GetMapping("/{id}")
	Dispute read(Caller caller, @PathVariable String id) {
		return this.disputes.visible(caller, id);
	}

	@PostMapping("/{id}/statements")
	@IdempotentOperation
	@ResponseStatus(HttpStatus.CREATED)
	ResponseEntity<Dispute> state(Caller caller, HttpServletRequest http, @PathVariable String id,
			@JsonBody(NewDisputeStatement.class) @RequestBody JsonNode body) {
		caller.require(RequestActions.SIDES);
		JsonMembers given = known(body, List.of("statement"));
		String statement = RequestWorkflow.needed(given.text("statement").orElse(null), "statement", "陈述", "statement");
		return this.gatewayIdempotency.onceInTransaction(http, caller,
				() -> ResponseEntity.status(HttpStatus.CREATED).body(this.disputes.state(caller, id, statement)));
	}

	@PostMapping("/{id}/withdraw")
	Dispute withdraw(Caller caller, @PathVariable String id,
			@JsonBody(DisputeWithdrawal.class) @RequestBody(required = false) @Nullable JsonNode body) {
		JsonMembers given = known(body, List.of("reason"));
		return this.disputes.withdraw(caller, id, given.text("reason").orElse(null));
	}

	@PostMapping("/{id}/decision")
	Dispute decide(Caller caller, @PathVariable String id, @JsonBody(DisputeRuling.class) @RequestBody JsonNode body) {
		caller.require(Role.AUTHORITY);
		JsonMembers given = known(body, List.of("decision", "reason"));
		String code = RequestWorkflow.needed(given.text("decision").orElse(null), "decision", "裁定", "decision");
		DisputeDecision decision = DisputeDecision.find(code).orElseThrow(DisputeController::decisionUnknown);
		String reason = RequestWorkflow.needed(given.text("reason").orElse(null), "reason", "理由", "reason");
		return this.disputes.decide(caller, id, decision, reason);
	}

	private static RuntimeException decisionUnknown() {
		List<String> codes = Arrays.stream(DisputeDecision.values()).map(DisputeDecision::code).toList();
		return RequestProblems.incomplete(List.of(RequestProblems.invalid("decision",
				"裁定须为 " + String.join("、", codes) + " 之一", "A decision is one of " + String.join(", ", codes))));
	}

	private static JsonMembers known(@Nullable JsonNode body, List<String> members) {
		JsonMembers given = JsonMembers.of(body, "D28", members);
		members.forEach(given::text);
		if (!given.wrong().isEmpty()) {
			throw RequestProblems.incomplete(given.wrong());
		}
		return given;
	}

	/**
	 * DisputeList that the caller may see.
	 */
	record DisputeList(List<Dispute> items) {
	}

	/**
	 * What a side raises; about a request or a grant.
	 */
	record NewDispute(@Nullable String request, @Nullable String grant, String statement) {
	}

	/**
	 * What a side says.
	 */
	record NewDisputeStatement(String statement) {
	}

	/**
	 * Why a dispute is withdrawn.
	 */
	record DisputeWithdrawal(@Nullable String reason) {
	}

	/**
	 * What the authority decides.
	 */
	record DisputeRuling(DisputeDecision decision, String reason) {
	}

}
