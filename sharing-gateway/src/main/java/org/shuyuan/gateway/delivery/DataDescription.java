package org.shuyuan.gateway.delivery;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

import com.fasterxml.jackson.annotation.JsonInclude;
import org.jspecify.annotations.Nullable;
import org.shuyuan.gateway.access.Entitlement;
import org.shuyuan.gateway.columns.TableProfile;
import org.shuyuan.gateway.inspection.VersionReason;
import org.shuyuan.gateway.policy.RefusalReason;
import org.shuyuan.gateway.versions.DataVersion;
import org.shuyuan.vocab.identifier.DistributionId;
import org.shuyuan.vocab.identifier.EntryId;
import org.shuyuan.vocab.identifier.ItemId;

/**
 * What data are in force, as far as the caller may have them.
 *
 * @param version number of the version
 * @param sha256 hash of the original; absent where it is closed
 * @param bytes length of the original; absent where it is closed
 * @param filename name of the original; absent where it is closed
 * @param at when it took over
 * @param table columns, for a table
 * @param file why it is not a table, for anything else
 * @param withheld columns that would be open and are stopped; absent where there are none
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
record DataDescription(DistributionId distribution, EntryId entry, int version, @Nullable String sha256,
		@Nullable Long bytes, @Nullable String filename, String mediaType, Instant at, @Nullable OpenTable table,
		@Nullable KeptFile file, @Nullable List<WithheldColumn> withheld) {

	static DataDescription of(Entitlement entitlement) {
		DataVersion data = entitlement.data();
		boolean original = entitlement.original();
		TableProfile profile = data.profile();
		List<WithheldColumn> withheld = withheld(entitlement);
		return new DataDescription(data.distribution(), data.entry(), data.version(),
				original ? data.sha256().value() : null, original ? (Long) data.bytes() : null,
				original ? entitlement.filename() : null,
				Objects.requireNonNullElse(data.mediaType(), "application/octet-stream"), data.at(),
				(profile != null) ? OpenTable.of(entitlement, profile) : null,
				(profile == null) ? new KeptFile(data.reason()) : null, withheld.isEmpty() ? null : withheld);
	}

	/** Columns that would be open, and the rule that closes each. */
	private static List<WithheldColumn> withheld(Entitlement entitlement) {
		List<WithheldColumn> withheld = new ArrayList<>();
		entitlement.data().hits().stream().filter((hit) -> hit.stands()).forEach((hit) -> {
			String column = hit.finding().column();
			ItemId item = (column != null) ? entitlement.withheld().get(column) : null;
			if (column != null && item != null) {
				withheld.add(new WithheldColumn(column, item, hit.finding().rule(),
						RefusalReason.CONTENT_STOPPED.code(), hit.finding().clause()));
			}
		});
		return withheld;
	}

	/**
	 * A table.
	 *
	 * @param rows how many; not for those who may have only some of them
	 * @param columns columns that may be had
	 */
	@JsonInclude(JsonInclude.Include.NON_NULL)
	record OpenTable(@Nullable Long rows, List<OpenColumn> columns) {

		private static OpenTable of(Entitlement entitlement, TableProfile profile) {
			return new OpenTable(entitlement.all() ? (Long) profile.rows() : null,
					entitlement.open().stream().map((column) -> OpenColumn.of(column, entitlement)).toList());
		}

	}

	/**
	 * A file that is no table.
	 *
	 * @param reason why, where that is known
	 */
	@JsonInclude(JsonInclude.Include.NON_NULL)
	record KeptFile(@Nullable VersionReason reason) {
	}

	/**
	 * A column that the content scan closed.
	 *
	 * @param rule the rule that did
	 * @param reason code of the refusal that a request for it gets
	 * @param clause the clause that it rests on
	 */
	record WithheldColumn(String column, ItemId item, String rule, String reason, String clause) {
	}

}
