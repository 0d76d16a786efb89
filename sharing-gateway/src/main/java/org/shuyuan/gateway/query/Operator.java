package org.shuyuan.gateway.query;

import java.util.Locale;

/**
 * How a filter compares.
 */
public enum Operator {

	EQ("="), NE("<>"), LT("<"), LE("<="), GT(">"), GE(">="), CONTAINS("contains"), STARTS("starts_with"), IN("in"),
	NULL("is null"), NOTNULL("is not null");

	private final String sql;

	Operator(String sql) {
		this.sql = sql;
	}

	String sql() {
		return this.sql;
	}

	/** Whether it compares with a value. */
	boolean takesValue() {
		return this != NULL && this != NOTNULL;
	}

	/** The code used in addresses: lower case. */
	public String code() {
		return name().toLowerCase(Locale.ROOT);
	}

}
