package org.shuyuan.gateway.negativelist;

import java.time.Instant;
import java.util.Arrays;
import java.util.List;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import org.jspecify.annotations.Nullable;
import org.shuyuan.gateway.inspection.ScanRules;
import org.shuyuan.gateway.problem.GatewayProblemType;
import org.shuyuan.gateway.publication.VersionPublisher;
import org.shuyuan.gateway.versions.HitStore;
import org.shuyuan.gateway.versions.NegativeListHit;
import org.shuyuan.support.caller.Caller;
import org.shuyuan.support.problem.CommonProblemType;
import org.shuyuan.support.problem.NotFound;
import org.shuyuan.support.problem.Problem;
import org.shuyuan.support.problem.ProblemType;
import org.shuyuan.support.web.Page;
import org.shuyuan.support.web.ParameterValue;
import org.shuyuan.vocab.Text;
import org.shuyuan.vocab.identifier.AgencyId;
import org.shuyuan.vocab.identifier.DistributionId;
import org.shuyuan.vocab.identifier.EntryId;
import org.shuyuan.vocab.process.AllowedAction;
import org.shuyuan.vocab.process.HitState;
import org.shuyuan.vocab.process.ProcessAction;
import org.shuyuan.vocab.role.Role;

import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/**
 * The negative list's content rules, and what they found: an agency sees its own hits,
 * masked; the authority decides.
 */
@RestController
@RequestMapping("/api/v1/sharing/negative-list")
@Tag(name = "negative list")
class NegativeListController {

	private static final int LONGEST_REASON = 2_000;

	private static final Role DECIDING = Role.AUTHORITY;

	private final HitStore hits;

	private final VersionPublisher versionPublisher;

	private final ScanRules scanRules;

	private final ContentWords words;

	NegativeListController(HitStore hits, VersionPublisher versionPublisher, ScanRules scanRules, ContentWords words) {
		this.scanRules = scanRules;
		this.words = words;
		this.hits = hits;
		this.versionPublisher = versionPublisher;
	}

	/**
	 * The rules in force; of the authority's own words that there are some, not which.
	 */
	@GetMapping
	NegativeListRules rules() {
		int version = this.scanRules.version();
		return new NegativeListRules(version,
				Arrays.stream(ContentRule.values())
					.filter((rule) -> rule != ContentRule.PROTECTED_WORD || !this.words.isEmpty())
					.map((rule) -> new NegativeListRule(rule.code(), rule.label(), version, rule.clause()))
					.toList());
	}

	@GetMapping("/hits")
	NegativeListHits hits(@RequestParam(required = false) @Nullable String state,
			@RequestParam(defaultValue = "50") @Min(1) @Max(Page.MOST) int limit,
			@RequestParam(defaultValue = "0") @Min(0) @Max(1_000_000) int after, Caller caller) {
		AgencyId own = caller.agency();
		boolean all = caller.has(Role.AUTHORITY, Role.AUDITOR);
		if (!all && (own == null || !caller.department())) {
			caller.require(Role.AUTHORITY, Role.AUDITOR, Role.STEWARD, Role.SHARING_OFFICER);
		}
		ParameterValue.oneOf("state", state, HitState.class);
		List<NegativeListHit> found = this.hits.all(all ? null : own, state, limit, after);
		String next = (found.size() < limit) ? null : "/api/v1/sharing/negative-list/hits?limit=%d&after=%d%s"
			.formatted(limit, after + limit, (state != null) ? "&state=" + state : "");
		return new NegativeListHits(found.stream().map((hit) -> NegativeListHitView.of(hit, caller)).toList(), next);
	}

	@PostMapping("/hits/{id}/decision")
	NegativeListHitView decide(@PathVariable String id, @RequestBody HitDecision decision, Caller caller) {
		caller.require(DECIDING);
		String verdict = decision.decision();
		String reason = (decision.reason() != null) ? decision.reason().strip() : "";
		boolean uphold = "uphold".equals(verdict);
		if (!uphold && !"dismiss".equals(verdict)) {
			throw invalid(GatewayProblemType.DECISION_MISSING, "决定须为 uphold（维持）或 dismiss（解除）",
					"The decision is 'uphold' or 'dismiss'");
		}
		if (reason.isEmpty() || reason.length() > LONGEST_REASON) {
			throw invalid(CommonProblemType.REASON_MISSING, "须写明理由，不超过 2000 字",
					"A reason is needed, at most 2,000 characters long");
		}
		NegativeListHit negativeListHit = this.hits.find(id)
			.orElseThrow(() -> NotFound.of(GatewayProblemType.HIT_NOT_FOUND, "负面清单命中", "hit"));
		if (!this.versionPublisher.decide(negativeListHit, uphold, reason, caller.subject())) {
			throw new Problem(GatewayProblemType.HIT_DECIDED, Text.of("该命中已有决定", "This hit was decided before"));
		}
		return NegativeListHitView.of(this.hits.find(id).orElseThrow(), caller);
	}

	private static Problem invalid(ProblemType type, String zh, String en) {
		return new Problem(type, Text.of(zh, en), Text.of("请补充后重试", "Complete it and try again")).clause("GZ65");
	}

	record NegativeListRules(int version, List<NegativeListRule> items) {
	}

	record NegativeListRule(String code, Text label, int version, String clause) {
	}

	@JsonInclude(JsonInclude.Include.NON_NULL)
	record NegativeListHits(List<NegativeListHitView> items, @Nullable String next) {
	}

	record HitDecision(@Nullable String decision, @Nullable String reason) {
	}

	@JsonInclude(JsonInclude.Include.NON_NULL)
	record NegativeListHitView(String id, String rule, HitState state, EntryId entry, DistributionId distribution,
			String version, AgencyId agency, @Nullable String column, long count, List<String> evidence, String clause,
			int rulesVersion, Instant at, @Nullable Instant decided, @Nullable String reason,
			List<AllowedAction> actions) {

		static NegativeListHitView of(NegativeListHit negativeListHit, Caller caller) {
			return new NegativeListHitView(negativeListHit.id(), negativeListHit.finding().rule(),
					negativeListHit.state(), negativeListHit.entry(), negativeListHit.distribution(),
					Integer.toString(negativeListHit.version()), negativeListHit.agency(),
					negativeListHit.finding().column(), negativeListHit.finding().count(),
					negativeListHit.finding().evidence(), negativeListHit.finding().clause(),
					negativeListHit.finding().rulesVersion(), negativeListHit.at(), negativeListHit.decided(),
					negativeListHit.reason(), (negativeListHit.open() && caller.has(DECIDING))
							? List.of(AllowedAction.of(ProcessAction.DECISION, "decision", "reason")) : List.of());
		}

	}

}
