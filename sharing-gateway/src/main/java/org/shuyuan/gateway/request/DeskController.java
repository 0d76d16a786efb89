package org.shuyuan.gateway.request;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import io.swagger.v3.oas.annotations.media.Schema;
import jakarta.servlet.http.HttpServletRequest;
import org.shuyuan.support.caller.Caller;
import org.shuyuan.support.caller.RoleMissing;
import org.shuyuan.gateway.web.GatewayIdempotency;
import org.shuyuan.gateway.web.JsonMembers;
import org.shuyuan.vocab.AgencyId;
import org.shuyuan.vocab.Role;
import tools.jackson.databind.JsonNode;

import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** Undertakings, filings, and what waits on a person's desk. */
@RestController
@RequestMapping("/api/v1/sharing")
class DeskController {

	private final JdbcClient sql;

	private final RequestStore requests;

	private final Grants grants;

	private final DisputeStore disputes;

	private final Undertakings undertakings;

	private final GatewayIdempotency gatewayIdempotency;

	DeskController(JdbcClient sql, RequestStore requests, Grants grants, DisputeStore disputes,
			Undertakings undertakings, GatewayIdempotency gatewayIdempotency) {
		this.sql = sql;
		this.requests = requests;
		this.grants = grants;
		this.disputes = disputes;
		this.undertakings = undertakings;
		this.gatewayIdempotency = gatewayIdempotency;
	}

	/** Signs the text in force, by its version: nobody signs what was not read. */
	@PostMapping("/undertakings")
	ResponseEntity<?> sign(Caller caller, HttpServletRequest http,
			@io.swagger.v3.oas.annotations.parameters.RequestBody(
					content = @io.swagger.v3.oas.annotations.media.Content(mediaType = "application/json",
							schema = @Schema(implementation = Signature.class))) @RequestBody JsonNode body) {
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
		return this.gatewayIdempotency.once(http, caller, () -> {
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
	Map<String, Object> undertakings(Caller caller) {
		return Map.of("items", this.undertakings.list(caller.seesAll() ? null : RequestWorkflow.agency(caller)));
	}

	/** What providers that stop a service have filed 备案 with the authority. */
	@GetMapping("/filings")
	Map<String, Object> filings(Caller caller) {
		return Map.of("items", this.grants.filings(caller.seesAll() ? null : RequestWorkflow.agency(caller)));
	}

	@GetMapping("/overview")
	Map<String, Object> overview(Caller caller) {
		AgencyId agency = caller.seesAll() ? null : RequestWorkflow.agency(caller);
		Map<String, Object> counts = new LinkedHashMap<>();
		counts.put("in", this.requests.counts(agency, null));
		counts.put("out", this.requests.counts(null, agency));
		counts.put("overdue", this.requests.list(agency, agency, null, true, Long.MAX_VALUE, 200).size());
		counts.put("hits", this.sql.sql("""
				select count(*) from gateway.content_hit
				where state = 'open' and (cast(:agency as text) is null or agency = :agency)
				""").param("agency", (agency != null) ? agency.value() : null).query(Long.class).single());
		counts.put("disputes", this.disputes.open(agency));
		return counts;
	}

	/**
	 * Which version of the undertaking is signed.
	 */
	@Schema(name = "UndertakingSignature")
	record Signature(int version) {
	}

}
