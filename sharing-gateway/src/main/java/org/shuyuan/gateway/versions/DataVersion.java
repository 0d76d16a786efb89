package org.shuyuan.gateway.versions;

import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

import org.jspecify.annotations.Nullable;
import org.shuyuan.gateway.columns.Column;
import org.shuyuan.gateway.columns.ColumnProfile;
import org.shuyuan.gateway.columns.TableProfile;
import org.shuyuan.gateway.inspection.UndescribedPart;
import org.shuyuan.gateway.inspection.VersionReason;
import org.shuyuan.gateway.inspection.VersionState;
import org.shuyuan.gateway.objects.Sha256;
import org.shuyuan.vocab.entry.DataItem;
import org.shuyuan.vocab.identifier.AgencyId;
import org.shuyuan.vocab.identifier.DistributionId;
import org.shuyuan.vocab.identifier.EntryId;

/**
 * One version of the data under a distribution.
 *
 * @param distribution the distribution
 * @param version 1 for the first
 * @param entry the entry it belongs to
 * @param agency the entry's agency
 * @param filename a label, safe to show
 * @param sha256 hash of the original bytes, and their address
 * @param bytes length of the original
 * @param state as recorded; never {@code STOPPED}, which {@link #stateFor} returns
 * @param format code of the format found, absent while unknown
 * @param mediaType media type of the original, absent while unknown
 * @param at when it was received
 * @param profile the table, absent for a file
 * @param reason why it is kept as a file, refused or failed
 * @param hits what the negative list found
 * @param publicAvailable what was last announced in the feed
 * @param takeover whether and why it is in force
 * @param undescribed what the original holds beside its table
 */
