package org.shuyuan.catalogue.ledger;

import io.swagger.v3.oas.annotations.tags.Tag;
import org.shuyuan.support.ledger.AuditEndpoints;
import org.shuyuan.support.ledger.ProcessLedger;

import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/**
 * The catalogue's ledger, for auditor and authority.
 */
@RestController
@RequestMapping("/api/v1/catalogue/audit")
@Tag(name = "audit")
class AuditController extends AuditEndpoints {

	AuditController(ProcessLedger catalogueLedger) {
		super(catalogueLedger);
	}

}
