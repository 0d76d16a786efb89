package org.shuyuan.support.problem;

import java.io.IOException;

/**
 * An answer that had begun was ended by resetting its connection. There is no one to
 * answer and nothing to repair.
 */
public class ConnectionBroken extends IOException {

	public ConnectionBroken(Throwable cause) {
		super("The connection was reset", cause);
	}

}
