package org.shuyuan.gateway.intake.reading;

import java.io.IOException;
import java.io.InputStream;
import java.io.Reader;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.List;

import org.shuyuan.gateway.inspection.Finding;
import org.shuyuan.gateway.intake.encoding.Encoding;
import org.shuyuan.gateway.negativelist.ContentWords;

/**
 * Text in UTF-8 that a program took for Latin and encoded once more: each byte has become
 * a character. What it says is searched for markings and words as well.
 */
public final class DoubleEncoding {

	private static final Charset WINDOWS = Charset.forName("windows-1252");

	private static final int[] BYTES = new int[1 << 16];

	static {
		for (int i = 0; i < BYTES.length; i++) {
			BYTES[i] = (i < 0x100) ? i : -1;
		}
		for (int i = 0x80; i < 0xA0; i++) {
			char sign = new String(new byte[] { (byte) i }, WINDOWS).charAt(0);
			if (sign != '\uFFFD') {
				BYTES[sign] = i;
			}
		}
	}

	private DoubleEncoding() {
	}

	/** What the text shows once it is decoded again; nothing of any other text. */
	public static List<Finding> search(Encoding encoding, Encoding.Source source, ContentWords words)
			throws IOException {
		if (!encoding.charset().equals(StandardCharsets.UTF_8) || !isDouble(encoding, source)) {
			return List.of();
		}
		return TextSearch
			.in(new Encoding(StandardCharsets.UTF_8, 0), () -> new LatinBytes(encoding.read(source)), words)
			.stream()
			.filter((finding) -> TextSearch.ALWAYS.contains(finding.rule()))
			.toList();
	}

	/** Whether characters follow each other as the bytes of a Chinese one do. */
	private static boolean isDouble(Encoding encoding, Encoding.Source source) throws IOException {
		try (Reader in = encoding.read(source)) {
			char[] buffer = new char[1 << 14];
			int following = 0;
			for (int length = in.read(buffer); length >= 0; length = in.read(buffer)) {
				for (int i = 0; i < length; i++) {
					int next = BYTES[buffer[i]];
					boolean lead = next >= 0xE2 && next <= 0xE9;
					boolean trail = next >= 0x80 && next <= 0xBF;
					following = lead ? 1 : (trail && following > 0) ? following + 1 : 0;
					if (following == 3) {
						return true;
					}
				}
			}
			return false;
		}
	}

	/** The bytes that characters encode. */
	private static final class LatinBytes extends InputStream {

		private final Reader in;

		LatinBytes(Reader in) {
			this.in = in;
		}

		@Override
		public int read() throws IOException {
			int next = this.in.read();
			return (next < 0) ? -1 : (BYTES[next] < 0) ? '?' : BYTES[next];
		}

		@Override
		public int read(byte[] bytes, int offset, int length) throws IOException {
			char[] chars = new char[Math.min(length, 1 << 14)];
			int read = this.in.read(chars);
			for (int i = 0; i < read; i++) {
				bytes[offset + i] = (byte) ((BYTES[chars[i]] < 0) ? '?' : BYTES[chars[i]]);
			}
			return read;
		}

		@Override
		public void close() throws IOException {
			this.in.close();
		}

	}

}
