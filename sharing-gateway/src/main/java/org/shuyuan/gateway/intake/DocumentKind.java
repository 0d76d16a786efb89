package org.shuyuan.gateway.intake;

import java.util.Locale;
import java.util.Objects;
import java.util.Set;

import org.shuyuan.gateway.inspection.PendingVersion;
import org.shuyuan.gateway.versions.DistributionOwners;
import org.shuyuan.vocab.entry.DistributionKind;

import org.springframework.stereotype.Component;

/** Tells documents from data by what was registered and how an upload is called. */
@Component
class DocumentKind {

	/** Formats of data, in which text is read as a table. */
	private static final Set<String> DATA = Set.of("csv", "tsv", "json", "ndjson", "geojson", "xlsx", "xls", "ods",
			"jsonld", "xml", "parquet");

	private static final Set<String> TEXT = Set.of("txt", "md", "text");

	private final DistributionOwners distributionOwners;

	DocumentKind(DistributionOwners distributionOwners) {
		this.distributionOwners = distributionOwners;
	}

	/** Whether a version is a file as it is, and not data in a file. */
	boolean isDocument(PendingVersion pendingVersion) {
		String name = pendingVersion.filename().toLowerCase(Locale.ROOT);
		return this.distributionOwners.distribution(pendingVersion.distribution())
			.filter((each) -> each.kind() == DistributionKind.FILE)
			.filter((each) -> TEXT.contains(name.substring(name.lastIndexOf('.') + 1))
					|| !DATA.contains(Objects.requireNonNullElse(each.format(), "")))
			.isPresent();
	}

}
