package org.shuyuan.gateway.publication;

import java.time.Instant;
import java.util.Collection;
import java.util.List;

import com.fasterxml.jackson.annotation.JsonInclude;
import org.jspecify.annotations.Nullable;
import org.shuyuan.gateway.columns.ColumnProfile;
import org.shuyuan.gateway.columns.ColumnType;
import org.shuyuan.gateway.columns.TableProfile;
import org.shuyuan.gateway.inspection.Finding;
import org.shuyuan.gateway.inspection.UndescribedPart;
import org.shuyuan.gateway.inspection.VersionNote;
import org.shuyuan.gateway.inspection.VersionReason;
import org.shuyuan.gateway.inspection.VersionState;
import org.shuyuan.gateway.objects.Sha256;
import org.shuyuan.gateway.versions.Comparison;
import org.shuyuan.gateway.versions.DataVersion;
import org.shuyuan.gateway.versions.NegativeListHit;
import org.shuyuan.gateway.versions.VersionEvent;
import org.shuyuan.vocab.entry.DataItem;
import org.shuyuan.vocab.identifier.DistributionId;
import org.shuyuan.vocab.identifier.ItemId;
import org.shuyuan.vocab.process.AllowedAction;
import org.shuyuan.vocab.process.HitState;

/**
 * A version as its agency and the authority see it; findings are masked. Parts that no
 * item describes close the original.
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record VersionView(String version, DistributionId distribution, Sha256 sha256, long bytes, String filename,
		VersionState state, boolean inForce, Instant at, @Nullable String format, @Nullable String mediaType,
		boolean publicAvailable, @Nullable Table table, @Nullable Kept file, @Nullable VersionReason reason,
		@Nullable Comparison comparison, List<VersionNote> notes, List<Found> findings, @Nullable TableProfile profile,
		List<UndescribedPart> undescribed, List<AllowedAction> actions, @Nullable List<VersionEvent> history) {

	record Table(long rows, List<BoundColumn> columns) {
	}

	/** A column, the item it is bound to, and whether a hit closes it for the public. */
	@JsonInclude(JsonInclude.Include.NON_NULL)
	record BoundColumn(String name, ColumnType type, @Nullable ItemId item, @Nullable Boolean stopped) {
	}

	record Kept(VersionReason reason) {
	}

	@JsonInclude(JsonInclude.Include.NON_NULL)
	record Found(String id, String rule, @Nullable String column, long count, List<String> evidence, String clause,
			int rulesVersion, HitState state) {
	}

	/** The version with these items, and what the caller may decide about it. */
	static VersionView of(DataVersion version, List<DataItem> items, List<AllowedAction> actions) {
		TableProfile profile = version.profile();
		Table table = (profile == null) ? null : new Table(profile.rows(),
				profile.columns().stream().map((column) -> bound(column, version, items)).toList());
		boolean looked = version.state() == VersionState.AVAILABLE || version.state() == VersionState.WAITING
				|| version.state() == VersionState.REJECTED;
		VersionState state = version.stateFor(items);
		VersionReason reason = version.reason();
		return new VersionView(Integer.toString(version.version()), version.distribution(), version.sha256(),
				version.bytes(), version.filename(), state, version.inForce(), version.at(), version.format(),
				version.mediaType(), version.inForce() && state == VersionState.AVAILABLE, table,
				(looked && reason != null) ? new Kept(reason) : null, looked ? null : reason,
				version.takeover().comparison(), version.takeover().notes(),
				version.hits().stream().map(VersionView::found).toList(), profile, version.undescribed(), actions,
				null);
	}

	/** The same with the steps of its life. */
	VersionView with(List<VersionEvent> steps) {
		return new VersionView(this.version, this.distribution, this.sha256, this.bytes, this.filename, this.state,
				this.inForce, this.at, this.format, this.mediaType, this.publicAvailable, this.table, this.file,
				this.reason, this.comparison, this.notes, this.findings, this.profile, this.undescribed, this.actions,
				steps);
	}

	/** The same without what is reported of the values of some columns. */
	VersionView withoutValuesOf(Collection<String> columns) {
		return (this.profile == null) ? this
				: new VersionView(this.version, this.distribution, this.sha256, this.bytes, this.filename, this.state,
						this.inForce, this.at, this.format, this.mediaType, this.publicAvailable, this.table, this.file,
						this.reason, this.comparison, this.notes, this.findings, this.profile.withoutValuesOf(columns),
						this.undescribed, this.actions, this.history);
	}

	/** Changes with the version's state and with what is in force. */
	static String etag(DataVersion version, int inForce) {
		return "\"%d-%s-%d\"".formatted(version.version(), version.state().code(), inForce);
	}

	private static BoundColumn bound(ColumnProfile column, DataVersion version, List<DataItem> items) {
		return new BoundColumn(column.name(), column.type(),
				DataVersion.itemFor(column.name(), items).map(DataItem::id).orElse(null),
				version.stoppedColumns().contains(column.name()) ? true : null);
	}

	private static Found found(NegativeListHit negativeListHit) {
		Finding finding = negativeListHit.finding();
		return new Found(negativeListHit.id(), finding.rule(), finding.column(), finding.count(), finding.evidence(),
				finding.clause(), finding.rulesVersion(), negativeListHit.state());
	}

}
