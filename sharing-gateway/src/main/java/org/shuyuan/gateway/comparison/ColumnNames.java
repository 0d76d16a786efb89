package org.shuyuan.gateway.comparison;

import java.text.Normalizer;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

import org.shuyuan.vocab.entry.DataItem;

/**
 * Recognises a column by its name though it is written otherwise: width of characters and
 * brackets, case and spaces do not count.
 */
public final class ColumnNames {

	private ColumnNames() {
	}

	public static String fold(String name) {
		return Normalizer.normalize(name, Normalizer.Form.NFKC)
			.replaceAll("[\\s\\p{Z}\\p{Cf}]+", "")
			.toLowerCase(Locale.ROOT);
	}

	/**
	 * The columns to be renamed, to the name that the entry's items or the version in
	 * force have for them. Where two columns could be meant, neither is renamed.
	 */
	static Map<String, String> renamed(List<String> columns, Collection<String> before, List<DataItem> items) {
		Map<String, String> known = new LinkedHashMap<>();
		Set<String> exact = new LinkedHashSet<>();
		items.forEach((item) -> exact.add(item.columnName().strip()));
		items.forEach((item) -> exact.add(item.name().zh()));
		exact.addAll(before);
		exact.forEach((name) -> known.putIfAbsent(fold(name), name));
		Map<String, List<String>> byFold = new LinkedHashMap<>();
		columns.forEach((column) -> byFold.computeIfAbsent(fold(column), (_) -> new ArrayList<>()).add(column));
		Map<String, String> renamed = new LinkedHashMap<>();
		byFold.forEach((fold, same) -> {
			String name = known.get(fold);
			if (name != null && same.size() == 1 && !exact.contains(same.getFirst().strip())) {
				renamed.put(same.getFirst(), name);
			}
		});
		return renamed;
	}

}
