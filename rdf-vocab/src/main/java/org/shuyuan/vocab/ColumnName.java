package org.shuyuan.vocab;

import java.text.Normalizer;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * Compares the names of columns as people take them for the same: whatever their width,
 * case, spaces and invisible characters (Unicode NFKC).
 */
public final class ColumnName {

	private static final Pattern UNSEEN = Pattern.compile("[\\s\\p{Z}\\p{C}]+");

	private ColumnName() {
	}

	/** The form that two names share which people take for the same. */
	public static String folded(String name) {
		String wide = Normalizer.normalize(name, Normalizer.Form.NFKC)
			.toUpperCase(Locale.ROOT)
			.toLowerCase(Locale.ROOT);
		return UNSEEN.matcher(Normalizer.normalize(wide, Normalizer.Form.NFKC)).replaceAll("");
	}

}
