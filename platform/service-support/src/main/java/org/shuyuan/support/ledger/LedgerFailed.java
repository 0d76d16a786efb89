package org.shuyuan.support.ledger;

/**
 * Something could not be recorded, so nothing may follow from it.
 */
public class LedgerFailed extends RuntimeException {

	LedgerFailed(Throwable cause) {
		super("The ledger does not take records", cause);
	}

}
