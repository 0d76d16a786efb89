package org.shuyuan.support.web;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;

import org.jspecify.annotations.Nullable;
import org.shuyuan.support.problem.CommonProblemType;
import org.shuyuan.support.problem.Problem;
import org.shuyuan.vocab.Text;

/** Checks the values of query parameters that take one of a few. */
public final class ParameterValue {

	private ParameterValue() {
	}

	/**
	 * Proceeds only if the value is absent or one of those accepted.
	 * @throws Problem 400 {@code parameter-invalid} naming them
	 */
	public static void oneOf(String parameter, @Nullable String value, List<String> accepted) {
		if (value != null && !accepted.contains(value)) {
			throw invalid(parameter, String.join(", ", accepted));
		}
	}

	/** The same for the codes of an enumeration: its names in lower case. */
	public static <E extends Enum<E>> void oneOf(String parameter, @Nullable String value, Class<E> codes) {
		oneOf(parameter, value,
				Arrays.stream(codes.getEnumConstants())
					.map((code) -> code.name().toLowerCase(Locale.ROOT).replace('_', '-'))
					.toList());
	}

	/** 400 {@code parameter-invalid}, with what is accepted. */
	public static Problem invalid(String parameter, String accepted) {
		return new Problem(CommonProblemType.PARAMETER_INVALID,
				Text.of("参数 " + parameter + " 的值无效", "The value of the parameter " + parameter + " is not valid"),
				Text.of("可用：" + accepted, "Accepted: " + accepted))
			.property("parameter", parameter);
	}

}
