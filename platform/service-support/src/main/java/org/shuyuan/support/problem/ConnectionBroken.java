package org.shuyuan.support.problem;

import java.io.IOException;

/**
 * An answer that had begun was ended by resetting its connection. There is nobody to tell
 * and nothing to mend.
 */
public class ConnectionBroken extends IOException {

	public ConnectionBroken(Throwable cause) {
		super("The connection was reset", cause);
	}

}
