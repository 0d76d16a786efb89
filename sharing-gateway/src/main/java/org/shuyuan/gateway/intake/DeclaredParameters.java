package org.shuyuan.gateway.intake;

import java.math.BigDecimal;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

import org.jspecify.annotations.Nullable;
import org.shuyuan.gateway.inspection.SenderDeclaration;
import org.shuyuan.gateway.problem.GatewayProblemType;
import org.shuyuan.support.problem.Problem;
import org.shuyuan.vocab.Text;

/**
 * Reads what the sender of an upload says of it, for reconciliation 核对 (JN36).
 */
final class DeclaredParameters {

	private DeclaredParameters() {
	}

	/**
	 * Rows and sums.
	 * @param sums each {@code column:number}
	 * @throws Problem 422 {@code declared-invalid}
	 */
	static SenderDeclaration read(@Nullable Long rows, @Nullable List<String> sums) {
		if (rows != null && rows < 0) {
			throw invalid("declaredRows");
		}
		Map<String, BigDecimal> read = new LinkedHashMap<>();
		for (String sum : (sums != null) ? sums : List.<String>of()) {
			int colon = sum.lastIndexOf(':');
			if (colon < 1 || sum.length() > 300) {
				throw invalid("declaredSums");
			}
			try {
				read.put(sum.substring(0, colon).strip(), new BigDecimal(sum.substring(colon + 1).strip()));
			}
			catch (NumberFormatException ex) {
				throw invalid("declaredSums");
			}
		}
		return new SenderDeclaration(rows, read);
	}

	/**
	 * The hash in small letters; absent where none is declared.
	 * @throws Problem 422 {@code declared-invalid}
	 */
	static @Nullable String hash(@Nullable String declared) {
		if (declared == null) {
			return null;
		}
		String hash = declared.strip().toLowerCase(Locale.ROOT);
		if (!hash.matches("[0-9a-f]{64}")) {
			throw invalid("declaredSha256");
		}
		return hash;
	}

	private static Problem invalid(String parameter) {
		return new Problem(GatewayProblemType.DECLARED_INVALID,
				Text.of("参数 %s 无法识别".formatted(parameter), "The parameter %s cannot be read".formatted(parameter)))
			.property("parameter", parameter);
	}

}
