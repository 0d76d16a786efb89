package org.shuyuan.gateway.policy;

import org.jspecify.annotations.Nullable;
import org.shuyuan.vocab.AgencyId;

/**
 * Who asks.
 *
 * @param subject opaque id of the person or system; empty for the public
 * @param agency the agency acted for
 * @param opening what an accepted application lets the person have
 */
public record Asker(String subject, @Nullable AgencyId agency, @Nullable Opening opening) {

	/** Somebody without an application. */
	public Asker(String subject, @Nullable AgencyId agency) {
		this(subject, agency, null);
	}

	/** Anybody. */
	public static final Asker PUBLIC = new Asker("", null);

}
