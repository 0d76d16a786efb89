package org.shuyuan.gateway.delivery;

import java.io.IOException;

import jakarta.servlet.http.HttpServletResponse;
import org.shuyuan.gateway.access.AccessRefused;
import org.shuyuan.gateway.access.RevocationCheck;
import org.shuyuan.gateway.policy.RefusalReason;

/** What was being delivered was revoked; the connection is reset. */
class DeliveryRevoked extends IOException {

	private DeliveryRevoked(RefusalReason refusalReason) {
		super("Revoked: " + refusalReason.code());
	}

	/**
	 * Proceeds only if the delivery was not revoked.
	 * @throws DeliveryRevoked to abort what has begun, so that it does not end cleanly
	 * @throws AccessRefused if nothing was sent yet
	 */
	static void check(RevocationCheck revocationCheck, String decision, HttpServletResponse response)
			throws DeliveryRevoked {
		if (revocationCheck.getAsBoolean()) {
			throw of(revocationCheck.reason(), decision, response);
		}
	}

	/** How a revoked delivery ends. */
	static DeliveryRevoked of(RefusalReason refusalReason, String decision, HttpServletResponse response) {
		if (response.isCommitted()) {
			return new DeliveryRevoked(refusalReason);
		}
		response.reset();
		throw new AccessRefused(refusalReason, decision);
	}

}
