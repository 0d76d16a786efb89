package org.shuyuan.support.web;

import java.util.function.Predicate;
import java.util.regex.Pattern;

/**
 * What the names and values of headers may hold: assigned characters, none of them
 * control characters. Printable ASCII, which nearly all of them are, is recognised
 * without the firewall's expression.
 */
final class AllowedHeaderText implements Predicate<String> {

	/** As in {@code StrictHttpFirewall}. */
	static final AllowedHeaderText NAME = new AllowedHeaderText("[\\p{IsAssigned}&&[^\\p{IsControl}]]*");

	/** As in {@code StrictHttpFirewall}: with tabs. */
	static final AllowedHeaderText VALUE = new AllowedHeaderText("[\\p{IsAssigned}&&[[^\\p{IsControl}]||\\t]]*");

	private final Pattern pattern;

	private AllowedHeaderText(String pattern) {
		this.pattern = Pattern.compile(pattern);
	}

	@Override
	public boolean test(String text) {
		for (int i = 0; i < text.length(); i++) {
			if (text.charAt(i) < ' ' || text.charAt(i) > '~') {
				return this.pattern.matcher(text).matches();
			}
		}
		return true;
	}

}
