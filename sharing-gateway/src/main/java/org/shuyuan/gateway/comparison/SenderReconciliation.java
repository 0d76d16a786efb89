package org.shuyuan.gateway.comparison;

import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;

import org.shuyuan.gateway.versions.Difference;
import org.shuyuan.gateway.versions.Severity;
import org.shuyuan.vocab.Text;

/**
 * Reconciles a version with what its sender declared (JN36).
 */
final class SenderReconciliation {

	private SenderReconciliation() {
	}

	static Optional<Difference> rows(long declared, long found) {
		return (declared == found) ? Optional.empty()
				: Optional.of(new Difference("rows-declared", Severity.WAITS, null, null, found, null,
						Text.of("报送方声明 %d 行，收到 %d 行".formatted(declared, found),
								"%d rows were declared, %d came".formatted(declared, found))));
	}

	static Optional<Difference> sum(String name, BigDecimal declared, List<CellCheck> checks) {
		Optional<CellCheck> column = checks.stream()
			.filter((check) -> ColumnNames.fold(check.column()).equals(name))
			.findFirst();
		if (column.isEmpty()) {
			return Optional
				.of(Difference.of("sum-declared", Severity.WAITS, name, "报送方声明了“%s”的合计，但没有这一列".formatted(name),
						"A sum of \"%s\" was declared, but there is no such column".formatted(name)));
		}
		Optional<BigDecimal> found = column.get().sum();
		if (found.isPresent() && found.get().compareTo(declared) == 0) {
			return Optional.empty();
		}
		return Optional.of(Difference.of("sum-declared", Severity.WAITS, column.get().column(),
				"“%s”的合计与报送方声明的不符".formatted(column.get().column()),
				"The sum of \"%s\" is not the one that was declared".formatted(column.get().column())));
	}

}
