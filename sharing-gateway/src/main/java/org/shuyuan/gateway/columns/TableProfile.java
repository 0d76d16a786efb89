package org.shuyuan.gateway.columns;

import java.util.Collection;
import java.util.List;

/**
 * What a table is like.
 *
 * @param rows how many rows it has
 * @param columns its columns, in the table's order
 */
public record TableProfile(long rows, List<ColumnProfile> columns) {

	public TableProfile {
		columns = List.copyOf(columns);
	}

	/** The same without the values of some columns. */
	public TableProfile withoutValuesOf(Collection<String> names) {
		return new TableProfile(this.rows,
				this.columns.stream()
					.map((column) -> names.contains(column.name()) ? column.withoutValues() : column)
					.toList());
	}

	/** The columns without their figures. */
	public List<Column> schema() {
		return this.columns.stream()
			.map((column) -> new Column(column.name(), column.type(), Boolean.TRUE.equals(column.written())))
			.toList();
	}

}
