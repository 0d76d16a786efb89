package org.shuyuan.gateway.verification;

import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import org.shuyuan.support.caller.Caller;
import org.shuyuan.support.web.Page;
import org.shuyuan.vocab.role.Role;

import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/**
 * Alarms, for the heads of the agency whose data were guessed at and for those who
 * oversee all.
 */
@RestController
@Tag(name = "verification")
class AlarmController {

	private final VerificationAlarms alarms;

	AlarmController(VerificationAlarms alarms) {
		this.alarms = alarms;
	}

	@GetMapping("/api/v1/sharing/alarms")
	Page<VerificationAlarms.Alarm> list(Caller caller,
			@RequestParam(defaultValue = "" + Long.MAX_VALUE) @Min(0) long after,
			@RequestParam(defaultValue = "50") @Min(1) @Max(Page.MOST) int limit) {
		if (!caller.has(Role.AUTHORITY, Role.AUDITOR)) {
			caller.require(Role.SHARING_HEAD, Role.DEPARTMENT_HEAD);
		}
		return Page.of(this.alarms.list(caller.seesAll() ? null : caller.agency(), after, limit + 1), limit,
				VerificationAlarms.Alarm::id);
	}

}
