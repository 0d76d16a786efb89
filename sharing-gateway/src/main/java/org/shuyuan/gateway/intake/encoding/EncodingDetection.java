package org.shuyuan.gateway.intake.encoding;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.Charset;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CoderResult;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

import org.shuyuan.gateway.inspection.NotATable;
import org.shuyuan.gateway.inspection.VersionNote;
import org.shuyuan.vocab.Text;

/**
 * In which encoding a text is: the candidate that makes the most plausible text of it. A
 * byte order mark is one reason among others; a few broken characters are tolerated, and
 * reported.
 *
 * @param encoding what to read it with
 * @param others what else it may be, or what parts of it may be in
 * @param notes what is in doubt
 */
public record EncodingDetection(Encoding encoding, List<Encoding> others, List<VersionNote> notes) {

	private static final List<String> NARROW = List.of("UTF-8", "GB18030", "Big5", "Shift_JIS", "windows-1252",
			"Big5-HKSCS", "windows-31j");

	private static final List<String> WIDE = List.of("UTF-16LE", "UTF-16BE", "UTF-32LE", "UTF-32BE");

	/** One broken character in so many is forgiven; exports cut fields within one. */
	private static final int FORGIVEN = 20;

	private static final int FEW = 2;

	private static final double MARKED = 0.2;

	private static final double WHOLE = 0.35;

	private static final double CLEAR = 0.12;

	private static final double LEAST = -0.1;

	private static final double CONVINCING = 0.25;

	public EncodingDetection {
		others = List.copyOf(others);
		notes = List.copyOf(notes);
	}

	public static EncodingDetection of(Encoding.Source source) throws IOException, NotATable {
		TextSample sample = TextSample.of(source);
		ByteOrderMark mark = ByteOrderMark.of(sample.head());
		boolean unmarked = mark == ByteOrderMark.NONE || mark == ByteOrderMark.UTF_8;
		if (unmarked && (sample.isAscii() || sample.isUtf8())) {
			return new EncodingDetection(new Encoding(StandardCharsets.UTF_8, mark.length()), List.of(), List.of());
		}
		Candidate best = null;
		Candidate next = null;
		List<Encoding> candidates = candidates(mark, sample);
		for (Encoding candidate : candidates) {
			Candidate scored = Candidate.of(candidate, sample, mark);
			if (best == null || scored.score > best.score + 0.01) {
				next = best;
				best = scored;
			}
			else if ((next == null || scored.score > next.score) && !scored.text.equals(best.text)) {
				next = scored;
			}
		}
		if (best == null || best.score < LEAST || (best.isLatin() && best.score < CONVINCING)) {
			if (sample.hasZeros()) {
				throw new NotATable("binary", "二进制内容，不是表格", "Binary content, not a table");
			}
			throw unknown();
		}
		Broken broken = Broken.of(source, best.encoding);
		if ((broken.count - FEW) * FORGIVEN > broken.characters) {
			throw unknown();
		}
		Encoding chosen = best.encoding;
		List<VersionNote> notes = new ArrayList<>();
		if (broken.count > 0) {
			notes.add(broken.note(chosen));
		}
		if (best.score < CONVINCING || (next != null && best.score - next.score < CLEAR)) {
			notes.add(new VersionNote("encoding-doubtful", Text.of(
					"文字编码不能确定，按 %s 读取，请核对".formatted(chosen.charset().name()),
					"The encoding is not certain; read as %s, please check".formatted(chosen.charset().name()))));
		}
		if (mark != ByteOrderMark.NONE && !mark.charset().equals(chosen.charset().name())) {
			notes.add(new VersionNote("encoding-mark-wrong",
					Text.of("字节顺序标记说是 %s，内容却是 %s".formatted(mark.charset(), chosen.charset().name()),
							"The byte order mark says %s, the content is %s".formatted(mark.charset(),
									chosen.charset().name()))));
		}
		List<Encoding> others = new ArrayList<>(candidates);
		others.remove(chosen);
		others.removeIf(
				(other) -> other.charset().name().startsWith("windows") || other.charset().name().endsWith("SCS"));
		return new EncodingDetection(chosen, others, notes);
	}

