package org.shuyuan.portal.gateway;

import org.jspecify.annotations.Nullable;

/**
 * What of a distribution is open to everyone, by the gateway.
 */
public sealed interface Availability {

	/** The data, where any are open to everyone; {@code null} otherwise. */
	default @Nullable Data orNull() {
		return (this instanceof Available available) ? available.data() : null;
	}

	/**
	 * Some of it is open to everyone.
	 *
	 * @param data what there is
	 */
	record Available(Data data) implements Availability {
	}

	/**
	 * Not freely available, or there are no data.
	 *
	 * @param code why, a code of the list {@code refusals} or of a problem; empty where
	 * the gateway gives none
	 */
	record Closed(String code) implements Availability {
	}

	/** The gateway failed or was busy, so that nothing is known. */
	record Unknown() implements Availability {
	}

}
