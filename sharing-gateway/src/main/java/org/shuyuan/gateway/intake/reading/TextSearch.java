package org.shuyuan.gateway.intake.reading;

import java.io.IOException;
import java.io.Reader;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

import org.shuyuan.gateway.inspection.Finding;
import org.shuyuan.gateway.intake.encoding.Encoding;
import org.shuyuan.gateway.intake.encoding.EncodingDetection;
import org.shuyuan.gateway.negativelist.ContentRule;
import org.shuyuan.gateway.negativelist.ContentScan;
import org.shuyuan.gateway.negativelist.ContentWords;
import org.shuyuan.vocab.negativelist.SecrecyMarks;

/**
 * Searches text that is no table, and all text in what else it may be encoded in. What is
 * found concerns the whole file.
 */
public final class TextSearch {

	private static final int HEAD_LINES = 20;

	/** Rules whose findings count in any decoding. */
	static final Set<String> ALWAYS = Set.of(ContentRule.SECRECY_MARKING.code(), ContentRule.PROTECTED_WORD.code());

	private static final int LONGEST_LINE = 1 << 20;

	/** Longer than any number or marking with what may part it. */
	private static final int OVERLAP = 1 << 10;

	private TextSearch() {
	}

	/** What any of the encodings shows, each rule once. */
	public static List<Finding> inAll(List<Encoding> encodings, Encoding.Source source, ContentWords words)
			throws IOException {
		Map<String, Finding> found = new HashMap<>();
		for (Encoding encoding : encodings) {
			for (Finding finding : in(encoding, source, words)) {
				found.merge(finding.rule(), finding, (a, b) -> (a.count() >= b.count()) ? a : b);
			}
		}
		found.remove(ContentRule.UNREADABLE.code());
		return List.copyOf(found.values());
	}

	/**
	 * What another encoding shows and the one it was read with does not: markings and
	 * words, and where the encoding is in doubt numbers too.
	 */
	public static List<Finding> inOthers(EncodingDetection detected, Encoding.Source source, ContentWords words)
			throws IOException {
		if (detected.others().isEmpty()) {
			return List.of();
		}
		List<Encoding> others = new ArrayList<>(detected.others());
		boolean wide = detected.encoding().isWide() || others.stream().anyMatch(Encoding::isWide);
		if (wide) {
			others.add(Encoding.BYTES);
		}
		Map<String, Long> shown = new HashMap<>();
		in(detected.encoding(), source, words).forEach((finding) -> shown.put(finding.rule(), finding.count()));
		return inAll(others, source, words).stream()
			.filter((finding) -> finding.count() > shown.getOrDefault(finding.rule(), 0L))
			.filter((finding) -> wide || detected.isDoubtful() || ALWAYS.contains(finding.rule()))
			.toList();
	}

	/** Broken JSON is searched as the text it is; escapes in it are not understood. */
	public static List<Finding> inJson(Encoding encoding, Encoding.Source source, ContentWords words)
			throws IOException {
		ContentScan scan = new ContentScan(words);
		try (Reader in = encoding.read(source)) {
			if (JsonTableReader.search(in, scan)) {
				return scan.found().stream().map((found) -> TableDraft.finding(null, found)).toList();
			}
		}
		List<Finding> findings = new ArrayList<>(in(encoding, source, words));
		findings.add(unread());
		return findings;
	}

	/**
	 * Text that is no table is searched in long pieces, cut between lines or, in a very
	 * long line, overlapping; findings concern the whole file.
	 */
	public static List<Finding> in(Encoding encoding, Encoding.Source source, ContentWords words) throws IOException {
		ContentScan scan = new ContentScan(words);
		boolean marked = false;
		boolean entities = false;
		try (Reader in = encoding.read(source)) {
			char[] buffer = new char[LONGEST_LINE];
			int carried = 0;
			boolean first = true;
			for (int length = fill(in, buffer, 0); length > carried; length = fill(in, buffer, carried)) {
				String chunk = new String(buffer, 0, length);
				if (first) {
					marked = chunk.lines().limit(HEAD_LINES).anyMatch(SecrecyMarks::isAlone);
					first = false;
				}
				entities |= chunk.contains("<!ENTITY");
				int line = (length < buffer.length) ? length - 1 : chunk.lastIndexOf('\n');
				boolean cut = line >= buffer.length / 2 || length < buffer.length;
				scan.scan(cut ? chunk.substring(0, line + 1) : chunk);
				int rest = cut ? line + 1 : length - OVERLAP;
				carried = length - rest;
				System.arraycopy(buffer, rest, buffer, 0, carried);
			}
		}
		List<Finding> findings = new ArrayList<>();
		scan.found().forEach((found) -> findings.add(TableDraft.finding(null, found)));
		if (marked) {
			findings
				.add(TableDraft.finding(null, new ContentScan.Found(ContentRule.SECRECY_MARKING, 1, List.of("密****"))));
		}
		if (entities) {
			findings.add(unread());
		}
		return findings;
	}

	private static int fill(Reader in, char[] buffer, int from) throws IOException {
		int length = from;
		for (int read = in.read(buffer, length, buffer.length - length); read > 0; read = in.read(buffer, length,
				buffer.length - length)) {
			length += read;
		}
		return length;
	}

	/** Represents content that could not be inspected. */
	public static Finding unread() {
		return new Finding(null, ContentRule.UNREADABLE.code(), ContentRule.VERSION, ContentRule.UNREADABLE.clause(), 1,
				List.of());
	}

}