	/**
	 * The same where a doubt is settled by what the text itself declares, if it can be
	 * read so without a broken character.
	 */
	public EncodingDetection declaring(String name, Encoding.Source source) throws IOException {
		String wanted = name.toUpperCase(Locale.ROOT).startsWith("GB") ? "GB18030" : name;
		for (Encoding other : this.others) {
			if (isDoubtful() && other.charset().name().equalsIgnoreCase(wanted)
					&& Broken.of(source, other).count == 0) {
				List<Encoding> rest = new ArrayList<>(this.others);
				rest.remove(other);
				rest.add(this.encoding);
				return new EncodingDetection(other, rest, List.of(new VersionNote("encoding-declared", Text.of(
						"按文件自己声明的编码 %s 读取，请核对".formatted(other.charset().name()),
						"Read as %s, which the file declares; please check".formatted(other.charset().name())))));
			}
		}
		return this;
	}

	/** Every encoding the bytes may be in. */
	public static List<Encoding> all(Encoding.Source source) throws IOException {
		TextSample sample = TextSample.of(source);
		return candidates(ByteOrderMark.of(sample.head()), sample);
	}

	private static NotATable unknown() {
		return new NotATable("encoding-unknown", "文字编码无法识别", "The text's encoding is not known");
	}

	private static List<Encoding> candidates(ByteOrderMark mark, TextSample sample) {
		List<String> names = new ArrayList<>(NARROW);
		if (mark.isWide() || sample.hasZeros()) {
			names.addAll(WIDE);
		}
		return names.stream()
			.filter(Charset::isSupported)
			.map((name) -> new Encoding(Charset.forName(name), mark.length()))
			.toList();
	}

	public boolean isDoubtful() {
		return !this.notes.isEmpty();
	}

	private record Candidate(Encoding encoding, String text, double score) {

		static Candidate of(Encoding encoding, TextSample sample, ByteOrderMark mark) {
			byte[] bytes = encoding.isWide() ? sample.head() : sample.telling();
			int from = Math.min(bytes.length, startsAlike(bytes, sample.head()) ? mark.length() : 0);
			int unit = encoding.charset().name().startsWith("UTF-32") ? 4 : encoding.isWide() ? 2 : 1;
			int length = bytes.length - from;
			String text = new String(bytes, from, length - length % unit, encoding.charset());
			boolean marked = mark.charset().equals(encoding.charset().name());
			boolean whole = encoding.charset().equals(StandardCharsets.UTF_8)
					&& (sample.mayBeUtf8() || sample.isNearlyUtf8());
			return new Candidate(encoding, text,
					Plausibility.of(text, encoding.charset()) + (marked ? MARKED : 0) + (whole ? WHOLE : 0));
		}

		private static boolean startsAlike(byte[] bytes, byte[] head) {
			for (int i = 0; i < Math.min(4, Math.min(bytes.length, head.length)); i++) {
				if (bytes[i] != head[i]) {
					return false;
				}
			}
			return true;
		}

		boolean isLatin() {
			return this.encoding.charset().name().equals("windows-1252");
		}

	}

	private record Broken(long count, long characters, long line) {

		static Broken of(Encoding.Source source, Encoding encoding) throws IOException {
			CharsetDecoder decoder = encoding.charset()
				.newDecoder()
				.onMalformedInput(CodingErrorAction.REPORT)
				.onUnmappableCharacter(CodingErrorAction.REPORT);
			ByteBuffer bytes = ByteBuffer.allocate(1 << 16).flip();
			CharBuffer chars = CharBuffer.allocate(1 << 16);
			long broken = 0;
			long all = 0;
			long lines = 1;
			long first = 0;
			try (InputStream in = source.open()) {
				in.skipNBytes(encoding.mark());
				boolean end = false;
				while (!end || bytes.hasRemaining()) {
					bytes.compact();
					int read = in.read(bytes.array(), bytes.position(), bytes.remaining());
					end = read < 0;
					bytes.position(bytes.position() + Math.max(0, read)).flip();
					CoderResult result = decoder.decode(bytes, chars, end);
					all += chars.position();
					for (int i = 0; i < chars.position(); i++) {
						lines += (chars.get(i) == '\n') ? 1 : 0;
					}
					chars.clear();
					if (result.isError()) {
						broken++;
						first = (first == 0) ? lines : first;
						bytes.position(bytes.position() + Math.min(result.length(), bytes.remaining()));
					}
				}
			}
			return new Broken(broken, all, first);
		}

		VersionNote note(Encoding encoding) {
			return new VersionNote("encoding-broken",
					Text.of("按 %s 读取，有 %d 个字符损坏，首处在第 %d 行".formatted(encoding.charset().name(), this.count, this.line),
							"Read as %s; %d characters are broken, the first in line %d"
								.formatted(encoding.charset().name(), this.count, this.line)));
		}

	}

}
