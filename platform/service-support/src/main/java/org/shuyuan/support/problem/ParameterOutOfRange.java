package org.shuyuan.support.problem;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import org.jspecify.annotations.Nullable;
import org.shuyuan.vocab.Text;

import org.springframework.core.MethodParameter;
import org.springframework.web.method.annotation.HandlerMethodValidationException;

/**
 * A number in a parameter below or above what the operation takes. Operations declare the
 * range by {@link Min} and {@link Max}, which the OpenAPI document repeats.
 */
public final class ParameterOutOfRange extends Problem {

	/**
	 * 400 {@code parameter-invalid} that names the range.
	 * @param parameter name of the parameter
	 * @param minimum least value, absent where there is none
	 * @param maximum greatest value, absent where there is none
	 */
	public ParameterOutOfRange(String parameter, @Nullable Long minimum, @Nullable Long maximum) {
		super(CommonProblemType.PARAMETER_INVALID,
				Text.of("参数 " + parameter + " 超出范围", "The parameter " + parameter + " is out of range"),
				advice(parameter, minimum, maximum));
		property("parameter", parameter);
		if (minimum != null) {
			property("minimum", minimum);
		}
		if (maximum != null) {
			property("maximum", maximum);
		}
	}

	static ParameterOutOfRange of(HandlerMethodValidationException ex) {
		MethodParameter parameter = ex.getParameterValidationResults().getFirst().getMethodParameter();
		Min minimum = parameter.getParameterAnnotation(Min.class);
		Max maximum = parameter.getParameterAnnotation(Max.class);
		return new ParameterOutOfRange(String.valueOf(parameter.getParameterName()),
				(minimum != null) ? (Long) minimum.value() : null, (maximum != null) ? (Long) maximum.value() : null);
	}

	private static Text advice(String parameter, @Nullable Long minimum, @Nullable Long maximum) {
		if (minimum != null && maximum != null) {
			return Text.of(parameter + " 须在 " + minimum + " 至 " + maximum + " 之间",
					parameter + " is from " + minimum + " to " + maximum);
		}
		return (maximum != null) ? Text.of(parameter + " 最大为 " + maximum, parameter + " is at most " + maximum)
				: Text.of(parameter + " 最小为 " + minimum, parameter + " is at least " + minimum);
	}

}
