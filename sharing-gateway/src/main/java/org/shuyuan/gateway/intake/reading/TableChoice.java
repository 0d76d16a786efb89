package org.shuyuan.gateway.intake.reading;

import java.util.HashSet;
import java.util.List;
import java.util.Set;

import org.jspecify.annotations.Nullable;
import org.shuyuan.gateway.columns.TableProfile;
import org.shuyuan.vocab.entry.DataItem;
import org.shuyuan.vocab.row.ColumnName;

/**
 * Which of several tables of a file is read: the one on record, or the one whose headings
 * are most like the entry's items.
 *
 * @param items for each item the names that its column may have, folded
 * @param recorded whether it was chosen before
 * @param part the one on record, counted from 1; absent for the largest
 */
public record TableChoice(List<Set<String>> items, boolean recorded, @Nullable Integer part) {

	/** The largest. */
	public static final TableChoice LARGEST = new TableChoice(List.of(), false, null);

	/** The one most like the items; the largest where none is like any of them. */
	public static TableChoice of(List<DataItem> items) {
		return new TableChoice(items.stream()
			.map((item) -> Set
				.copyOf(new HashSet<>(List.of(ColumnName.fold(item.columnName()), ColumnName.fold(item.name().zh())))))
			.toList(), false, null);
	}

	/** The one that a version on record was read from. */
	public static TableChoice of(@Nullable TableProfile onRecord) {
		return new TableChoice(List.of(), true, (onRecord != null) ? onRecord.part() : null);
	}

	/** How many items a line of headings names. */
	public int matches(List<String> headings) {
		Set<String> folded = new HashSet<>();
		headings.forEach((heading) -> folded.add(ColumnName.fold(heading)));
		return (int) this.items.stream().filter((names) -> names.stream().anyMatch(folded::contains)).count();
	}

}
