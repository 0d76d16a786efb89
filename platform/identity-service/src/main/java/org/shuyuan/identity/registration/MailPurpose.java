package org.shuyuan.identity.registration;

import java.util.Locale;

/**
 * What a code is mailed for.
 */
enum MailPurpose {

	/** A citizen's own account. */
	REGISTER,
	/** Another password for an account. */
	RESET;

	String code() {
		return name().toLowerCase(Locale.ROOT);
	}

	/** Address of the page where it begins. */
	String page() {
		return switch (this) {
			case REGISTER -> "/register";
			case RESET -> "/password";
		};
	}

	static MailPurpose ofPage(String path) {
		return path.startsWith("/register") ? REGISTER : RESET;
	}

}
