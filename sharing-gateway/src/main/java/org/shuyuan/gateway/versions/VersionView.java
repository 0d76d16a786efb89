package org.shuyuan.gateway.versions;

import java.time.Instant;
import java.util.List;

import com.fasterxml.jackson.annotation.JsonInclude;
import org.jspecify.annotations.Nullable;
import org.shuyuan.gateway.objects.Sha256;
import org.shuyuan.gateway.tables.ColumnProfile;
import org.shuyuan.gateway.tables.ColumnType;
import org.shuyuan.gateway.tables.TableProfile;
import org.shuyuan.vocab.DataItem;
import org.shuyuan.vocab.DistributionId;
import org.shuyuan.vocab.ItemId;

/**
 * A version as its agency and the authority see it; findings are masked. Parts that no
 * item describes close the original.
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record VersionView(String version, DistributionId distribution, Sha256 sha256, long bytes, String filename,
		VersionState state, Instant at, @Nullable String format, @Nullable String mediaType, boolean publicAvailable,
		@Nullable Table table, @Nullable Kept file, @Nullable Reason reason, List<Found> findings,
		@Nullable TableProfile profile, List<UndescribedPart> undescribed) {

	record Table(long rows, List<BoundColumn> columns) {
	}

	/** A column, the item it is bound to, and whether a hit closes it for the public. */
	@JsonInclude(JsonInclude.Include.NON_NULL)
	record BoundColumn(String name, ColumnType type, @Nullable ItemId item, @Nullable Boolean stopped) {
	}

	record Kept(Reason reason) {
	}

	@JsonInclude(JsonInclude.Include.NON_NULL)
	record Found(String id, String rule, @Nullable String column, long count, List<String> evidence, String clause,
			int rulesVersion, String state) {
	}

	/** As it stands with these items. */
	public static VersionView of(DataVersion version, List<DataItem> items) {
		TableProfile profile = version.profile();
		Table table = (profile == null) ? null : new Table(profile.rows(),
				profile.columns().stream().map((column) -> bound(column, version, items)).toList());
		boolean looked = version.state() == VersionState.AVAILABLE;
		VersionState state = version.stateFor(items);
		Reason reason = version.reason();
		return new VersionView(Integer.toString(version.version()), version.distribution(), version.sha256(),
				version.bytes(), version.filename(), state, version.at(), version.format(), version.mediaType(),
				state == VersionState.AVAILABLE, table, (looked && reason != null) ? new Kept(reason) : null,
				looked ? null : reason, version.hits().stream().map(VersionView::found).toList(), profile,
				version.undescribed());
	}

	private static BoundColumn bound(ColumnProfile column, DataVersion version, List<DataItem> items) {
		return new BoundColumn(column.name(), column.type(),
				DataVersion.itemFor(column.name(), items).map(DataItem::id).orElse(null),
				version.stoppedColumns().contains(column.name()) ? true : null);
	}

	private static Found found(Hit hit) {
		Finding finding = hit.finding();
		return new Found(hit.id(), finding.rule(), finding.column(), finding.count(), finding.evidence(),
				finding.clause(), finding.rulesVersion(), hit.state());
	}

}
