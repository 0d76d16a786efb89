package org.shuyuan.vocab;

import org.jspecify.annotations.Nullable;

/**
 * A text in Chinese, with an English rendering where there is one. The two travel as
 * language-tagged literals and are never mixed into one string.
 *
 * @param zh the Chinese text, required, not blank
 * @param en the English text, optional; blank counts as absent
 */
public record Text(String zh, @Nullable String en) {

	public Text {
		if (zh == null || zh.isBlank()) {
			throw new IllegalArgumentException("A text needs its Chinese form (zh)");
		}
		zh = zh.strip();
		en = (en == null || en.isBlank()) ? null : en.strip();
	}

	public static Text of(String zh) {
		return new Text(zh, null);
	}

	public static Text of(String zh, String en) {
		return new Text(zh, en);
	}

	/**
	 * The text for a reader: English where asked for and present, otherwise Chinese.
	 * @param language a BCP 47 tag, such as {@code zh-CN} or {@code en}
	 */
	public String in(String language) {
		return (this.en != null && language.startsWith("en")) ? this.en : this.zh;
	}

}
