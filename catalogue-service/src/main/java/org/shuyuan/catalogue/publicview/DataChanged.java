package org.shuyuan.catalogue.publicview;

import java.util.Set;

/**
 * Tells that there are other data under entries than before.
 *
 * @param entries ids of the entries
 */
public record DataChanged(Set<String> entries) {

	public DataChanged {
		entries = Set.copyOf(entries);
	}

}
