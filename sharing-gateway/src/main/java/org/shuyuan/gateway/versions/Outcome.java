package org.shuyuan.gateway.versions;

import java.util.List;

import org.jspecify.annotations.Nullable;
import org.shuyuan.gateway.tables.TableProfile;

/**
 * What looking at a version found out.
 *
 * @param state available, refused or failed
 * @param format code of the format found
 * @param mediaType media type of the original
 * @param profile the table, if it is one
 * @param reason why it is kept as a file, refused or failed
 * @param findings what the negative list found
 * @param undescribed what the original holds beside the table; absent where nobody looked
 */
public record Outcome(VersionState state, @Nullable String format, @Nullable String mediaType,
		@Nullable TableProfile profile, @Nullable Reason reason, List<Finding> findings,
		@Nullable List<UndescribedPart> undescribed) {

	public Outcome {
		findings = List.copyOf(findings);
		undescribed = (undescribed != null) ? List.copyOf(undescribed) : null;
	}

	/** Without a look at what is beside a table. */
	public Outcome(VersionState state, @Nullable String format, @Nullable String mediaType,
			@Nullable TableProfile profile, @Nullable Reason reason, List<Finding> findings) {
		this(state, format, mediaType, profile, reason, findings, null);
	}

}
