package org.shuyuan.gateway.versions;

import java.util.List;

import org.jspecify.annotations.Nullable;
import org.shuyuan.gateway.inspection.VersionNote;

/**
 * Whether and why a version is in force.
 *
 * @param inForce whether it is the one that is handed out
 * @param rulesVersion the rules it was scanned under; absent where that is not known
 * @param comparison how it compared when it was received; absent where it was not
 * compared
 * @param notes doubts about how it was read
 */
public record Takeover(boolean inForce, @Nullable Integer rulesVersion, @Nullable Comparison comparison,
		List<VersionNote> notes) {

	static final Takeover UNKNOWN = new Takeover(false, null, null, List.of());

	public Takeover {
		notes = (notes == null) ? List.of() : List.copyOf(notes);
	}

}
