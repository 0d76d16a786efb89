package org.shuyuan.gateway.columns;

import java.math.BigDecimal;
import java.util.Optional;

/** The shape of a single text, regardless of its column. */
public final class ValueShape {

	private static final BigDecimal FIRST_YEAR = BigDecimal.valueOf(1900);

	private static final BigDecimal LAST_YEAR = BigDecimal.valueOf(2100);

	private ValueShape() {
	}

	/** Whether it is written as a number or a date. */
	public static boolean isNumberOrDate(String text) {
		String value = text.strip();
		return WrittenForm.number(value).isPresent() || WrittenForm.moment(value).isPresent();
	}

	/** Whether it is a whole number from 1900 to 2100. */
	public static boolean isYear(String text) {
		return WrittenForm.number(text.strip())
			.filter((number) -> number.scale() <= 0 && number.compareTo(FIRST_YEAR) >= 0
					&& number.compareTo(LAST_YEAR) <= 0)
			.isPresent();
	}

	/** Whether both are numbers and the second is one more than the first. */
	public static boolean follows(String first, String second) {
		Optional<BigDecimal> before = WrittenForm.number(first.strip());
		Optional<BigDecimal> after = WrittenForm.number(second.strip());
		return before.isPresent() && after.isPresent()
				&& after.get().subtract(before.get()).compareTo(BigDecimal.ONE) == 0;
	}

}
