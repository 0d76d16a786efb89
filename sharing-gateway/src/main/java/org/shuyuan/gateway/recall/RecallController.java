package org.shuyuan.gateway.recall;

import java.util.List;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.swagger.v3.oas.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;
import org.shuyuan.support.caller.Caller;
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
	RecallList recalls(@RequestParam(defaultValue = "50") int limit, @RequestParam(defaultValue = "0") int after,
			Caller caller) {
		AgencyId own = caller.agency();
		boolean all = caller.has(Role.AUTHORITY, Role.AUDITOR);
		if (!all && (own == null || !caller.department())) {
			caller.require(Role.AUTHORITY, Role.AUDITOR, Role.STEWARD, Role.SHARING_OFFICER);
		}
		int most = Math.clamp(limit, 1, 200);
		int from = Math.clamp(after, 0, 1_000_000);
		List<Recall> found = this.recalls.all(all ? null : own, most, from);
		return new RecallList(found, (found.size() < most) ? null
				: "/api/v1/sharing/recalls?limit=%d&after=%d".formatted(most, from + most));
	}

}
