package org.shuyuan.catalogue.entry;

import io.swagger.v3.oas.annotations.tags.Tag;
import org.shuyuan.support.caller.Caller;
import org.shuyuan.support.caller.RoleMissing;
import org.shuyuan.support.web.Page;
import org.shuyuan.vocab.role.Role;

import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** What departments that stopped an entry have filed with the authority. */
@RestController
@RequestMapping("/api/v1/catalogue/filings")
@Tag(name = "lifecycle")
class FilingController {

	private final EntrySuspensions entrySuspensions;

	FilingController(EntrySuspensions entrySuspensions) {
		this.entrySuspensions = entrySuspensions;
	}

	@GetMapping
	Page<EntrySuspensions.Filing> filings(Caller caller) {
		if (!caller.seesAll() && !caller.department()) {
			throw new RoleMissing(Role.DEPARTMENT_HEAD, Role.AUTHORITY, Role.AUDITOR);
		}
		return new Page<>(this.entrySuspensions.filings(caller.seesAll() ? null : caller.agency()), null);
	}

}
