package org.shuyuan.vocab;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonValue;
import org.jspecify.annotations.Nullable;

/**
 * A text in Chinese, with an English rendering where there is one. The two travel as
 * language-tagged literals and are never mixed into one string. What comes from elsewhere
 * and has no Chinese keeps its own language and is never said to be Chinese: in JSON it
 * has no {@code zh} but {@code en}, or else {@code text}, and names its language.
 *
 * @param zh the Chinese text, or the foreign one where there is no Chinese; not blank
 * @param en the English text, optional; blank counts as absent
 * @param language language of a foreign text (BCP 47, {@code und} where unknown); absent
 * where the text is Chinese
 */
public record Text(String zh, @Nullable String en, @Nullable String language) {

	/** The language of a text whose language is unknown. */
	public static final String UNKNOWN = "und";

	public Text {
		if (zh == null || zh.isBlank()) {
			throw new IllegalArgumentException("A text needs its Chinese form (zh)");
		}
		zh = zh.strip();
		en = (en == null || en.isBlank()) ? null : en.strip();
		language = (language == null || language.isBlank()) ? null : language;
	}

	public Text(String zh, @Nullable String en) {
		this(zh, en, null);
	}

	@JsonCreator
	static Text ofJson(@JsonProperty("zh") @Nullable String zh, @JsonProperty("en") @Nullable String en,
			@JsonProperty("text") @Nullable String text, @JsonProperty("language") @Nullable String language) {
		if (zh != null || language == null && en == null) {
			return new Text((zh != null) ? zh : "", en, null);
		}
		String tag = LanguageTag.wellFormed((language != null) ? language : "en");
		if (tag.isEmpty() && !UNKNOWN.equals(language)) {
			throw new IllegalArgumentException("The language is no BCP 47 tag");
		}
		String written = (text != null) ? text : (en != null) ? en : "";
		return LanguageTag.isChinese(tag) ? new Text(written, en, null)
				: foreign(written, LanguageTag.isEnglish(tag) ? "en" : tag);
	}

	public static Text of(String zh) {
		return new Text(zh, null);
	}

	public static Text of(String zh, String en) {
		return new Text(zh, en);
	}

	/**
	 * A text in the language that its tag says, or, where no tag says it, in the one that
	 * its characters show.
	 * @param tag a BCP 47 tag; empty where unknown
	 */
	public static Text inLanguage(String text, String tag) {
		String language = LanguageTag.wellFormed(tag);
		if (LanguageTag.isChinese(language) || language.isEmpty() && LanguageTag.isWrittenInChinese(text)) {
			return of(text);
		}
		return foreign(text, LanguageTag.isEnglish(language) ? "en" : language);
	}

	/**
	 * A text that is not Chinese.
	 * @param language its language, empty where unknown
	 */
	public static Text foreign(String text, String language) {
		boolean english = language.equals("en");
		return new Text(text, english ? text : null, language.isEmpty() ? UNKNOWN : language);
	}

	@JsonValue
	Written written() {
		boolean chinese = this.language == null;
		return new Written(chinese ? this.zh : null, this.en, (chinese || this.en != null) ? null : this.zh,
				this.language);
	}

	/**
	 * The text for a reader: English where asked for and present, otherwise Chinese, or
	 * what there is.
	 * @param language a BCP 47 tag, such as {@code zh-CN} or {@code en}
	 */
	public String in(String language) {
		return (this.en != null && language.startsWith("en")) ? this.en : this.zh;
	}

	/**
	 * A text in its JSON form.
	 *
	 * @param zh in Chinese
	 * @param en in English
	 * @param text in another language
	 * @param language which, where there is no Chinese
	 */
	@JsonInclude(JsonInclude.Include.NON_NULL)
	record Written(@Nullable String zh, @Nullable String en, @Nullable String text, @Nullable String language) {
	}

}
