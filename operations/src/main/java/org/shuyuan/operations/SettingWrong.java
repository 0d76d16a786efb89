package org.shuyuan.operations;

/**
 * The platform cannot run as it is set up; the message is one sentence that says which
 * setting and how.
 */
public class SettingWrong extends RuntimeException {

	/**
	 * A wrong or missing setting.
	 * @param sentence which, and what is expected; carries no secret
	 */
	public SettingWrong(String sentence) {
		super(sentence);
	}

}
