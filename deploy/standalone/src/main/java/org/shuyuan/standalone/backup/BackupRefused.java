package org.shuyuan.standalone.backup;

/**
 * Nothing can be saved or restored this way; the message says why and what to do.
 */
public class BackupRefused extends RuntimeException {

	BackupRefused(String message) {
		super(message);
	}

	BackupRefused(String message, Throwable cause) {
		super(message, cause);
	}

}
