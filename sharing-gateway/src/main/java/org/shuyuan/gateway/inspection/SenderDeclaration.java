package org.shuyuan.gateway.inspection;

import java.math.BigDecimal;
import java.util.Map;

import com.fasterxml.jackson.annotation.JsonInclude;
import org.jspecify.annotations.Nullable;

/**
 * What the sender of a version says of it, for reconciliation 核对 (JN36).
 *
 * @param rows how many rows it has
 * @param sums the sum of each of some columns
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record SenderDeclaration(@Nullable Long rows, Map<String, BigDecimal> sums) {

	/** Nothing. */
	public static final SenderDeclaration NOTHING = new SenderDeclaration(null, Map.of());

	public SenderDeclaration {
		sums = (sums == null) ? Map.of() : Map.copyOf(sums);
	}

}
