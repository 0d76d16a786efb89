package org.shuyuan.catalogue.search.index;

/**
 * How much an index has taken in.
 *
 * @param changes position in the feed of entries it is built from, 0 for nothing
 * @param data position in the feed of data under entries, 0 for nothing
 */
public record IndexPosition(long changes, long data) {

	public static final IndexPosition START = new IndexPosition(0, 0);

}
