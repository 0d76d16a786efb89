package org.shuyuan.gateway.intake;

import org.shuyuan.gateway.versions.Reason;

/**
 * The content is not a table, or not one this service reads; it is kept as a file.
 */
final class NotATable extends Exception {

	private final Reason reason;

	NotATable(String code, String zh, String en) {
		super(en);
		this.reason = new Reason(code, zh, en);
	}

	Reason reason() {
		return this.reason;
	}

}
