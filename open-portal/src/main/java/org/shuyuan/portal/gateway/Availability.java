package org.shuyuan.portal.gateway;

import org.jspecify.annotations.Nullable;

/**
 * What the gateway says everybody may have of a distribution.
 */
public sealed interface Availability {

	/** The data, where everybody may have any; {@code null} otherwise. */
	default @Nullable Data orNull() {
		return (this instanceof Available available) ? available.data() : null;
	}

	/**
	 * Everybody may have some of it.
	 *
	 * @param data what there is
	 */
	record Available(Data data) implements Availability {
	}

	/**
	 * Nobody may have it without more, or there is none.
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
