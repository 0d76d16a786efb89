package org.shuyuan.identity;

import io.swagger.v3.oas.annotations.tags.Tag;
import org.shuyuan.support.ledger.AuditEndpoints;
import org.shuyuan.support.ledger.ProcessLedger;

import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/**
 * The ledger of accounts: who was given which roles, and by whom; for auditor and
 * authority.
 */
@RestController
@RequestMapping("/api/v1/identity/audit")
@Tag(name = "audit")
class AuditController extends AuditEndpoints {

	AuditController(ProcessLedger identityLedger) {
		super(identityLedger);
	}

}
