package org.shuyuan.gateway.tables;

import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.util.List;

import org.jspecify.annotations.Nullable;

/** Rows as csv. */
final class CsvRows implements RowSink {

	private final Writer out;

	CsvRows(OutputStream out, List<Column> columns) throws IOException {
		this.out = new BufferedWriter(new OutputStreamWriter(out, StandardCharsets.UTF_8), 1 << 16);
		row(columns.stream().map(Column::name).toArray());
	}

	@Override
	public void row(@Nullable Object[] values) throws IOException {
		for (int i = 0; i < values.length; i++) {
			if (i > 0) {
				this.out.write(',');
			}
			String text = RowFormat.text(values[i]);
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
