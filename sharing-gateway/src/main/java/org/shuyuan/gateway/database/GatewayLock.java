package org.shuyuan.gateway.database;

/**
 * What the gateway locks by an advisory lock of PostgreSQL. The services share a
 * database, so a number is of one service and one purpose; a release keeps those of the
 * previous one, which may still run beside it.
 */
public enum GatewayLock {

	/** The next number of a distribution's versions. */
	VERSION_NUMBER(201),

	/** A version that is being inspected. */
	INSPECTION(202),

	/** A copy in the open bucket. */
	OPEN_COPY(203),

	/** An object that is recorded or removed. */
	OBJECT(204),

	/** The scan of stored versions under newer rules. */
	RESCAN(205);

	private final int number;

	GatewayLock(int number) {
		this.number = number;
	}

	/**
	 * The lock's key in SQL.
	 * @param what SQL for what is locked, such as a parameter
	 */
	public String key(String what) {
		return "hashtextextended(%s, %d)".formatted(what, this.number);
	}

}
