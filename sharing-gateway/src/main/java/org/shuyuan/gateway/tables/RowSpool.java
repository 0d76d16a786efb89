package org.shuyuan.gateway.tables;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.BitSet;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

import org.jspecify.annotations.Nullable;

/**
 * Rows of text waiting on disk in the plainest form there is for an engine to read: a
 * line for each, its cells separated by a control character, without quotation marks.
 * What would break the form is written with the escape character and read back by SQL.
 * The engine's own appender takes five times as long.
 */
final class RowSpool implements AutoCloseable {

	private static final char SEPARATOR = '\u001f';

	private static final char ESCAPE = '\u001b';

	private static final String ESCAPED = "" + ESCAPE + SEPARATOR + "\n\r";

	/** Begins each line, so that none is empty. */
	private static final char FIRST = '-';

	private static final int LEAST_LINE = 2 << 20;

	private final Path file;

	private final OutputStream out;

	private final StringBuilder line = new StringBuilder();

	/** Columns with a cell that was escaped. */
	private final BitSet escaped = new BitSet();

	private int longest = LEAST_LINE;

	RowSpool(Path file) throws IOException {
		this.file = file;
		this.out = new BufferedOutputStream(Files.newOutputStream(file), 1 << 16);
	}

	void begin() {
		this.line.setLength(0);
		this.line.append(FIRST);
	}

	/** Adds the next cell of the row; null for none. */
	void cell(int column, @Nullable String text) {
		this.line.append(SEPARATOR);
		if (text == null) {
			return;
		}
		int from = this.line.length();
		this.line.append(text);
		for (int i = from; i < this.line.length(); i++) {
			char next = this.line.charAt(i);
			if (next <= SEPARATOR && ESCAPED.indexOf(next) >= 0) {
				this.line.setLength(from);
				escape(text);
				this.escaped.set(column);
				return;
			}
		}
	}

	private void escape(String text) {
		for (int i = 0; i < text.length(); i++) {
			int number = ESCAPED.indexOf(text.charAt(i));
			if (number < 0) {
				this.line.append(text.charAt(i));
			}
			else {
				this.line.append(ESCAPE).append((char) ('0' + number));
			}
		}
	}

	void end() throws IOException {
		this.line.append('\n');
		byte[] bytes = this.line.toString().getBytes(StandardCharsets.UTF_8);
		this.longest = Math.max(this.longest, bytes.length);
		this.out.write(bytes);
	}

	/** A table expression in SQL of the rows so far: {@code c0}, {@code c1}… as text. */
	String sql(int columns) {
		String types = IntStream.range(0, columns)
			.mapToObj((i) -> ", 'c" + i + "': 'VARCHAR'")
			.collect(Collectors.joining());
		String source = """
				read_csv('%s', auto_detect=false, header=false, delim=chr(%d), quote='', escape='', comment='', \
				new_line='\\n', nullstr='', null_padding=true, max_line_size=%d, buffer_size=%d, \
				columns={'first': 'VARCHAR'%s})""".formatted(DuckDb.quoted(this.file), (int) SEPARATOR, this.longest,
				4L * this.longest, types);
		return "(SELECT " + IntStream.range(0, columns).mapToObj(this::column).collect(Collectors.joining(", "))
				+ " FROM " + source + ")";
	}

	private String column(int column) {
		String read = "c" + column;
		if (this.escaped.get(column)) {
			for (int number = ESCAPED.length() - 1; number >= 0; number--) {
				read = "replace(%s, chr(%d) || '%d', chr(%d))".formatted(read, (int) ESCAPE, number,
						(int) ESCAPED.charAt(number));
			}
		}
		return read + " AS c" + column;
	}

	/** Writes what waits in memory. */
	@Override
	public void close() throws IOException {
		this.out.close();
	}

}
