package org.shuyuan.gateway.columns;

import java.util.Collection;
import java.util.List;

import com.fasterxml.jackson.annotation.JsonInclude;
import org.jspecify.annotations.Nullable;

/**
 * What a table is like.
 *
 * @param rows how many rows it has
 * @param columns its columns, in the table's order
 * @param part which table of its file it is, counted from 1; absent where that goes
 * without saying
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record TableProfile(long rows, List<ColumnProfile> columns, @Nullable Integer part) {

	public TableProfile {
		columns = List.copyOf(columns);
	}

	/**
	 * The only table of its file, or the one that is read of it unless another is chosen.
	 */
	public TableProfile(long rows, List<ColumnProfile> columns) {
		this(rows, columns, null);
	}

	/** The same as one of several in its file. */
	public TableProfile ofPart(@Nullable Integer number) {
		return new TableProfile(this.rows, this.columns, number);
	}

	/** The same without the values of some columns. */
	public TableProfile withoutValuesOf(Collection<String> names) {
		return new TableProfile(this.rows,
				this.columns.stream()
					.map((column) -> names.contains(column.name()) ? column.withoutValues() : column)
					.toList(),
				this.part);
	}

	/** The columns without their figures. */
	public List<Column> schema() {
		return this.columns.stream()
			.map((column) -> new Column(column.name(), column.type(), Boolean.TRUE.equals(column.written())))
			.toList();
	}

}
