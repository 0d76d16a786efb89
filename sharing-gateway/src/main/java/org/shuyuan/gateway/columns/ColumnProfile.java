package org.shuyuan.gateway.columns;

import java.util.List;

import com.fasterxml.jackson.annotation.JsonInclude;
import org.jspecify.annotations.Nullable;

/**
 * What a column's values are like.
 *
 * @param name the column
 * @param type type of the values
 * @param nulls how many rows have no value
 * @param distinct about how many different values there are
 * @param min smallest value, as text; absent without values
 * @param max largest value, as text; absent without values
 * @param minLength length of the shortest value in characters; absent without values
 * @param maxLength length of the longest value in characters; absent without values
 * @param top the most frequent values, at most 10; empty where every value is different
 * @param written whether values are kept as they were written; absent for those that are
 * not
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record ColumnProfile(String name, ColumnType type, long nulls, long distinct, @Nullable String min,
		@Nullable String max, @Nullable Integer minLength, @Nullable Integer maxLength, List<Frequency> top,
		@Nullable Boolean written) {

	public ColumnProfile {
		boolean moments = type == ColumnType.DATETIME && !Boolean.TRUE.equals(written);
		min = (moments && min != null) ? ColumnType.moment(min) : min;
		max = (moments && max != null) ? ColumnType.moment(max) : max;
		top = (top == null) ? List.of() : List.copyOf(top);
		if (moments) {
			top = top.stream().map((each) -> new Frequency(ColumnType.moment(each.value()), each.count())).toList();
		}
	}

	/** The same under another name. */
	public ColumnProfile named(String other) {
		return new ColumnProfile(other, this.type, this.nulls, this.distinct, this.min, this.max, this.minLength,
				this.maxLength, this.top, this.written);
	}

	/** The same without any of the values. */
	public ColumnProfile withoutValues() {
		return new ColumnProfile(this.name, this.type, this.nulls, this.distinct, null, null, this.minLength,
				this.maxLength, List.of(), this.written);
	}

	/**
	 * How often a value occurs.
	 *
	 * @param value the value as text, cut after 200 characters
	 * @param count how many rows have it
	 */
	public record Frequency(String value, long count) {
	}

}
