package org.shuyuan.gateway.policy;

import org.jspecify.annotations.Nullable;
import org.shuyuan.vocab.identifier.AgencyId;

/**
 * Who asks.
 *
 * @param subject opaque id of the person or system; empty for the public
 * @param agency the agency acted for
 * @param department whether the agency is a government department or a body with public
 * functions, with whom data are shared without being named (art. 2)
 * @param opening what an accepted application lets the person have
 */
public record Subject(String subject, @Nullable AgencyId agency, boolean department,
		@Nullable AcceptedApplication opening) {

	/** Anyone. */
	public static final Subject PUBLIC = new Subject("", null, false, null);

}
