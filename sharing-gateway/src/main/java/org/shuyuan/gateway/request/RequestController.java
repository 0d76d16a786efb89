package org.shuyuan.gateway.request;

import java.net.URI;
import java.util.List;
import java.util.Objects;

import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import org.jspecify.annotations.Nullable;
import org.shuyuan.gateway.catalogue.KnownEntry;
import org.shuyuan.gateway.web.GatewayIdempotency;
import org.shuyuan.gateway.web.JsonMembers;
import org.shuyuan.gateway.web.RecordVersion;
import org.shuyuan.support.caller.Caller;
import org.shuyuan.support.openapi.IdempotentOperation;
import org.shuyuan.support.openapi.JsonBody;
import org.shuyuan.support.problem.CommonProblemType;
import org.shuyuan.support.problem.NotFound;
import org.shuyuan.support.web.IfMatch;
import org.shuyuan.support.web.Page;
import org.shuyuan.support.web.ParameterValue;
import org.shuyuan.vocab.identifier.AgencyId;
import org.shuyuan.vocab.identifier.RequestId;
import org.shuyuan.vocab.process.RequestState;
import org.shuyuan.vocab.role.Role;
import tools.jackson.databind.JsonNode;

import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** Requests between departments over HTTP. */
@RestController
@RequestMapping("/api/v1/sharing/requests")
@Tag(name = "requests")
class RequestController {

	private final RequestStore requests;

	private final RequestWorkflow steps;

	private final RequestActions actions;

	private final RequestValidation requestValidation;

	private final ReceiptDay receipt;

	private final GatewayIdempotency gatewayIdempotency;

	RequestController(RequestStore requests, RequestWorkflow steps, RequestActions actions,
			RequestValidation requestValidation, ReceiptDay receipt, GatewayIdempotency gatewayIdempotency) {
		this.requests = requests;
		this.steps = steps;
		this.actions = actions;
		this.requestValidation = requestValidation;
		this.receipt = receipt;
		this.gatewayIdempotency = gatewayIdempotency;
	}

	@PostMapping
	@IdempotentOperation
	@ResponseStatus(HttpStatus.CREATED)
	ResponseEntity<SharingRequest> create(Caller caller, HttpServletRequest http,
			@RequestHeader(name = "Shuyuan-Demo-Received", required = false) @Nullable String demo,
			@JsonBody(RequestDetails.class) @RequestBody JsonNode body) {
		caller.require(Role.SHARING_OFFICER);
		AgencyId agency = RequestWorkflow.agency(caller);
		return this.gatewayIdempotency.onceInTransaction(http, caller, () -> {
			JsonMembers given = JsonMembers.of(body, "D20", RequestDetails.MEMBERS);
			RequestDetails requestDetails = RequestDetails.read(given);
			KnownEntry known = this.requestValidation.checked(given, requestDetails, agency, this.receipt.day(demo));
			RequestId id = this.requests.create(requestDetails, known.entry().title(), known.entry().agency(), agency,
					Objects.requireNonNull(known.entry().sharing()).code(), caller.subject());
			this.requests.done(id, caller.subject(), Role.SHARING_OFFICER.code(), "draft", null);
			SharingRequest made = this.requests.find(id).orElseThrow();
			return ResponseEntity.created(URI.create("/api/v1/sharing/requests/" + id))
				.eTag(new RecordVersion(made.version()).etag())
				.body(this.actions.offer(caller, made));
		});
	}

	@GetMapping
	Page<SharingRequest> list(Caller caller, @RequestParam(defaultValue = "all") String direction,
			@RequestParam(required = false) @Nullable String state,
			@RequestParam(defaultValue = "false") boolean overdue,
			@RequestParam(defaultValue = "9223372036854775807") @Min(0) long after,
			@RequestParam(defaultValue = "50") @Min(1) @Max(Page.MOST) int limit) {
		ParameterValue.oneOf("direction", direction, List.of("in", "out", "all"));
		ParameterValue.oneOf("state", state, RequestState.class);
		AgencyId agency = null;
		if (!caller.seesAll()) {
			caller.require(Role.SHARING_OFFICER, Role.SHARING_HEAD, Role.DEPARTMENT_HEAD, Role.CDO, Role.STEWARD);
			agency = RequestWorkflow.agency(caller);
		}
		List<SharingRequest> found = this.requests.list(direction.equals("out") ? null : agency,
				direction.equals("in") ? null : agency, state, overdue, after, limit + 1);
		return Page.of(this.actions.offer(caller, found), limit, (request) -> Long.toString(request.number()));
	}

	@GetMapping("/{id}")
	ResponseEntity<SharingRequest> read(Caller caller, @PathVariable RequestId id) {
		SharingRequest request = this.steps.visible(caller, id);
		return ResponseEntity.ok()
			.eTag(new RecordVersion(request.version()).etag())
			.body(this.actions.offer(caller, request));
	}

	@PutMapping("/{id}")
	ResponseEntity<SharingRequest> edit(Caller caller, @PathVariable RequestId id,
			@RequestHeader(name = "If-Match", required = false) @Nullable String match,
			@JsonBody(RequestDetails.class) @RequestBody JsonNode body) {
		caller.require(Role.SHARING_OFFICER);
		IfMatch expected = IfMatch.required(match);
		SharingRequest request = this.steps.visible(caller, id);
		if (!caller.actsFor(request.requester())) {
			throw NotFound.request();
		}
		expected.require(new RecordVersion(request.version()).etag());
		this.steps.edit(caller, request, JsonMembers.of(body, "D20", RequestDetails.MEMBERS));
		return read(caller, id);
	}

	@PostMapping("/{id}/{step}")
	ResponseEntity<SharingRequest> step(Caller caller, @PathVariable RequestId id, @PathVariable String step,
			@RequestHeader(name = "If-Match", required = false) @Nullable String match,
			@RequestHeader(name = "Shuyuan-Demo-Received", required = false) @Nullable String demo,
			@JsonBody(StepInput.class) @RequestBody(required = false) @Nullable JsonNode body) {
		RequestStep taken = RequestStep.ofAddress(step)
			.orElseThrow(() -> NotFound.of(CommonProblemType.ADDRESS_NOT_FOUND, "地址", "address"));
		SharingRequest request = this.steps.visible(caller, id);
		IfMatch.optional(match).require(new RecordVersion(request.version()).etag());
		this.steps.take(caller, request, taken, StepInput.read(body, taken.members()), demo);
		return read(caller, id);
	}

}
