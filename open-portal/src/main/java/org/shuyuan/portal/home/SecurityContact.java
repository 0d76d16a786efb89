package org.shuyuan.portal.home;

import java.net.URI;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

import org.jspecify.annotations.Nullable;
import org.shuyuan.observability.InvalidSetting;

import org.springframework.boot.context.properties.ConfigurationProperties;

/**
 * Where to report a vulnerability, as the fields {@code Contact} and {@code Expires} of
 * <a href="https://www.rfc-editor.org/rfc/rfc9116">RFC 9116</a>.
 *
 * @param contact {@code mailto:}, {@code tel:} or {@code https:} addresses, preferred
 * ones first; without any the file is not served
 * @param expires when the contact is no longer to be relied on; 180 days after the start
 * of the process where it is not set
 */
@ConfigurationProperties("shuyuan.security")
public record SecurityContact(@Nullable List<String> contact, @Nullable String expires) {

	private static final Set<String> SCHEMES = Set.of("mailto", "tel", "https");

	private static final int DAYS = 180;

	/**
	 * The contact as it is set.
	 * @throws InvalidSetting if an address or the instant is of another form
	 */
	public SecurityContact {
		contact = (contact == null) ? List.of()
				: contact.stream().map(String::strip).filter((each) -> !each.isEmpty()).toList();
		contact.forEach(SecurityContact::check);
		expires = instant(expires).toString();
	}

	private static void check(String contact) {
		try {
			if (SCHEMES.contains(String.valueOf(URI.create(contact).getScheme()))) {
				return;
			}
		}
		catch (IllegalArgumentException _) {
			// reported below
		}
		throw new InvalidSetting(
				"SHUYUAN_SECURITY_CONTACT is '%s'; an address such as mailto:security@data.example.cn or https://… is expected"
					.formatted(contact));
	}

	private static Instant instant(@Nullable String expires) {
		if (expires == null || expires.isBlank()) {
			return Instant.now().truncatedTo(ChronoUnit.DAYS).plus(DAYS, ChronoUnit.DAYS);
		}
		try {
			return Instant.parse(expires.strip());
		}
		catch (DateTimeParseException _) {
			throw new InvalidSetting(
					"SHUYUAN_SECURITY_EXPIRES is '%s'; an instant such as 2027-06-30T00:00:00Z is expected"
						.formatted(expires));
		}
	}

	/** The file, or nothing while there is no contact. */
	Optional<String> text(String base) {
		List<String> contacts = Objects.requireNonNullElse(this.contact, List.of());
		if (contacts.isEmpty()) {
			return Optional.empty();
		}
		return Optional.of(contacts.stream().map((each) -> "Contact: " + each + "\n").collect(Collectors.joining())
				+ "Expires: %s\nPreferred-Languages: zh, en\nCanonical: %s/.well-known/security.txt\n"
					.formatted(this.expires, base));
	}

}
