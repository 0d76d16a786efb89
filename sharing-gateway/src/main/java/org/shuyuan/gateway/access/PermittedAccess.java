package org.shuyuan.gateway.access;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.jspecify.annotations.Nullable;
import org.shuyuan.support.web.EntityTags;
import org.shuyuan.vocab.identifier.GrantId;

import org.springframework.web.context.request.ServletWebRequest;

/**
 * A call that was permitted, and recorded.
 *
 * @param decision number of the decision
 * @param offer what may be had
 * @param need what of it the call needs
 * @param rowsLeft most rows that may be delivered, set aside where a grant covers them
 * @param grant the grant it is charged to
 * @param watch detects when it is revoked
 */
public record PermittedAccess<T>(String decision, Entitlement offer, T need, long rowsLeft, @Nullable GrantId grant,
		RevocationCheck watch) {

	/**
	 * Sets the entity tag and says whether the caller has it already, which is answered
	 * with 304. What a grant covers must not be cached: it has no tag.
	 */
	public boolean isKnown(HttpServletRequest request, HttpServletResponse response) {
		if (this.grant != null) {
			response.setHeader("Cache-Control", "no-store");
			return false;
		}
		return EntityTags.isKnown(new ServletWebRequest(request, response), this.offer.tag());
	}

}
