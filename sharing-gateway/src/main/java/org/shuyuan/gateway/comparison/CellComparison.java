package org.shuyuan.gateway.comparison;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

import org.jspecify.annotations.Nullable;
import org.shuyuan.gateway.columns.ColumnProfile;
import org.shuyuan.gateway.columns.TableProfile;
import org.shuyuan.gateway.query.TableQuery;
import org.shuyuan.gateway.tables.QueryStopped;
import org.shuyuan.gateway.tables.RowSink;
import org.shuyuan.gateway.tables.Tables;
import org.shuyuan.gateway.versions.DataVersion;
import org.shuyuan.gateway.versions.Difference;
import org.shuyuan.gateway.versions.Severity;
import org.shuyuan.vocab.entry.DataItem;
import org.shuyuan.vocab.entry.ItemType;

/**
 * Compares the cells of a table with the entry's items, the entry's key and the sums that
 * the sender declared, in one pass over the columns that it takes.
 */
final class CellComparison {

	private final Tables tables;

	CellComparison(Tables tables) {
		this.tables = tables;
	}

	/**
	 * The differences.
	 * @param table id of the table
	 * @param sums what columns add up to by their sender
	 * @param doubt what a cell that does not fit its item means
	 */
	List<Difference> compare(String table, TableProfile profile, List<DataItem> items, Map<String, BigDecimal> sums,
			Severity doubt) {
		Map<String, BigDecimal> folded = new LinkedHashMap<>();
		sums.forEach((name, sum) -> folded.put(ColumnNames.fold(name), sum));
		List<CellCheck> checks = checks(profile, items, folded.keySet());
		List<Difference> found = new ArrayList<>();
		try (KeyCheck key = key(profile, items, this.tables.work()).orElse(null)) {
			look(table, profile, checks, key);
			checks.forEach((check) -> found.addAll(check.differences(doubt)));
			if (key != null) {
				key.difference(doubt).ifPresent(found::add);
			}
			folded.forEach((name, sum) -> SenderReconciliation.sum(name, sum, checks).ifPresent(found::add));
		}
		catch (QueryStopped stopped) {
			found.add(Difference.of("cells-not-compared", Severity.WAITS, null, "数据量过大，未能逐个核对单元格",
					"Too much data to compare cell by cell"));
		}
		catch (IOException failure) {
			throw new UncheckedIOException("The table's cells could not be compared", failure);
		}
		return found;
	}

	private static List<CellCheck> checks(TableProfile profile, List<DataItem> items, Set<String> summed) {
		List<CellCheck> checks = new ArrayList<>();
		for (ColumnProfile column : profile.columns()) {
			DataItem item = DataVersion.itemFor(column.name(), items).orElse(null);
			Set<CellCheck.Rule> rules = (item != null) ? rules(item, column, profile.rows())
					: EnumSet.noneOf(CellCheck.Rule.class);
			if (!rules.isEmpty() || summed.contains(ColumnNames.fold(column.name()))) {
				checks.add(new CellCheck(column.name(), item, rules));
			}
		}
		return checks;
	}

	/** The rules that by the column's profile may be broken. */
	private static Set<CellCheck.Rule> rules(DataItem item, ColumnProfile column, long rows) {
		Set<CellCheck.Rule> rules = EnumSet.noneOf(CellCheck.Rule.class);
		if (!CellType.covers(item.type(), column.type()) && column.nulls() < rows) {
			rules.add(CellCheck.Rule.TYPE);
		}
		if (isLong(item, column)) {
			rules.add(CellCheck.Rule.LENGTH);
		}
		if (item.required() && column.nulls() > 0) {
			rules.add(CellCheck.Rule.REQUIRED);
		}
		return rules;
	}

	private static boolean isLong(DataItem item, ColumnProfile column) {
		boolean counts = item.type() == ItemType.STRING || item.type() == ItemType.INTEGER
				|| item.type() == ItemType.DECIMAL;
		return counts && item.length() != null && column.maxLength() != null && column.maxLength() > item.length();
	}

	/**
	 * None where the entry has no key, or an item of it no column: that is reported
	 * separately.
	 */
	private static Optional<KeyCheck> key(TableProfile profile, List<DataItem> items, Path work) throws IOException {
		List<DataItem> key = items.stream().filter(DataItem::primaryKey).toList();
		List<String> columns = new ArrayList<>();
		for (DataItem item : key) {
			profile.columns()
				.stream()
				.map(ColumnProfile::name)
				.filter((name) -> DataVersion.itemFor(name, items).filter(item::equals).isPresent())
				.findFirst()
				.ifPresent(columns::add);
		}
		return (key.isEmpty() || columns.size() < key.size()) ? Optional.empty()
				: Optional.of(new KeyCheck(key, columns, profile.rows(), work));
	}

	private void look(String table, TableProfile profile, List<CellCheck> checks, @Nullable KeyCheck key)
			throws IOException {
		Set<String> read = new LinkedHashSet<>();
		checks.forEach((check) -> read.add(check.column()));
		if (key != null) {
			read.addAll(key.columns());
		}
		if (!read.isEmpty()) {
			List<String> columns = List.copyOf(read);
			this.tables.stream(new TableQuery(table, profile.schema(), columns, List.of(), List.of(), null, 0),
					new Looking(columns, checks, key), () -> false);
		}
	}

	/** Shows each row's cells to their checks. */
	private static final class Looking implements RowSink {

		/** Columns of the checks come first, each once. */
		private final List<CellCheck> checks;

		private final @Nullable KeyCheck key;

		private final int[] keyAt;

		private final @Nullable Object[] keyValues;

		private long row;

		Looking(List<String> columns, List<CellCheck> checks, @Nullable KeyCheck key) {
			this.checks = checks;
			this.key = key;
			this.keyAt = (key != null) ? key.columns().stream().mapToInt(columns::indexOf).toArray() : new int[0];
			this.keyValues = new @Nullable Object[this.keyAt.length];
		}

		@Override
		public void row(@Nullable Object[] values) throws IOException {
			this.row++;
			for (int i = 0; i < this.checks.size(); i++) {
				this.checks.get(i).see(this.row, values[i]);
			}
			if (this.key != null) {
				for (int i = 0; i < this.keyAt.length; i++) {
					this.keyValues[i] = values[this.keyAt[i]];
				}
				this.key.see(this.row, Arrays.asList(this.keyValues));
			}
		}

		@Override
		public void close() {
			// it keeps nothing open
		}

	}

}
