package org.shuyuan.observability;

/**
 * The platform cannot run as it is set up; the message is one sentence that says which
 * setting and how.
 */
public class InvalidSetting extends RuntimeException {

	/**
	 * A wrong or missing setting.
	 * @param sentence which, and what is expected; carries no secret
	 */
	public InvalidSetting(String sentence) {
		super(sentence);
	}

}
