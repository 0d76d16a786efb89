package org.shuyuan.gateway.desk;

import java.util.List;
import java.util.Map;

import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.servlet.http.HttpServletRequest;
import org.shuyuan.gateway.dispute.DisputeStore;
import org.shuyuan.gateway.request.Grants;
import org.shuyuan.gateway.request.RequestProblems;
import org.shuyuan.gateway.request.RequestStore;
import org.shuyuan.gateway.request.RequestWorkflow;
import org.shuyuan.gateway.request.Undertakings;
import org.shuyuan.gateway.versions.HitStore;
import org.shuyuan.gateway.web.GatewayIdempotency;
import org.shuyuan.gateway.web.JsonMembers;
import org.shuyuan.support.caller.Caller;
import org.shuyuan.support.caller.RoleMissing;
import org.shuyuan.support.openapi.IdempotentOperation;
import org.shuyuan.support.openapi.JsonBody;
import org.shuyuan.vocab.identifier.AgencyId;
import org.shuyuan.vocab.role.Role;
import tools.jackson.databind.JsonNode;

import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** Undertakings, filings, and what waits on a person's desk. */
@RestController
@RequestMapping("/api/v1/sharing")
@Tag(name = "desk")
class DeskController {

	private final HitStore hits;

	private final RequestStore requests;

	private final Grants grants;

	private final DisputeStore disputes;

	private final Undertakings undertakings;

	private final GatewayIdempotency gatewayIdempotency;

	DeskController(HitStore hits, RequestStore requests, Grants grants, DisputeStore disputes,
			Undertakings undertakings, GatewayIdempotency gatewayIdempotency) {
		this.hits = hits;
		this.requests = requests;
		this.grants = grants;
		this.disputes = disputes;
		this.undertakings = undertakings;
		this.gatewayIdempotency = gatewayIdempotency;
	}

	/** Signs the text in force, by its version: no one signs what was not read. */
	@PostMapping("/undertakings")
	@IdempotentOperation
	@ResponseStatus(HttpStatus.CREATED)
	ResponseEntity<Undertakings.Signed> sign(Caller caller, HttpServletRequest http,
			@JsonBody(UndertakingSignature.class) @RequestBody JsonNode body) {
		caller.require(Role.SHARING_HEAD);
		AgencyId agency = RequestWorkflow.agency(caller);
		JsonMembers given = JsonMembers.of(body, "D24", List.of("version"));
		int version = given.number("version").orElse(0);
		if (!given.wrong().isEmpty()) {
			throw RequestProblems.incomplete(given.wrong());
		}
		if (!given.has("version")) {
			throw RequestProblems.fieldMissing("version", "承诺文本的版本", "version of the text");
		}
		return this.gatewayIdempotency.onceInTransaction(http, caller, () -> {
			Undertakings.Wording wording = this.undertakings.wording();
			if (wording.version() != version) {
				throw RequestProblems.undertakingOutdated(wording.version());
			}
			return ResponseEntity.status(HttpStatus.CREATED)
				.body(this.undertakings.sign(agency, wording, caller.subject()));
		});
	}

	@GetMapping("/undertakings/text")
	Undertakings.Wording wording(Caller caller) {
		if (!caller.seesAll() && !caller.department()) {
			throw new RoleMissing(Role.SHARING_HEAD, Role.SHARING_OFFICER);
		}
		return this.undertakings.wording();
	}

	@GetMapping("/undertakings")
	UndertakingList undertakings(Caller caller) {
		return new UndertakingList(this.undertakings.list(caller.seesAll() ? null : RequestWorkflow.agency(caller)));
	}

	/** What providers that stop a service have filed 备案 with the authority. */
	@GetMapping("/filings")
	GrantFilingList filings(Caller caller) {
		return new GrantFilingList(this.grants.filings(caller.seesAll() ? null : RequestWorkflow.agency(caller)));
	}

	@GetMapping("/overview")
	DeskOverview overview(Caller caller) {
		AgencyId agency = caller.seesAll() ? null : RequestWorkflow.agency(caller);
		return new DeskOverview(this.requests.counts(agency, null), this.requests.counts(null, agency),
				this.requests.list(agency, agency, null, true, Long.MAX_VALUE, 200).size(), this.hits.countOpen(agency),
				this.disputes.open(agency));
	}

	/**
	 * Which version of the undertaking is signed.
	 */
	record UndertakingSignature(int version) {
	}

	/** Undertakings that were signed. */
	record UndertakingList(List<Undertakings.Signed> items) {
	}

	/** What providers filed. */
	record GrantFilingList(List<Grants.Filing> items) {
	}

	/**
	 * What waits on a desk.
	 *
	 * @param in requests received, by state
	 * @param out requests sent, by state
	 * @param overdue requests whose time limit has passed, 200 at most
	 * @param hits open hits of the negative list
	 * @param disputes open disputes
	 */
	record DeskOverview(Map<String, Long> in, Map<String, Long> out, int overdue, long hits, long disputes) {
	}

}
