package org.shuyuan.gateway.versions;

import org.jspecify.annotations.Nullable;
import org.shuyuan.gateway.objects.Sha256;

/**
 * Which table of which file: two distributions may hold the same file and read different
 * tables of it.
 *
 * @param sha256 of the file
 * @param part which of its tables, counted from 1; absent for the one that is read unless
 * another is chosen
 */
public record TableId(Sha256 sha256, @Nullable Integer part) {

	/** The table with the id under which it is stored. */
	public static TableId parse(String id) {
		int at = id.indexOf('-');
		return (at < 0) ? new TableId(new Sha256(id), null)
				: new TableId(new Sha256(id.substring(0, at)), Integer.valueOf(id.substring(at + 1)));
	}

	/** The id under which it is stored. */
	public String value() {
		return (this.part == null) ? this.sha256.value() : this.sha256.value() + "-" + this.part;
	}

}
