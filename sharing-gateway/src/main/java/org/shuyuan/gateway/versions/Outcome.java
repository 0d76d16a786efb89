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
 * @param notes what the steward should know of the reading
 */
public record Outcome(VersionState state, @Nullable String format, @Nullable String mediaType,
		@Nullable TableProfile profile, @Nullable Reason reason, List<Finding> findings, List<VersionNote> notes) {

	public Outcome {
		findings = List.copyOf(findings);
		notes = List.copyOf(notes);
	}

	/** An outcome of which there is nothing more to tell. */
	public Outcome(VersionState state, @Nullable String format, @Nullable String mediaType,
			@Nullable TableProfile profile, @Nullable Reason reason, List<Finding> findings) {
		this(state, format, mediaType, profile, reason, findings, List.of());
	}

	/** The same with these findings and notes. */
	public Outcome with(List<Finding> found, List<VersionNote> noted) {
		return new Outcome(this.state, this.format, this.mediaType, this.profile, this.reason, found, noted);
	}

}
