package org.shuyuan.gateway.intake.reading;

import java.io.FilterReader;
import java.io.IOException;
import java.io.Reader;

/**
 * Turns backslash escapes of quotation marks and of the backslash itself into what RFC
 * 4180 writes: a doubled quotation mark, and a backslash.
 */
final class BackslashReader extends FilterReader {

	private static final int NONE = -2;

	/** A character that was read ahead or results from the escape. */
	private int pending = NONE;

	BackslashReader(Reader in) {
		super(in);
	}

	@Override
	public int read() throws IOException {
		int next = (this.pending != NONE) ? this.pending : this.in.read();
		if (this.pending != NONE) {
			this.pending = NONE;
			return next;
		}
		if (next != '\\') {
			return next;
		}
		int escaped = this.in.read();
		if (escaped == '\\') {
			return escaped;
		}
		this.pending = escaped;
		return (escaped == '"') ? '"' : next;
	}

	@Override
	public int read(char[] buffer, int from, int length) throws IOException {
		int count = 0;
		while (count < length) {
			int next = read();
			if (next < 0) {
				return (count == 0) ? -1 : count;
			}
			buffer[from + count++] = (char) next;
		}
		return count;
	}

}
