package org.shuyuan.gateway.tables;

import java.io.IOException;

import org.jspecify.annotations.Nullable;

/**
 * Takes rows as they come.
 */
public interface RowSink extends AutoCloseable {

	/**
	 * One row: each value a String, Long, BigDecimal, Boolean, LocalDate, LocalDateTime
	 * or null. The array is used again for the next row.
	 */
	void row(@Nullable Object[] values) throws IOException;

	/** Completes the output; not called when it broke off. */
	@Override
	void close() throws IOException;

}