public record DataVersion(DistributionId distribution, int version, EntryId entry, AgencyId agency, String filename,
		Sha256 sha256, long bytes, VersionState state, @Nullable String format, @Nullable String mediaType, Instant at,
		@Nullable TableProfile profile, @Nullable VersionReason reason, List<NegativeListHit> hits,
		boolean publicAvailable, Takeover takeover, List<UndescribedPart> undescribed) {

	/** Represents what may be beside a table in an original that was not inspected. */
	private static final UndescribedPart NOT_INSPECTED = new UndescribedPart("not-inspected", "尚未核对原始文件中表格以外的内容",
			"Not inspected for content beside the table");

	public DataVersion {
		hits = List.copyOf(hits);
		undescribed = List.copyOf(undescribed);
	}

	/** A version whose original was not inspected beyond its table. */
	public DataVersion(DistributionId distribution, int version, EntryId entry, AgencyId agency, String filename,
			Sha256 sha256, long bytes, VersionState state, @Nullable String format, @Nullable String mediaType,
			Instant at, @Nullable TableProfile profile, @Nullable VersionReason reason, List<NegativeListHit> hits,
			boolean publicAvailable) {
		this(distribution, version, entry, agency, filename, sha256, bytes, state, format, mediaType, at, profile,
				reason, hits, publicAvailable, Takeover.UNKNOWN);
	}

	/** A version whose original was not inspected beyond its table. */
	public DataVersion(DistributionId distribution, int version, EntryId entry, AgencyId agency, String filename,
			Sha256 sha256, long bytes, VersionState state, @Nullable String format, @Nullable String mediaType,
			Instant at, @Nullable TableProfile profile, @Nullable VersionReason reason, List<NegativeListHit> hits,
			boolean publicAvailable, Takeover takeover) {
		this(distribution, version, entry, agency, filename, sha256, bytes, state, format, mediaType, at, profile,
				reason, hits, publicAvailable, takeover, (profile != null) ? List.of(NOT_INSPECTED) : List.of());
	}

	/** Represents data that are stored elsewhere, without columns or findings. */
	public static DataVersion elsewhere(DistributionId distribution, EntryId entry, AgencyId agency) {
		return new DataVersion(distribution, 0, entry, agency, "", new Sha256("0".repeat(64)), 0,
				VersionState.AVAILABLE, null, null, Instant.EPOCH, null, null, List.of(), false);
	}

	/** The same with what was found in it. */
	DataVersion with(List<NegativeListHit> found) {
		return new DataVersion(this.distribution, this.version, this.entry, this.agency, this.filename, this.sha256,
				this.bytes, this.state, this.format, this.mediaType, this.at, this.profile, this.reason, found,
				this.publicAvailable, this.takeover, this.undescribed);
	}

	/** The same with what its original holds beside its table. */
	DataVersion beside(List<UndescribedPart> parts) {
		return new DataVersion(this.distribution, this.version, this.entry, this.agency, this.filename, this.sha256,
				this.bytes, this.state, this.format, this.mediaType, this.at, this.profile, this.reason, this.hits,
				this.publicAvailable, this.takeover, parts);
	}

	/** Id of its table. */
	public String table() {
		return new TableId(this.sha256, (this.profile != null) ? this.profile.part() : null).value();
	}

	/** Whether it is the version that is handed out. */
	public boolean inForce() {
		return this.takeover.inForce() && this.state == VersionState.AVAILABLE;
	}

	/** The table's columns, none for a file. */
	public List<Column> columns() {
		return (this.profile != null) ? this.profile.schema() : List.of();
	}

	/** The profile of a column. */
	public Optional<ColumnProfile> find(String column) {
		return (this.profile == null) ? Optional.empty()
				: this.profile.columns().stream().filter((each) -> each.name().equals(column)).findFirst();
	}

	/** Names of the columns held back from the public by a hit that is not dismissed. */
	public List<String> stoppedColumns() {
		return this.hits.stream()
			.filter(NegativeListHit::stands)
			.map((hit) -> hit.finding().column())
			.filter(Objects::nonNull)
			.distinct()
			.toList();
	}

	/** Whether a hit that is not dismissed concerns the file as a whole. */
	public boolean stoppedWhole() {
		return this.hits.stream().anyMatch((hit) -> hit.stands() && hit.finding().column() == null);
	}

	/** Whether a hit that is not dismissed closes it to everyone, also under a grant. */
	public boolean closedToSharing() {
		return this.hits.stream().anyMatch((hit) -> hit.stands() && hit.closesSharing());
	}

	/**
	 * The state with these items: stopped where a hit leaves the public nothing. A hit in
	 * columns of a table closes these columns and the original; what can be separated
	 * from them stays open (GZ65).
	 */
	public VersionState stateFor(List<DataItem> items) {
		if (this.state != VersionState.AVAILABLE && this.state != VersionState.WAITING) {
			return this.state;
		}
		return (stoppedWhole() || nothingSeparable(items)) ? VersionState.STOPPED : this.state;
	}

	private boolean nothingSeparable(List<DataItem> items) {
		List<String> held = stoppedColumns();
		if (this.profile == null || items.isEmpty()) {
			return !held.isEmpty();
		}
		ColumnItems described = columnItems(items);
		return held.stream().anyMatch(described::mayOpen) && openColumns(items).isEmpty();
	}

	/** The items that could describe each column. */
	public ColumnItems columnItems(List<DataItem> items) {
		return ColumnItems.of(columns().stream().map(Column::name).toList(), items);
	}

	/** The item a column is bound to: by its column name, or by its Chinese name. */
	public static Optional<DataItem> itemFor(String column, List<DataItem> items) {
		String name = column.strip();
		return items.stream()
			.filter((item) -> item.columnName().strip().equals(name))
			.findFirst()
			.or(() -> items.stream().filter((item) -> item.name().zh().equals(name)).findFirst());
	}

	/** Whether the items let the public have the unchanged original. */
	public boolean mayOpenWhole(List<DataItem> items) {
		return (this.profile == null) ? items.stream().allMatch(DataItem::mayOpen)
				: this.undescribed.isEmpty() && openColumns(items).size() == columns().size();
	}

	/** Columns of which every item that could describe them may open. */
	public List<String> openColumns(List<DataItem> items) {
		List<String> stopped = stoppedColumns();
		ColumnItems described = columnItems(items);
		return described.all()
			.keySet()
			.stream()
			.filter((name) -> described.mayOpen(name) && !stopped.contains(name))
			.toList();
	}

}
