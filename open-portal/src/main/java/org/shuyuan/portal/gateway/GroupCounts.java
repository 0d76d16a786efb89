package org.shuyuan.portal.gateway;

import java.util.List;

import org.jspecify.annotations.Nullable;

/**
 * Rows of a table put together by the values of a column.
 *
 * @param groups days in their order, other values the largest first
 * @param others everything beyond them
 */
public record GroupCounts(List<Group> groups, @Nullable Others others) {

	public GroupCounts {
		groups = (groups == null) ? List.of() : List.copyOf(groups);
	}

	/**
	 * Rows that have one value.
	 *
	 * @param value the value; absent for rows without one
	 * @param rows how many
	 * @param number their sum or mean
	 */
	public record Group(@Nullable String value, long rows, @Nullable Double number) {
	}

	/**
	 * Rows of all further values.
	 *
	 * @param values how many further values
	 * @param rows how many rows
	 * @param number their sum or mean
	 */
	public record Others(long values, long rows, @Nullable Double number) {
	}

}
