package org.shuyuan.gateway.intake.encoding;

import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;

/**
 * How bytes are read as text.
 *
 * @param charset the charset
 * @param mark length of the byte order mark, 0 without one
 */
public record Encoding(Charset charset, int mark) {

	/** Every byte a character, for looking at bytes as they are. */
	public static final Encoding BYTES = new Encoding(StandardCharsets.ISO_8859_1, 0);

	@FunctionalInterface
	public interface Source {

		InputStream open() throws IOException;

	}

	/** The text, from after the byte order mark; what is broken becomes U+FFFD. */
	public Reader read(Source source) throws IOException {
		InputStream in = source.open();
		in.skipNBytes(this.mark);
		return new InputStreamReader(in, this.charset);
	}

	/** Whether characters are of two or four bytes. */
	public boolean isWide() {
		return this.charset.name().startsWith("UTF-16") || this.charset.name().startsWith("UTF-32");
	}

}
