package org.shuyuan.gateway.tables;

/**
 * A query was stopped before its end: by the caller's own check, or because it took too
 * long.
 */
public class QueryStopped extends RuntimeException {

	private final boolean timeout;

	QueryStopped(boolean timeout) {
		super(timeout ? "The query took too long" : "The query was stopped");
		this.timeout = timeout;
	}

	/** Whether it took too long, rather than being stopped. */
	public boolean timeout() {
		return this.timeout;
	}

}
