package org.shuyuan.gateway.access;

import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

import org.shuyuan.gateway.catalogue.KnownEntry;
import org.shuyuan.gateway.versions.DataVersion;
import org.shuyuan.vocab.CodeList;
import org.shuyuan.vocab.entry.Distribution;

/**
 * Names an original after its entry. The uploaded name is the uploader's own text, and
 * was not inspected.
 */
final class OriginalName {

	private static final Pattern UNSAFE = Pattern.compile("[\\p{C}\\p{Z}\\s<>:\"/\\\\|?*.]+");

	private static final int LONGEST = 80;

	/** Where what we call a format is not how such files end. */
	private static final Map<String, String> EXTENSIONS = Map.of("markup", "xml", "jpeg", "jpg", "seven-zip", "7z",
			"gzip", "gz");

	private OriginalName() {
	}

	static String of(KnownEntry known, DataVersion data) {
		Optional<Distribution> distribution = known.entry()
			.distributions()
			.stream()
			.filter((each) -> data.distribution().equals(each.id()))
			.findFirst();
		String title = known.entry().title().zh();
		if (known.entry().distributions().size() > 1) {
			title += "-" + distribution.map((each) -> each.title().zh()).orElse("");
		}
		String name = UNSAFE.matcher(title).replaceAll("_");
		name = name.substring(0, Math.min(LONGEST, name.length()));
		return (name.isEmpty() ? "data" : name) + extension(data);
	}

	/** Its own extension, where that is of a known kind of file. */
	private static String extension(DataVersion data) {
		String given = data.filename();
		String end = given.substring(given.lastIndexOf('.') + 1).toLowerCase(Locale.ROOT);
		if (!given.equals(end) && CodeList.of("formats").has(end) && !end.equals("other") && !end.equals("api")) {
			return "." + end;
		}
		String format = data.format();
		return (format == null || format.equals("binary")) ? "" : "." + EXTENSIONS.getOrDefault(format, format);
	}

}
