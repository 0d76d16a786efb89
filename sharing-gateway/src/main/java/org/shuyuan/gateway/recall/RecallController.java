package org.shuyuan.gateway.recall;

import java.util.List;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import org.jspecify.annotations.Nullable;
import org.shuyuan.support.caller.Caller;
import org.shuyuan.support.web.Page;
import org.shuyuan.vocab.identifier.AgencyId;
import org.shuyuan.vocab.role.Role;

import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/**
 * What was recalled: for its agency, for those who took it, and for those who oversee
 * both.
 */
@RestController
@RequestMapping("/api/v1/sharing/recalls")
@Tag(name = "versions")
class RecallController {

	private final RecallStore recalls;

	RecallController(RecallStore recalls) {
		this.recalls = recalls;
	}

	@JsonInclude(JsonInclude.Include.NON_NULL)
	record RecallList(List<Recall> items, @Nullable String next) {
	}

	@GetMapping
	RecallList recalls(@RequestParam(defaultValue = "50") @Min(1) @Max(Page.MOST) int limit,
			@RequestParam(defaultValue = "0") @Min(0) @Max(1_000_000) int after, Caller caller) {
		AgencyId own = caller.agency();
		boolean all = caller.has(Role.AUTHORITY, Role.AUDITOR);
		if (!all && (own == null || !caller.department())) {
			caller.require(Role.AUTHORITY, Role.AUDITOR, Role.STEWARD, Role.SHARING_OFFICER);
		}
		List<Recall> found = this.recalls.all(all ? null : own, limit, after);
		return new RecallList(found, (found.size() < limit) ? null
				: "/api/v1/sharing/recalls?limit=%d&after=%d".formatted(limit, after + limit));
	}

}
