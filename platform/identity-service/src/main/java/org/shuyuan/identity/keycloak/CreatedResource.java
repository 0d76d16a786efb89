package org.shuyuan.identity.keycloak;

import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.core.Response;

/**
 * What Keycloak has made.
 */
final class CreatedResource {

	private CreatedResource() {
	}

	/**
	 * The id at the end of the answer's address.
	 * @throws WebApplicationException if nothing was made
	 */
	static String id(Response answer) {
		if (answer.getStatus() != Response.Status.CREATED.getStatusCode()) {
			throw new WebApplicationException(Response.status(answer.getStatus()).build());
		}
		String path = answer.getLocation().getPath();
		return path.substring(path.lastIndexOf('/') + 1);
	}

}
