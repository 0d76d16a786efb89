package org.shuyuan.gateway.objects;

import org.springframework.dao.DataAccessResourceFailureException;

/**
 * The object store does not answer, or not as it should; the same may succeed later.
 */
public class ObjectsUnreachable extends DataAccessResourceFailureException {

	/** For what was stored and is missing: it has to be sent again. */
	public ObjectsUnreachable(String message) {
		super(message);
	}

	ObjectsUnreachable(Throwable cause) {
		super("The object store does not answer", cause);
	}

}
