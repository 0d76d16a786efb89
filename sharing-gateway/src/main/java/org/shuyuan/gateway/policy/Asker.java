package org.shuyuan.gateway.policy;

import org.jspecify.annotations.Nullable;
import org.shuyuan.vocab.AgencyId;

/**
 * Who asks.
 *
 * @param subject opaque id of the person or system; empty for the public
 * @param agency the agency acted for
 */
public record Asker(String subject, @Nullable AgencyId agency) {

	/** Anybody. */
	public static final Asker PUBLIC = new Asker("", null);

}
