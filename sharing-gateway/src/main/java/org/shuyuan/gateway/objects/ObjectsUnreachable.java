package org.shuyuan.gateway.objects;

import org.springframework.dao.DataAccessResourceFailureException;

/**
 * The object store does not answer, or not as it should; the same may succeed later.
 */
public class ObjectsUnreachable extends DataAccessResourceFailureException {

	ObjectsUnreachable(Throwable cause) {
		super("The object store does not answer", cause);
	}

}
