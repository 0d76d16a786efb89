package org.shuyuan.portal.page;

import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeParseException;
import java.util.Locale;
import java.util.Set;

import org.jspecify.annotations.Nullable;
import org.shuyuan.vocab.Text;

/**
 * What the frame around every page knows.
 *
 * @param language {@code zh-CN} or {@code en}
 * @param theme {@code auto}, {@code light} or {@code dark}
 * @param path path of the page, without query
 * @param query the page's query without language and theme, ending in an ampersand unless
 * empty
 * @param person name of the person signed in
 * @param roles role codes of that person
 * @param desk whether the page belongs to the signed-in half
 * @param assets addresses of style and script
 * @param base address of the portal
 * @param zone the city's time zone
 */
public record Site(String language, String theme, String path, String query, @Nullable String person, Set<String> roles,
		boolean desk, Assets assets, String base, ZoneId zone) {

	/** Whether the page is read in English. */
	public boolean english() {
		return this.language.equals("en");
	}

	/** This page in another language. */
	public String inLanguage(String tag) {
		return this.path + "?" + this.query + "lang=" + tag;
	}

	/** This page in another theme. */
	public String inTheme(String name) {
		return this.path + "?" + this.query + "look=" + name;
	}

	/** Whether the page, or one below it, is where the link leads. */
	public boolean at(String link) {
		return this.path.equals(link) || this.path.startsWith(link + "/");
	}

	/** Whether the person signed in holds any of the roles. */
	public boolean isAny(String... codes) {
		for (String code : codes) {
			if (this.roles.contains(code)) {
				return true;
			}
		}
		return false;
	}

	/** A text in the reader's language. */
	public String text(@Nullable Text text) {
		return (text != null) ? text.in(this.language) : "";
	}

	/** The language a text is really in, for the reader's screen reader. */
	public @Nullable String languageOf(@Nullable Text text) {
		return (english() && text != null && text.en() == null) ? "zh-CN" : null;
	}

	/** A number with separators. */
	public String number(@Nullable Number number) {
		return (number != null) ? String.format(Locale.ENGLISH, "%,d", number.longValue()) : "";
	}

	/** A size, short. */
	public String bytes(long bytes) {
		if (bytes < 1000) {
			return bytes + " B";
		}
		return (bytes < 1_000_000) ? "%.0f KB".formatted(bytes / 1e3)
				: (bytes < 1_000_000_000) ? "%.1f MB".formatted(bytes / 1e6) : "%.2f GB".formatted(bytes / 1e9);
	}

	/** The day of an instant or day, in the city's zone. */
	public String day(@Nullable Object day) {
		if (day == null) {
			return "";
		}
		String text = day.toString();
		if (text.length() > 10) {
			try {
				return Instant.parse(text).atZone(this.zone).toLocalDate().toString();
			}
			catch (DateTimeParseException ex) {
				return text.substring(0, 10);
			}
		}
		return text;
	}

}
