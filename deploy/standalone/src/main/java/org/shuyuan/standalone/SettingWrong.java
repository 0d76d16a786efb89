package org.shuyuan.standalone;

/**
 * The platform cannot start as it is set up; the message is one sentence for whoever
 * started it.
 */
class SettingWrong extends RuntimeException {

	SettingWrong(String message) {
		super(message);
	}

}
