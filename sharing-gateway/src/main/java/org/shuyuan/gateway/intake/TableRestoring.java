package org.shuyuan.gateway.intake;

import java.io.IOException;
import java.io.UncheckedIOException;

import org.shuyuan.gateway.objects.Sha256;
import org.shuyuan.gateway.tables.Tables;
import org.shuyuan.gateway.versions.VersionStore;
import org.shuyuan.gateway.versions.Waiting;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import org.springframework.stereotype.Component;

/**
 * Makes a table again from its original where this machine has none: another instance
 * took the data in, or the folder was emptied.
 */
@Component
class TableRestoring {

	private static final Logger LOG = LoggerFactory.getLogger(TableRestoring.class);

	private final Inspection inspection;

	private final VersionStore versions;

	TableRestoring(Tables tables, Inspection inspection, VersionStore versions) {
		this.inspection = inspection;
		this.versions = versions;
		tables.whenAbsent(this::restore);
	}

	private void restore(String id) {
		Waiting version = this.versions.findAvailable(new Sha256(id))
			.orElseThrow(() -> new IllegalStateException("No version has the table " + id));
		try {
			LOG.debug("Making the table of {} again", version.distribution());
			this.inspection.inspect(version);
		}
		catch (IOException failure) {
			throw new UncheckedIOException(failure);
		}
	}

}
