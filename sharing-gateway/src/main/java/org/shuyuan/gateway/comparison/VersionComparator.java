package org.shuyuan.gateway.comparison;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

import org.jspecify.annotations.Nullable;
import org.shuyuan.gateway.columns.Column;
import org.shuyuan.gateway.columns.ColumnProfile;
import org.shuyuan.gateway.columns.TableProfile;
import org.shuyuan.gateway.inspection.InspectionResult;
import org.shuyuan.gateway.inspection.PendingVersion;
import org.shuyuan.gateway.inspection.SenderDeclaration;
import org.shuyuan.gateway.inspection.VersionState;
import org.shuyuan.gateway.query.TableQuery;
import org.shuyuan.gateway.tables.QueryStopped;
import org.shuyuan.gateway.tables.RowSink;
import org.shuyuan.gateway.tables.Tables;
import org.shuyuan.gateway.versions.Comparison;
import org.shuyuan.gateway.versions.DataVersion;
import org.shuyuan.gateway.versions.Difference;
import org.shuyuan.gateway.versions.DistributionOwner;
import org.shuyuan.gateway.versions.Severity;
import org.shuyuan.gateway.versions.Takeover;
import org.shuyuan.vocab.DataItem;
import org.shuyuan.vocab.ItemType;

import org.springframework.stereotype.Component;

/**
 * Compares what was found in a version with the entry's items, with the version in force
 * and with what the sender declared. As long as an entry was never published, its agency
 * is the only reader, and what does not fit the items is a note.
 */
@Component
public class VersionComparator {

	private final Tables tables;

	private final VersionProperties properties;

	VersionComparator(Tables tables, VersionProperties properties) {
		this.tables = tables;
		this.properties = properties;
	}

	/**
	 * @param before the version in force
	 * @param entry what the catalogue says; absent where it does not know the entry
	 */
	public ComparisonOutcome compare(PendingVersion version, InspectionResult found, Optional<DataVersion> before,
			Optional<DistributionOwner> entry, SenderDeclaration senderDeclaration) {
		if (found.state() != VersionState.AVAILABLE) {
			return new ComparisonOutcome(found, null, before.map(DataVersion::version).orElse(0));
		}
		List<DataItem> items = entry.map(DistributionOwner::items).orElse(List.of());
		InspectionResult inspectionResult = found.renamed(ColumnNames.renamed(found.columns(),
				before.map((old) -> old.columns().stream().map(Column::name).toList()).orElse(List.of()), items));
		Severity doubt = entry.map(DistributionOwner::published).orElse(true) ? Severity.WAITS : Severity.NOTE;
		List<Difference> findings = new ArrayList<>();
		if (entry.isEmpty()) {
			findings.add(Difference.of("entry-unknown", Severity.WAITS, null, "目录中没有该数据资源，无法核对",
					"The catalogue does not know the distribution; nothing could be compared"));
		}
		TableProfile profile = inspectionResult.profile();
		if (profile == null) {
			before.flatMap((old) -> PreviousVersionComparison.noTable(old, inspectionResult)).ifPresent(findings::add);
			declaredOfNoTable(senderDeclaration).ifPresent(findings::add);
		}
		else {
			List<Difference> ofItems = ItemComparison.compare(profile, items, doubt, before);
			ofItems.addAll(cells(version, profile, items, senderDeclaration, doubt));
			findings.addAll(knownBefore(ofItems, profile, before));
			rows(profile, senderDeclaration).ifPresent(findings::add);
		}
		before.map((old) -> PreviousVersionComparison.compare(old, inspectionResult, items, this.properties))
			.ifPresent((differences) -> differences.forEach((each) -> findings.add(each.atMost(doubt))));
		int matched = (profile == null) ? 0
				: (int) items.stream().filter((item) -> ItemComparison.has(profile, item, items)).count();
		return ComparisonOutcome.of(inspectionResult,
				new Comparison(before.map((old) -> Integer.toString(old.version())).orElse(null), items.size(), matched,
						findings),
				before.map(DataVersion::version).orElse(0));
	}

	/** Without what another difference in the same column says better. */
	private static List<Difference> once(List<Difference> findings) {
		return findings.stream()
			.filter((each) -> !(each.code().equals("type-changed") && has(findings, "cell-type", each)))
			.filter((each) -> !(each.code().equals("column-new") && has(findings, "column-undescribed", each)))
			.toList();
	}

