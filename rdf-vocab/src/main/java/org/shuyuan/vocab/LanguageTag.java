package org.shuyuan.vocab;

import java.util.IllformedLocaleException;
import java.util.Locale;

/**
 * Language tags (BCP 47) as other catalogues write them: {@code zh_CN}, {@code EN-us},
 * sometimes words that are not tags.
 */
public final class LanguageTag {

	private static final int LONGEST = 100;

	private LanguageTag() {
	}

	/** The tag in its canonical form, with hyphens; empty where it is not one. */
	public static String wellFormed(String written) {
		String tag = written.strip().replace('_', '-');
		if (tag.isEmpty() || tag.length() > LONGEST) {
			return "";
		}
		try {
			Locale locale = new Locale.Builder().setLanguageTag(tag).build();
			return locale.getLanguage().isEmpty() ? "" : locale.toLanguageTag();
		}
		catch (IllformedLocaleException ex) {
			return "";
		}
	}

	/** Whether a well-formed tag is that of Chinese in Chinese characters. */
	public static boolean isChinese(String tag) {
		Locale locale = Locale.forLanguageTag(tag);
		return (locale.getLanguage().equals("zh") || locale.getLanguage().equals("cmn"))
				&& !locale.getScript().equals("Latn");
	}

	/** Whether a well-formed tag is that of Chinese in traditional characters. */
	public static boolean isTraditional(String tag) {
		Locale locale = Locale.forLanguageTag(tag);
		return locale.getScript().equals("Hant") || locale.getScript().isEmpty() && switch (locale.getCountry()) {
			case "TW", "HK", "MO" -> true;
			default -> false;
		};
	}

	/** Whether a well-formed tag is that of English. */
	public static boolean isEnglish(String tag) {
		return Locale.forLanguageTag(tag).getLanguage().equals("en");
	}

	/** Whether a text holds Chinese characters and no Japanese ones. */
	public static boolean isWrittenInChinese(String text) {
		return text.codePoints().anyMatch(Character::isIdeographic) && text.codePoints()
			.mapToObj(Character.UnicodeScript::of)
			.noneMatch((each) -> each == Character.UnicodeScript.HIRAGANA || each == Character.UnicodeScript.KATAKANA);
	}

}
