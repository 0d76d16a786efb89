package org.shuyuan.gateway.tables;

/**
 * The engine could not read or write a table; the request or the file may be at fault, or
 * the machine.
 */
public class TableFailed extends RuntimeException {

	TableFailed(String message, Throwable cause) {
		super(message, cause);
	}

}
