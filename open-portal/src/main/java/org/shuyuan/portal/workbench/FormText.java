package org.shuyuan.portal.workbench;

import org.jspecify.annotations.Nullable;
import org.shuyuan.vocab.Text;

/**
 * What was typed into a field, nothing where it was left blank.
 */
final class FormText {

	private FormText() {
	}

	static @Nullable String of(@Nullable String typed) {
		return (typed == null || typed.isBlank()) ? null : typed.strip();
	}

	static String orEmpty(@Nullable String typed) {
		return (typed == null) ? "" : typed.strip();
	}

	static @Nullable Text text(@Nullable String zh, @Nullable String en) {
		String chinese = of(zh);
		return (chinese == null) ? null : new Text(chinese, of(en));
	}

}
