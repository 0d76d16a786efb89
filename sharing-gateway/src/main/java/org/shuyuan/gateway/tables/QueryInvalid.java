package org.shuyuan.gateway.tables;

import org.shuyuan.vocab.Text;

/**
 * A query that cannot be asked of this table: an unknown column, operator or value.
 */
public class QueryInvalid extends RuntimeException {

	private final String code;

	private final Text text;

	QueryInvalid(String code, String zh, String en) {
		super(en);
		this.code = code;
		this.text = Text.of(zh, en);
	}

	/**
	 * {@code column-unknown}, {@code filter-malformed}, {@code filter-value} or
	 * {@code page-unknown}.
	 */
	public String code() {
		return this.code;
	}

	/** What is wrong, zh and en. */
	public Text text() {
		return this.text;
	}

}
