package org.shuyuan.gateway.comparison;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

import org.shuyuan.gateway.columns.Column;
import org.shuyuan.gateway.columns.TableProfile;
import org.shuyuan.gateway.inspection.InspectionResult;
import org.shuyuan.gateway.inspection.PendingVersion;
import org.shuyuan.gateway.inspection.SenderDeclaration;
import org.shuyuan.gateway.inspection.VersionState;
import org.shuyuan.gateway.tables.Tables;
import org.shuyuan.gateway.versions.Comparison;
import org.shuyuan.gateway.versions.DataVersion;
import org.shuyuan.gateway.versions.Difference;
import org.shuyuan.gateway.versions.DistributionOwner;
import org.shuyuan.gateway.versions.Severity;
import org.shuyuan.gateway.versions.TableId;
import org.shuyuan.gateway.versions.Takeover;
import org.shuyuan.vocab.entry.DataItem;

import org.springframework.stereotype.Component;

/**
 * Compares what was found in a version with the entry's items, with the version in force
 * and with what the sender declared. As long as an entry was never published, its agency
 * is the only reader, and what does not fit the items is a note.
 */
@Component
public class VersionComparator {

	private final CellComparison cells;

	private final VersionProperties properties;

	VersionComparator(Tables tables, VersionProperties properties) {
		this.cells = new CellComparison(tables);
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
			ofItems.addAll(this.cells.compare(new TableId(version.sha256(), profile.part()).value(), profile, items,
					senderDeclaration.sums(), doubt));
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

	private static Optional<Difference> rows(TableProfile profile, SenderDeclaration senderDeclaration) {
		return (senderDeclaration.rows() == null) ? Optional.empty()
				: SenderReconciliation.rows(senderDeclaration.rows(), profile.rows());
	}

	private static Optional<Difference> declaredOfNoTable(SenderDeclaration senderDeclaration) {
		return (senderDeclaration.rows() == null && senderDeclaration.sums().isEmpty()) ? Optional.empty()
				: Optional.of(Difference.of("declared-no-table", Severity.WAITS, null, "报送方声明了行数或合计，但收到的不是表格",
						"Rows or sums were declared, but the upload is no table"));
	}

}
