package org.shuyuan.gateway.comparison;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

import org.shuyuan.gateway.columns.ColumnProfile;
import org.shuyuan.gateway.columns.ColumnType;
import org.shuyuan.gateway.columns.TableProfile;
import org.shuyuan.gateway.inspection.Finding;
import org.shuyuan.gateway.inspection.InspectionResult;
import org.shuyuan.gateway.inspection.VersionReason;
import org.shuyuan.gateway.inspection.VersionState;
import org.shuyuan.gateway.versions.DataVersion;
import org.shuyuan.gateway.versions.Difference;
import org.shuyuan.gateway.versions.Severity;
import org.shuyuan.vocab.Text;
import org.shuyuan.vocab.entry.DataItem;

/**
 * Compares a version with the one in force: nothing is taken from its readers unsaid.
 */
final class PreviousVersionComparison {

	private PreviousVersionComparison() {
	}

	/** What is no table never takes the place of one. */
	static Optional<Difference> noTable(DataVersion before, InspectionResult now) {
		VersionReason versionReason = now.reason();
		return (before.profile() == null) ? Optional.empty()
				: Optional.of(Difference.of("no-table", Severity.FAILS, null,
						"生效的是表格，这一版不是%s；生效版本不变"
							.formatted((versionReason != null) ? "（" + versionReason.zh() + "）" : ""),
						"A table is in force and this is not one%s; the version in force stays"
							.formatted((versionReason != null) ? " (" + versionReason.en() + ")" : "")));
	}

	static List<Difference> compare(DataVersion before, InspectionResult now, List<DataItem> items,
			VersionProperties properties) {
		List<Difference> found = new ArrayList<>();
		TableProfile old = before.profile();
		TableProfile profile = now.profile();
		if (old != null && profile != null) {
			old.columns().forEach((column) -> column(column, old, profile, items).ifPresent(found::add));
			profile.columns()
				.stream()
				.filter((column) -> before.find(column.name()).isEmpty())
				.forEach((column) -> found.add(Difference.of("column-new", Severity.NOTE, column.name(),
						"新增列“%s”".formatted(column.name()), "New column \"%s\"".formatted(column.name()))));
			rows(old.rows(), profile.rows(), properties).ifPresent(found::add);
		}
		if (before.format() != null && !before.format().equals(now.format())) {
			found.add(Difference.of("format-changed", Severity.NOTE, null,
					"文件格式由 %s 变为 %s".formatted(before.format(), now.format()),
					"The format changed from %s to %s".formatted(before.format(), now.format())));
		}
		found.addAll(stopped(before, now, items));
		return found;
	}

	private static Optional<Difference> column(ColumnProfile old, TableProfile oldTable, TableProfile now,
			List<DataItem> items) {
		Optional<DataItem> item = DataVersion.itemFor(old.name(), items);
		Optional<ColumnProfile> column = now.columns()
			.stream()
			.filter((each) -> each.name().equals(old.name()))
			.findFirst();
		if (column.isEmpty()) {
			return item.isPresent() ? Optional.empty()
					: Optional.of(Difference.of("column-gone", items.isEmpty() ? Severity.WAITS : Severity.NOTE,
							old.name(), "原有的列“%s”没有了".formatted(old.name()),
							"The column \"%s\" is gone".formatted(old.name())));
		}
		Severity severity = (item.isPresent() || items.isEmpty()) ? Severity.WAITS : Severity.NOTE;
		boolean empty = column.get().nulls() == now.rows();
		if (empty) {
			return (old.nulls() == oldTable.rows()) ? Optional.empty()
					: Optional
						.of(Difference.of("column-empty", severity, old.name(), "“%s”整列为空，原有数据".formatted(old.name()),
								"All of \"%s\" is empty, and was not before".formatted(old.name())));
		}
		return (old.nulls() == oldTable.rows() || keeps(old.type(), column.get().type())) ? Optional.empty()
				: Optional.of(Difference.of("type-changed", severity, old.name(),
						"“%s”的内容由%s变为%s".formatted(old.name(), zh(old.type()), zh(column.get().type())),
						"The values of \"%s\" were %s and are %s".formatted(old.name(), old.type().code(),
								column.get().type().code())));
	}

	/** Whether those who read the one can read the other. */
	private static boolean keeps(ColumnType old, ColumnType now) {
		return old == now || (number(old) && number(now));
	}

	private static boolean number(ColumnType type) {
		return type == ColumnType.INTEGER || type == ColumnType.DECIMAL;
	}

	private static Optional<Difference> rows(long old, long now, VersionProperties properties) {
		long lost = old - now;
		return ((double) lost * 100 <= (double) old * properties.mostRowsLost()) ? Optional.empty()
				: Optional.of(new Difference("rows-lost", Severity.WAITS, null, null, lost, null,
						Text.of("由 %d 行减为 %d 行".formatted(old, now), "%d rows of %d are left".formatted(now, old))));
	}

	/** What the negative list closes that the version in force has open. */
	private static List<Difference> stopped(DataVersion before, InspectionResult now, List<DataItem> items) {
		if (before.stateFor(items) == VersionState.STOPPED) {
			return List.of();
		}
		if (now.findings().stream().anyMatch((finding) -> finding.column() == null)) {
			return List.of(Difference.of("content-stopped", Severity.WAITS, null, "负面清单拦下了整个文件",
					"The negative list stops the whole file"));
		}
		List<String> open = before.openColumns(items);
		return now.findings()
			.stream()
			.map(Finding::column)
			.filter(Objects::nonNull)
			.distinct()
			.filter((column) -> items.isEmpty() || open.contains(column))
			.map((column) -> Difference.of("column-stopped", Severity.WAITS, column,
					"负面清单拦下了“%s”一列，原来是开放的".formatted(column),
					"The negative list stops the column \"%s\", which is open in the version in force"
						.formatted(column)))
			.toList();
	}

	private static String zh(ColumnType type) {
		return switch (type) {
			case STRING -> "文本";
			case INTEGER -> "整数";
			case DECIMAL -> "数字";
			case BOOLEAN -> "是/否";
			case DATE -> "日期";
			case DATETIME -> "日期时间";
		};
	}

}
