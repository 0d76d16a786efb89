package org.shuyuan.catalogue.search.index;

import java.io.IOException;

/**
 * Opens indexes: in folders of this instance, or on a cluster that all instances share.
 */
public interface SearchEngine {

	/**
	 * Opens an index.
	 * @param name which: {@code public} or {@code internal}
	 */
	SearchIndex open(String name);

	/**
	 * Returns where the engine answers.
	 * @throws IOException if it cannot be asked
	 */
	void check() throws IOException;

}
