package org.shuyuan.gateway.rowformat;

import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.regex.Pattern;

import org.jspecify.annotations.Nullable;
import org.shuyuan.gateway.columns.Column;
import org.shuyuan.gateway.tables.RowSink;

/**
 * Rows as csv: for machines the values as they are; for people with a byte order mark, by
 * which spreadsheets know the encoding, and texts that a spreadsheet would take for a
 * formula with an apostrophe before them.
 */
final class CsvRows implements RowSink {

	private static final String FORMULA = "=+-@\t\r\n\uff1d\uff0b\uff0d\uff20";

	private static final Pattern NUMBER = Pattern.compile("[+-]?\\d[\\d.,]*");

	private final Writer out;

	private final boolean people;

	CsvRows(OutputStream out, List<Column> columns, boolean people) throws IOException {
		this.people = people;
		this.out = new BufferedWriter(new OutputStreamWriter(out, StandardCharsets.UTF_8), 1 << 16);
		if (people) {
			this.out.write('\ufeff');
		}
		row(columns.stream().map(Column::name).toArray());
	}

	@Override
	public void row(@Nullable Object[] values) throws IOException {
		for (int i = 0; i < values.length; i++) {
			if (i > 0) {
				this.out.write(',');
			}
			String text = (this.people && values[i] instanceof String cell) ? guarded(cell) : RowFormat.text(values[i]);
			if (isPlain(text) && !(values.length == 1 && text.isEmpty())) {
				this.out.write(text);
			}
			else {
				this.out.write('"');
				this.out.write(text.replace("\"", "\"\""));
				this.out.write('"');
			}
		}
		this.out.write("\r\n");
	}

	private static String guarded(String text) {
		return (text.isEmpty() || FORMULA.indexOf(text.charAt(0)) < 0 || NUMBER.matcher(text).matches()) ? text
				: "'" + text;
	}

	private static boolean isPlain(String text) {
		for (int i = 0; i < text.length(); i++) {
			char next = text.charAt(i);
			if (next == ',' || next == '"' || next == '\n' || next == '\r') {
				return false;
			}
		}
		return true;
	}

	@Override
	public void close() throws IOException {
		this.out.flush();
	}

}
