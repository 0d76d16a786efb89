package org.shuyuan.catalogue.intake;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;

import org.jspecify.annotations.Nullable;

/**
 * Reads JSON lines from a stream; no line is kept that is longer than 1 MiB.
 */
final class ImportLines {

	static final int LONGEST = 1 << 20;

	private final InputStream in;

	private final byte[] buffer = new byte[1 << 16];

	private int filled;

	private int at;

	private int number;

	ImportLines(InputStream in) {
		this.in = in;
	}

	/** The next line that is not blank, or null at the end. */
	@Nullable RawRecord next() throws IOException {
		while (true) {
			ByteArrayOutputStream line = new ByteArrayOutputStream(1024);
			long length = 0;
			boolean ended = false;
			boolean any = false;
			while (!ended && more()) {
				any = true;
				int start = this.at;
				while (this.at < this.filled && this.buffer[this.at] != '\n') {
					this.at++;
				}
				length += this.at - start;
				if (length <= LONGEST) {
					line.write(this.buffer, start, this.at - start);
				}
				ended = this.at < this.filled;
				this.at += ended ? 1 : 0;
			}
			if (!any) {
				return null;
			}
			this.number++;
			if (length > LONGEST) {
				return new RawRecord.TooLong(this.number);
			}
			byte[] bytes = line.toByteArray();
			if (!blank(bytes)) {
				return new RawRecord.Line(this.number, withoutMark(bytes));
			}
		}
	}

	private boolean more() throws IOException {
		if (this.at == this.filled) {
			this.filled = Math.max(0, this.in.read(this.buffer));
			this.at = 0;
		}
		return this.at < this.filled;
	}

	private static boolean blank(byte[] line) {
		for (byte each : line) {
			if (each != ' ' && each != '\r' && each != '\t') {
				return false;
			}
		}
		return true;
	}

	/** The line without a byte order mark. */
	private byte[] withoutMark(byte[] line) {
		boolean marked = this.number == 1 && line.length >= 3 && line[0] == (byte) 0xef && line[1] == (byte) 0xbb
				&& line[2] == (byte) 0xbf;
		return marked ? java.util.Arrays.copyOfRange(line, 3, line.length) : line;
	}

}
