package org.shuyuan.vocab.row;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * How a {@link RowCondition} compares a column with its values.
 */
public enum RowOperator {

	EQ, NE, LT, LE, GT, GE, CONTAINS, STARTS,
	/** Any of a list of values. */
	IN,
	/** Has no value; compares with none. */
	NULL,
	/** Has a value; compares with none. */
	NOTNULL;

	/** The code used in conditions and the code lists: lower case. */
	public String code() {
		return name().toLowerCase(Locale.ROOT);
	}

	/** Whether it compares with a value. */
	public boolean takesValue() {
		return this != NULL && this != NOTNULL;
	}

	/** The operator with the given code, if there is one. */
	public static Optional<RowOperator> find(String code) {
		return Arrays.stream(values()).filter((each) -> each.code().equals(code)).findFirst();
	}

	/** All codes, separated by spaces. */
	public static String codes() {
		return Arrays.stream(values()).map(RowOperator::code).collect(Collectors.joining(" "));
	}

}
