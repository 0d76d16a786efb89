package org.shuyuan.gateway.delivery;

import java.nio.charset.StandardCharsets;
import java.time.ZonedDateTime;
import java.util.List;

import org.shuyuan.vocab.entry.Distribution;
import org.shuyuan.vocab.entry.Entry;
import org.shuyuan.vocab.identifier.DistributionId;

import org.springframework.web.util.UriUtils;

/**
 * The name under which a table is saved: the title of its entry, that of the distribution
 * where the entry has several, and the day of the version, so that a monthly download
 * does not overwrite earlier ones (RFC 6266 and RFC 8187, in both forms).
 */
final class DownloadName {

	private static final int LONGEST = 80;

	private DownloadName() {
	}

	/**
	 * The value of {@code Content-Disposition} for rows.
	 * @param at when the version came, in the city's time zone
	 */
	static String of(Entry entry, DistributionId id, ZonedDateTime at, String extension) {
		StringBuilder name = new StringBuilder(tidy(entry.title().zh()));
		List<Distribution> all = entry.distributions();
		if (all.size() > 1) {
			all.stream()
				.filter((distribution) -> id.equals(distribution.id()))
				.map((distribution) -> tidy(distribution.title().zh()))
				.filter((title) -> !title.contentEquals(name))
				.forEach((title) -> name.append('-').append(title));
		}
		String day = "-" + at.toLocalDate();
		return of("rows" + day + "." + extension, (name.isEmpty() ? "rows" : name) + day + "." + extension);
	}

	/** The value of {@code Content-Disposition} for an original. */
	static String ofOriginal(String filename) {
		int dot = filename.lastIndexOf('.');
		return of("data" + ((dot < 0) ? "" : filename.substring(dot)), filename);
	}

	/**
	 * The value of {@code Content-Disposition}.
	 * @param plain for readers that know no other than ASCII names
	 */
	static String of(String plain, String name) {
		return "attachment; filename=\"%s\"; filename*=UTF-8''%s".formatted(plain,
				UriUtils.encode(name, StandardCharsets.UTF_8));
	}

	private static String tidy(String title) {
		String plain = title.replaceAll("[\\p{Cntrl}\\p{Cf}\\p{Cs}/\\\\:*?\"<>|]+", " ").strip();
		int end = plain.offsetByCodePoints(0, Math.min(LONGEST, plain.codePointCount(0, plain.length())));
		return plain.substring(0, end).replaceAll("^[.\\s]+|[.\\s]+$", "");
	}

}
