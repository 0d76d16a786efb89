package org.shuyuan.gateway.request;

import java.util.List;
import java.util.Optional;

import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * Most rows or calls of a grant over its life; absent where unlimited.
 *
 * @param rows rows, more than 0
 * @param calls calls, more than 0
 */
record Quota(@Nullable Long rows, @Nullable Long calls) {

	static final Quota NONE = new Quota(null, null);

	private static final List<String> AMOUNTS = List.of("rows", "calls");

	/**
	 * Reads a positive whole number of rows, or {@code {rows, calls}}.
	 * @return empty where it limits nothing: it must not pass for none
	 */
	static Optional<Quota> of(JsonNode quota) {
		if (!quota.isObject()) {
			return amount(quota).map((rows) -> new Quota(rows, null));
		}
		boolean known = !quota.isEmpty() && quota.propertyStream()
			.allMatch((each) -> AMOUNTS.contains(each.getKey()) && amount(each.getValue()).isPresent());
		return known
				? Optional
					.of(new Quota(amount(quota.path("rows")).orElse(null), amount(quota.path("calls")).orElse(null)))
				: Optional.empty();
	}

	private static Optional<Long> amount(JsonNode amount) {
		return (amount.isIntegralNumber() && amount.canConvertToLong() && amount.asLong() > 0)
				? Optional.of(amount.asLong()) : Optional.empty();
	}

}
