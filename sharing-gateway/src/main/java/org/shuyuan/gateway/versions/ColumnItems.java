package org.shuyuan.gateway.versions;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.stream.Collectors;

import org.shuyuan.vocab.entry.DataItem;
import org.shuyuan.vocab.row.ColumnName;

/**
 * The items that could describe each column of a table. A column is described by an item
 * of exactly its name; any other item with that name, regardless of width, case or
 * spacing, counts too, so that the strictest of them decides.
 */
public final class ColumnItems {

	private final Map<String, List<DataItem>> columns;

	private ColumnItems(Map<String, List<DataItem>> columns) {
		this.columns = Collections.unmodifiableMap(columns);
	}

	/** The items of a table's columns, in the table's order. */
	public static ColumnItems of(List<String> columns, List<DataItem> items) {
		Map<String, List<DataItem>> named = new HashMap<>();
		BiConsumer<String, DataItem> name = (text, item) -> {
			List<DataItem> same = named.computeIfAbsent(ColumnName.fold(text), (_) -> new ArrayList<>());
			if (!same.contains(item)) {
				same.add(item);
			}
		};
		items.forEach((item) -> {
			name.accept(item.columnName(), item);
			name.accept(item.name().zh(), item);
		});
		Set<String> present = columns.stream().map(String::strip).collect(Collectors.toSet());
		Map<String, List<DataItem>> found = new LinkedHashMap<>();
		for (String column : columns) {
			List<DataItem> candidates = named.getOrDefault(ColumnName.fold(column), List.of());
			boolean described = candidates.stream().anyMatch((item) -> describes(item, column.strip(), present));
			found.put(column, described ? List.copyOf(candidates) : List.of());
		}
		return new ColumnItems(found);
	}

	/** By its column name; by its Chinese name where the table has no such column. */
	private static boolean describes(DataItem item, String column, Set<String> present) {
		String own = item.columnName().strip();
		return own.equals(column) || (item.name().zh().strip().equals(column) && !present.contains(own));
	}

	/** The items that could describe each column; none where no item does. */
	public Map<String, List<DataItem>> all() {
		return this.columns;
	}

	/** Whether every item that could describe the column may open. */
	public boolean mayOpen(String column) {
		List<DataItem> items = this.columns.getOrDefault(column, List.of());
		return !items.isEmpty() && items.stream().allMatch(DataItem::mayOpen);
	}

}
