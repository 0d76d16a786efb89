package org.shuyuan.catalogue.database;

/**
 * What the catalogue locks by an advisory lock of PostgreSQL. The services share a
 * database, so a key is of one service and one purpose; a release keeps those of the
 * previous one, which may still run beside it.
 */
public enum CatalogueLock {

	/** Who is the source of a data element, until the end of the transaction. */
	SOURCE("hashtextextended(%s, 0)"),

	/** Which instance writes a derived view, until its connection ends. */
	VIEW_WRITER("hashtext('catalogue-view'), hashtext(%s)");

	private final String key;

	CatalogueLock(String key) {
		this.key = key;
	}

	/**
	 * The lock's key in SQL.
	 * @param what SQL for what is locked, such as a parameter
	 */
	public String key(String what) {
		return this.key.formatted(what);
	}

}
