package org.shuyuan.standalone.postgres;

/**
 * PostgreSQL could not be unpacked, started or stopped; the message says why in one
 * sentence.
 */
public class DatabaseFailed extends RuntimeException {

	DatabaseFailed(String message) {
		super(message);
	}

	DatabaseFailed(String message, Throwable cause) {
		super(message, cause);
	}

}
