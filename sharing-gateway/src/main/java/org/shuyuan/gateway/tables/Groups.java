package org.shuyuan.gateway.tables;

import java.util.List;

import org.jspecify.annotations.Nullable;

/**
 * Groups of rows: days in their order, other values the largest first.
 *
 * @param groups the groups asked for
 * @param others everything beyond them; absent if they are all
 */
public record Groups(List<Group> groups, @Nullable Others others) {

	public Groups {
		groups = List.copyOf(groups);
	}

	/** How many rows were looked at. */
	public long rows() {
		return this.groups.stream().mapToLong(Group::rows).sum() + ((this.others != null) ? this.others.rows() : 0);
	}

	/**
	 * Rows that have one value.
	 *
	 * @param value the value; absent for rows without one
	 * @param rows how many
	 * @param number their sum or mean; absent where rows are only counted or none has a
	 * number
	 */
	public record Group(@Nullable String value, long rows, @Nullable Double number) {
	}

	/**
	 * Rows of all further values.
	 *
	 * @param values how many further values there are
	 * @param rows how many rows have one of them
	 * @param number their sum or mean
	 */
	public record Others(long values, long rows, @Nullable Double number) {
	}

}
