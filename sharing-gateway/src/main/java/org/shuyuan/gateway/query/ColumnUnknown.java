package org.shuyuan.gateway.query;

import org.shuyuan.gateway.problem.GatewayProblemType;

/**
 * A query names a column that is not among those it may be asked of.
 */
public class ColumnUnknown extends QueryInvalid {

	private final String column;

	ColumnUnknown(String column) {
		super(GatewayProblemType.COLUMN_UNKNOWN, "没有名为“%s”的列".formatted(column),
				"The table has no column '%s'".formatted(column));
		this.column = column;
	}

	/** The name as it was given. */
	public String column() {
		return this.column;
	}

}
