package org.shuyuan.gateway.columns;

import java.math.BigDecimal;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDateTime;
import java.util.Locale;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import org.jspecify.annotations.Nullable;

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

	/** A value of this type in a row, counted from 1. */
	@Nullable Object read(ResultSet row, int at) throws SQLException {
		return switch (this) {
			case STRING -> row.getString(at);
			case DATETIME -> row.getObject(at, LocalDateTime.class);
			case DECIMAL -> withoutPadding(row.getBigDecimal(at));
			case INTEGER, BOOLEAN, DATE -> row.getObject(at);
		};
	}

	/** A moment as text as every answer writes it, from the database's own form. */
	public static String moment(String text) {
		return text.replace(' ', 'T');
	}

	/** Without the zeros that the column's widest value adds to the others. */
	public static @Nullable BigDecimal withoutPadding(@Nullable BigDecimal number) {
		if (number == null) {
			return null;
		}
		BigDecimal stripped = number.stripTrailingZeros();
		return (stripped.scale() < 0) ? stripped.setScale(0) : stripped;
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
