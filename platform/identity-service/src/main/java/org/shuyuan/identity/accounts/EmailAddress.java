package org.shuyuan.identity.accounts;

import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

import org.jspecify.annotations.Nullable;

/**
 * An e-mail address as HTML forms take it
 * (<a href="https://html.spec.whatwg.org/#valid-e-mail-address">HTML, valid e-mail
 * address</a>), in small letters; nothing in it breaks a header.
 *
 * @param value the address
 */
public record EmailAddress(String value) {

	private static final int LONGEST = 254;

	private static final String LABEL = "[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?";

	private static final Pattern FORM = Pattern
		.compile("[a-z0-9.!#$%&'*+/=?^_`{|}~-]{1,64}@" + LABEL + "(?:\\." + LABEL + ")+");

	public EmailAddress {
		value = value.strip().toLowerCase(Locale.ROOT);
		if (value.length() > LONGEST || !FORM.matcher(value).matches()) {
			throw new IllegalArgumentException("No e-mail address");
		}
	}

	public static Optional<EmailAddress> of(@Nullable String typed) {
		try {
			return (typed != null && typed.length() <= 2 * LONGEST) ? Optional.of(new EmailAddress(typed))
					: Optional.empty();
		}
		catch (IllegalArgumentException _) {
			return Optional.empty();
		}
	}

	/** The part before the at sign. */
	String local() {
		return this.value.substring(0, this.value.indexOf('@'));
	}

	@Override
	public String toString() {
		return this.value;
	}

}
