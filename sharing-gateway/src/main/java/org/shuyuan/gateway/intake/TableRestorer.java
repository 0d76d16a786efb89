package org.shuyuan.gateway.intake;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;

import org.shuyuan.gateway.columns.TableProfile;
import org.shuyuan.gateway.inspection.InspectionResult;
import org.shuyuan.gateway.inspection.PendingVersion;
import org.shuyuan.gateway.intake.reading.TableChoice;
import org.shuyuan.gateway.tables.Tables;
import org.shuyuan.gateway.versions.DataVersion;
import org.shuyuan.gateway.versions.TableId;
import org.shuyuan.gateway.versions.VersionStore;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import org.springframework.stereotype.Component;

/**
 * Makes a table again from its original where this machine has none: another instance
 * took the data in, or the folder was emptied.
 */
@Component
class TableRestorer {

	private static final Logger LOG = LoggerFactory.getLogger(TableRestorer.class);

	private final Inspection inspection;

	private final VersionStore versions;

	private final Tables tables;

	TableRestorer(Tables tables, Inspection inspection, VersionStore versions) {
		this.tables = tables;
		this.inspection = inspection;
		this.versions = versions;
		tables.whenAbsent(this::restore);
	}

	/**
	 * A reader that has changed may read other columns than those on record, which would
	 * be delivered in their place.
	 */
	private void insistOnSame(PendingVersion version, TableId table, InspectionResult again) {
		TableProfile profile = again.profile();
		TableProfile onRecord = this.versions.find(version.distribution(), version.version())
			.map(DataVersion::profile)
			.orElse(null);
		if (profile == null || onRecord == null || profile.columns().size() != onRecord.columns().size()) {
			this.tables.delete(table.value());
			throw new IllegalStateException(
					"Version %d of %s is read differently than before; it has to be uploaded again"
						.formatted(version.version(), version.distribution()));
		}
	}

	private void restore(String id) {
		TableId table = TableId.parse(id);
		PendingVersion version = this.versions.findAvailable(table)
			.orElseThrow(() -> new IllegalStateException("No version has the table " + id));
		try {
			LOG.debug("Making the table of {} again", version.distribution());
			insistOnSame(version, table,
					this.inspection.inspect(version, false, new TableChoice(List.of(), true, table.part())));
		}
		catch (IOException failure) {
			throw new UncheckedIOException(failure);
		}
	}

}
