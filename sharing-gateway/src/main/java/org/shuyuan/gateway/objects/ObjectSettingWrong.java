package org.shuyuan.gateway.objects;

/**
 * The object store cannot be used as it is set up; the message says which setting and
 * how.
 */
public class ObjectSettingWrong extends RuntimeException {

	ObjectSettingWrong(String message) {
		super(message);
	}

}
