package org.shuyuan.gateway.tables;

import java.util.Locale;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;

/**
 * The type of a column's values; the same codes as an item's type.
 */
public enum ColumnType {

	STRING("VARCHAR"), INTEGER("BIGINT"), DECIMAL("DECIMAL(38,10)"), BOOLEAN("BOOLEAN"), DATE("DATE"),
	DATETIME("TIMESTAMP");

	private final String sql;

	ColumnType(String sql) {
		this.sql = sql;
	}

	String sql() {
		return this.sql;
	}

	/** The code used in JSON: lower case. */
	@JsonValue
	public String code() {
		return name().toLowerCase(Locale.ROOT);
	}

	/**
	 * The constant with the given code.
	 * @throws IllegalArgumentException if there is none
	 */
	@JsonCreator
	public static ColumnType ofCode(String code) {
		return valueOf(code.toUpperCase(Locale.ROOT));
	}

}