	private static boolean has(List<Difference> findings, String code, Difference like) {
		return findings.stream()
			.anyMatch((each) -> each.code().equals(code) && each.severity().compareTo(like.severity()) >= 0
					&& Objects.equals(each.column(), like.column()));
	}

	/** What readers of the version in force live with already is no news. */
	private static List<Difference> knownBefore(List<Difference> findings, TableProfile now,
			Optional<DataVersion> before) {
		Comparison known = before.map(DataVersion::takeover).map(Takeover::comparison).orElse(Comparison.NONE);
		long rows = before.map(DataVersion::profile).map(TableProfile::rows).orElse(0L);
		return findings.stream()
			.map((each) -> known.find(each).filter((old) -> !grown(old, rows, each, now.rows())).isPresent()
					? each.atMost(Severity.NOTE) : each)
			.toList();
	}

	/** Whether more than twice the share of rows is concerned. */
	private static boolean grown(Difference old, long oldRows, Difference now, long rows) {
		if (old.count() == null || now.count() == null) {
			return false;
		}
		return (double) now.count() * oldRows > 2.0 * old.count() * rows;
	}

	private List<Difference> cells(PendingVersion version, TableProfile profile, List<DataItem> items,
			SenderDeclaration senderDeclaration, Severity doubt) {
		List<CellCheck> checks = new ArrayList<>();
		Map<String, BigDecimal> sums = new LinkedHashMap<>();
		senderDeclaration.sums().forEach((name, sum) -> sums.put(ColumnNames.fold(name), sum));
		for (ColumnProfile column : profile.columns()) {
			DataItem item = DataVersion.itemFor(column.name(), items).orElse(null);
			boolean type = item != null && !CellType.covers(item.type(), column.type())
					&& column.nulls() < profile.rows();
			boolean length = item != null && isLong(item, column);
			if (type || length || sums.containsKey(ColumnNames.fold(column.name()))) {
				checks.add(new CellCheck(column.name(), item, type, length));
			}
		}
		List<Difference> found = new ArrayList<>();
		try {
			look(version.sha256().value(), profile, checks);
			checks.forEach((check) -> found.addAll(check.differences(doubt)));
			sums.forEach((name, sum) -> SenderReconciliation.sum(name, sum, checks).ifPresent(found::add));
		}
		catch (QueryStopped stopped) {
			found.add(Difference.of("cells-not-compared", Severity.WAITS, null, "数据量过大，未能逐个核对单元格",
					"Too much data to compare cell by cell"));
		}
		return found;
	}

	private static boolean isLong(DataItem item, ColumnProfile column) {
		boolean counts = item.type() == ItemType.STRING || item.type() == ItemType.INTEGER
				|| item.type() == ItemType.DECIMAL;
		return counts && item.length() != null && column.maxLength() != null && column.maxLength() > item.length();
	}

	private void look(String table, TableProfile profile, List<CellCheck> checks) {
		if (checks.isEmpty()) {
			return;
		}
		try {
			this.tables.stream(new TableQuery(table, profile.schema(), checks.stream().map(CellCheck::column).toList(),
					List.of(), List.of(), null, 0), new Looking(checks), () -> false);
		}
		catch (IOException impossible) {
			throw new UncheckedIOException(impossible);
		}
	}

	private static Optional<Difference> rows(TableProfile profile, SenderDeclaration senderDeclaration) {
		return (senderDeclaration.rows() == null) ? Optional.empty()
				: SenderReconciliation.rows(senderDeclaration.rows(), profile.rows());
	}

	private static Optional<Difference> declaredOfNoTable(SenderDeclaration senderDeclaration) {
		return (senderDeclaration.rows() == null && senderDeclaration.sums().isEmpty()) ? Optional.empty()
				: Optional.of(Difference.of("declared-no-table", Severity.WAITS, null, "报送方声明了行数或合计，但收到的不是表格",
						"Rows or sums were declared, but what came is no table"));
	}

	/** Shows each row's cells to their checks. */
	private static final class Looking implements RowSink {

		private final List<CellCheck> checks;

		private long row;

		Looking(List<CellCheck> checks) {
			this.checks = checks;
		}

		@Override
		public void row(@Nullable Object[] values) {
			this.row++;
			for (int i = 0; i < values.length; i++) {
				this.checks.get(i).see(this.row, values[i]);
			}
		}

		@Override
		public void close() {
			// it keeps nothing open
		}

	}

}
