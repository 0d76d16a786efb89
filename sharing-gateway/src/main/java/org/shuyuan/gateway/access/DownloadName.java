package org.shuyuan.gateway.access;

import java.nio.charset.StandardCharsets;
import java.util.List;

import org.shuyuan.vocab.Distribution;
import org.shuyuan.vocab.DistributionId;
import org.shuyuan.vocab.Entry;

import org.springframework.web.util.UriUtils;

/**
 * The name under which a table is saved: that of its entry, and of the distribution where
 * the entry has several (RFC 6266, in both forms).
 */
final class DownloadName {

	private static final int LONGEST = 80;

	private DownloadName() {
	}

	/** The value of {@code Content-Disposition}. */
	static String of(Entry entry, DistributionId id, String extension) {
		StringBuilder name = new StringBuilder(tidy(entry.title().zh()));
		List<Distribution> all = entry.distributions();
		if (all.size() > 1) {
			all.stream()
				.filter((distribution) -> id.equals(distribution.id()))
				.map((distribution) -> tidy(distribution.title().zh()))
				.filter((title) -> !title.contentEquals(name))
				.forEach((title) -> name.append('-').append(title));
		}
		return of(name.isEmpty() ? "rows" : name.toString(), extension);
	}

	/** Readers that know no other than ASCII names get one of these. */
	static String of(String name, String extension) {
		return "attachment; filename=\"rows.%s\"; filename*=UTF-8''%s.%s".formatted(extension,
				UriUtils.encode(name, StandardCharsets.UTF_8), extension);
	}

	private static String tidy(String title) {
		String plain = title.replaceAll("[\\p{Cntrl}\\p{Cf}\\p{Cs}/\\\\:*?\"<>|]+", " ").strip();
		int end = plain.offsetByCodePoints(0, Math.min(LONGEST, plain.codePointCount(0, plain.length())));
		return plain.substring(0, end).replaceAll("^[.\\s]+|[.\\s]+$", "");
	}

}
