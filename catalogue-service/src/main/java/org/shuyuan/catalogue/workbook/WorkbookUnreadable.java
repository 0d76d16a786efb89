package org.shuyuan.catalogue.workbook;

import org.shuyuan.vocab.Text;

/**
 * A file cannot be read as a workbook of resources.
 */
public final class WorkbookUnreadable extends Exception {

	private static final long serialVersionUID = 1L;

	private final transient Text reason;

	WorkbookUnreadable(String zh, String en) {
		super(en);
		this.reason = Text.of(zh, en);
	}

	WorkbookUnreadable(String zh, String en, Throwable cause) {
		super(en, cause);
		this.reason = Text.of(zh, en);
	}

	/** Why, for a clerk. */
	public Text reason() {
		return this.reason;
	}

}
