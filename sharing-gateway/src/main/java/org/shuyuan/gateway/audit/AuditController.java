package org.shuyuan.gateway.audit;

import io.swagger.v3.oas.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;
import org.shuyuan.support.caller.Caller;
import org.shuyuan.support.caller.RoleMissing;
import org.shuyuan.support.ledger.AuditEndpoints;
import org.shuyuan.support.ledger.ProcessLedger;
import org.shuyuan.vocab.role.Role;

import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/**
 * The gateway's ledger: all of it for auditor and authority, and for the sharing head of
 * a provider the calls on its data (Government Data Sharing Regulation, art. 24-27).
 */
@RestController
@RequestMapping("/api/v1/sharing/audit")
@Tag(name = "audit")
class AuditController extends AuditEndpoints {

	AuditController(ProcessLedger gatewayLedger) {
		super(gatewayLedger);
	}

	@Override
	protected @Nullable String provider(Caller caller) {
		caller.require(Role.AUDITOR, Role.AUTHORITY, Role.SHARING_HEAD);
		if (caller.has(Role.AUDITOR, Role.AUTHORITY)) {
			return null;
		}
		if (caller.agency() == null) {
			throw new RoleMissing(Role.AUDITOR, Role.AUTHORITY);
		}
		return caller.agency().value();
	}

}
