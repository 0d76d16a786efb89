package org.shuyuan.identity.accounts;

/**
 * What the identity service locks by an advisory lock of PostgreSQL. The services share a
 * database, so a number is of one service and one purpose; a release keeps those of the
 * previous one, which may still run beside it.
 */
enum IdentityLock {

	/** A user name that is about to be given. */
	USERNAME(301);

	private final int number;

	IdentityLock(int number) {
		this.number = number;
	}

	/**
	 * The lock's key in SQL.
	 * @param what SQL for what is locked, such as a parameter
	 */
	String key(String what) {
		return "hashtextextended(%s, %d)".formatted(what, this.number);
	}

}
