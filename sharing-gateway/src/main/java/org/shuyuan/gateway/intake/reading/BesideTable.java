package org.shuyuan.gateway.intake.reading;

import org.jspecify.annotations.Nullable;
import org.shuyuan.gateway.inspection.VersionNote;

/** Receives what the file contains beside the table. */
public interface BesideTable {

	void text(@Nullable String[] texts);

	/** There is something that cannot be searched. */
	void unread();

	/** There is a doubt about how the file was read. */
	void note(VersionNote note);

}
