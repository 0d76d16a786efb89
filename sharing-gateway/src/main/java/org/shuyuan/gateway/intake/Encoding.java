package org.shuyuan.gateway.intake;

import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.Charset;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CoderResult;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;

/**
 * In which encoding a text is: told by its byte order mark, by being whole UTF-8, or else
 * GB18030 if nearly all of it is that.
 *
 * @param charset the charset
 * @param mark length of the byte order mark, 0 without one
 */
record Encoding(Charset charset, int mark) {

	/** Every byte a character, for looking at bytes as they are. */
	static final Encoding BYTES = new Encoding(StandardCharsets.ISO_8859_1, 0);

	private static final Charset GB18030 = Charset.forName("GB18030");

	/**
	 * One broken character in so many is forgiven: exports cut fields in the middle of
	 * one.
	 */
	private static final long FORGIVEN = 500;

	@FunctionalInterface
	interface Source {

		InputStream open() throws IOException;

	}

	static Encoding of(Source source) throws IOException, NotATable {
		byte[] head;
		try (InputStream in = source.open()) {
			head = in.readNBytes(4096);
		}
		if (starts(head, 0xEF, 0xBB, 0xBF)) {
			return new Encoding(StandardCharsets.UTF_8, 3);
		}
		if (starts(head, 0xFF, 0xFE)) {
			return new Encoding(StandardCharsets.UTF_16LE, 2);
		}
		if (starts(head, 0xFE, 0xFF)) {
			return new Encoding(StandardCharsets.UTF_16BE, 2);
		}
		int evenZeros = zeros(head, 0);
		int oddZeros = zeros(head, 1);
		if (oddZeros + evenZeros > head.length / 8) {
			if (Math.min(oddZeros, evenZeros) > head.length / 100) {
				throw new NotATable("binary", "二进制内容，不是表格", "Binary content, not a table");
			}
			return new Encoding((oddZeros > evenZeros) ? StandardCharsets.UTF_16LE : StandardCharsets.UTF_16BE, 0);
		}
		if (broken(source, StandardCharsets.UTF_8, 1) == 0) {
			return new Encoding(StandardCharsets.UTF_8, 0);
		}
		if (broken(source, GB18030, Long.MAX_VALUE) == 0) {
			return new Encoding(GB18030, 0);
		}
		throw new NotATable("encoding-unknown", "文字编码无法识别", "The text's encoding is not known");
	}

	/** 0 if all but a forgiven few characters are of that charset. */
	private static long broken(Source source, Charset charset, long most) throws IOException {
		CharsetDecoder decoder = charset.newDecoder()
			.onMalformedInput(CodingErrorAction.REPORT)
			.onUnmappableCharacter(CodingErrorAction.REPORT);
		ByteBuffer bytes = ByteBuffer.allocate(1 << 16).flip();
		CharBuffer chars = CharBuffer.allocate(1 << 16);
		long broken = 0;
		long all = 0;
		try (InputStream in = source.open()) {
			boolean end = false;
			while (!end || bytes.hasRemaining()) {
				bytes.compact();
				int read = in.read(bytes.array(), bytes.position(), bytes.remaining());
				end = read < 0;
				bytes.position(bytes.position() + Math.max(0, read)).flip();
				CoderResult result = decoder.decode(bytes, chars, end);
				all += chars.position();
				chars.clear();
				if (result.isError()) {
					broken++;
					bytes.position(bytes.position() + Math.min(result.length(), bytes.remaining()));
					if (broken >= most) {
						return broken;
					}
				}
			}
		}
		return (broken * FORGIVEN > all) ? broken : 0;
	}

	/**
	 * Whether characters are of two bytes: told by a mark or a head, which the rest need
	 * not keep to.
	 */
	boolean isWide() {
		return this.charset.name().startsWith("UTF-16");
	}

	/** The text, from after the byte order mark. */
	Reader read(Source source) throws IOException {
		InputStream in = source.open();
		in.skipNBytes(this.mark);
		return new InputStreamReader(in, this.charset);
	}

	private static boolean starts(byte[] head, int... wanted) {
		if (head.length < wanted.length) {
			return false;
		}
		for (int i = 0; i < wanted.length; i++) {
			if ((head[i] & 0xff) != wanted[i]) {
				return false;
			}
		}
		return true;
	}

	private static int zeros(byte[] head, int from) {
		int zeros = 0;
		for (int i = from; i < head.length; i += 2) {
			zeros += (head[i] == 0) ? 1 : 0;
		}
		return zeros;
	}

}
