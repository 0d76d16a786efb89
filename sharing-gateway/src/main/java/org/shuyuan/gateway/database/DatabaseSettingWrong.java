package org.shuyuan.gateway.database;

/**
 * The database cannot be used as it is set up; the message says which setting and how.
 */
public class DatabaseSettingWrong extends RuntimeException {

	DatabaseSettingWrong(String message) {
		super(message);
	}

}
