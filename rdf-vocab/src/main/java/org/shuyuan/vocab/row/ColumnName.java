package org.shuyuan.vocab.row;

import java.text.Normalizer;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * When two names of columns are the same to a reader: full width or half width, large or
 * small letters, whichever brackets, spaces and invisible characters aside.
 */
public final class ColumnName {

	private static final Pattern UNSEEN = Pattern.compile("[\\p{Cf}\\p{Cc}\\p{Z}\\s]+");

	private static final Pattern OPENING = Pattern
		.compile("[\\[{<\u3008\u300a\u300c\u300e\u3010\u3014\u3016\u3018\u301a]");

	private static final Pattern CLOSING = Pattern
		.compile("[\\]}>\u3009\u300b\u300d\u300f\u3011\u3015\u3017\u3019\u301b]");

	private ColumnName() {
	}

	/** The name in the form in which equal names are equal. */
	public static String fold(String name) {
		String plain = UNSEEN.matcher(Normalizer.normalize(name, Normalizer.Form.NFKC)).replaceAll("");
		return CLOSING.matcher(OPENING.matcher(plain).replaceAll("(")).replaceAll(")").toLowerCase(Locale.ROOT);
	}

}
