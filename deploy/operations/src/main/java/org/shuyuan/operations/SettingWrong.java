package org.shuyuan.operations;

/**
 * The platform cannot be watched as it is set up; the message says which setting and how.
 */
public class SettingWrong extends RuntimeException {

	SettingWrong(String message) {
		super(message);
	}

}
