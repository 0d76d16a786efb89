package org.shuyuan.gateway.versions;

import java.util.List;
import java.util.Objects;

import com.fasterxml.jackson.annotation.JsonInclude;
import org.jspecify.annotations.Nullable;
import org.shuyuan.vocab.Text;
import org.shuyuan.vocab.identifier.ItemId;

/**
 * One thing in which a version differs from its entry's items, from the version in force
 * or from what its sender declared. Never holds a value of the data.
 *
 * @param code stable code
 * @param severity what it means for the version
 * @param item the item concerned
 * @param column the column concerned; those of a key that has several, separated by
 * commas
 * @param count how many cells or rows are concerned
 * @param rows the first rows of data concerned, counted from 1
 * @param text for people
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Difference(String code, Severity severity, @Nullable ItemId item, @Nullable String column,
		@Nullable Long count, @Nullable List<Long> rows, Text text) {

	public Difference {
		rows = (rows == null || rows.isEmpty()) ? null : List.copyOf(rows);
	}

	public static Difference of(String code, Severity severity, @Nullable String column, String zh, String en) {
		return new Difference(code, severity, null, column, null, null, Text.of(zh, en));
	}

	public Difference about(@Nullable ItemId concerned) {
		return new Difference(this.code, this.severity, concerned, this.column, this.count, this.rows, this.text);
	}

	public Difference atMost(Severity most) {
		return (this.severity.compareTo(most) <= 0) ? this
				: new Difference(this.code, most, this.item, this.column, this.count, this.rows, this.text);
	}

	/** Whether it is the same difference in the same column. */
	boolean sameAs(Difference other) {
		return this.code.equals(other.code) && Objects.equals(this.column, other.column)
				&& Objects.equals(this.item, other.item);
	}

}
