package org.shuyuan.gateway.intake;

import java.util.Locale;

import org.jspecify.annotations.Nullable;
import org.shuyuan.gateway.negativelist.ContentScan;
import org.shuyuan.gateway.negativelist.ContentWords;
import org.shuyuan.vocab.negativelist.SecrecyMarks;

/**
 * The name a file comes with, searched as its content is. A name with any finding is not
 * stored.
 *
 * @param label what is stored: the name, or a neutral one
 * @param marked whether it carried a secrecy marking
 */
record UploadName(String label, boolean marked) {

	private static final String NEUTRAL = "data";

	private static final int LONGEST_EXTENSION = 5;

	static UploadName of(@Nullable String given, ContentWords words) {
		String label = Filename.tidy(given);
		if (given == null) {
			return new UploadName(label, false);
		}
		boolean marked = SecrecyMarks.inName(given) || SecrecyMarks.inName(label);
		ContentScan scan = new ContentScan(words);
		scan.scan(given);
		scan.scan(label);
		return new UploadName((marked || !scan.found().isEmpty()) ? NEUTRAL + extension(label) : label, marked);
	}

	private static String extension(String label) {
		String extension = label.substring(Math.max(0, label.lastIndexOf('.'))).toLowerCase(Locale.ROOT);
		boolean plain = extension.startsWith(".") && extension.length() > 1 && extension.length() <= LONGEST_EXTENSION
				&& extension.chars()
					.skip(1)
					.allMatch((next) -> (next >= 'a' && next <= 'z') || Character.isDigit(next));
		return plain ? extension : "";
	}

}
