package org.shuyuan.gateway.rowformat;

import java.io.IOException;
import java.io.OutputStream;
import java.math.BigDecimal;
import java.util.List;

import org.jspecify.annotations.Nullable;
import org.shuyuan.gateway.columns.Column;
import org.shuyuan.gateway.tables.RowSink;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.StreamWriteFeature;
import tools.jackson.core.exc.JacksonIOException;
import tools.jackson.core.json.JsonFactory;

/** Rows as one JSON object a line. */
final class NdjsonRows implements RowSink {

	private static final JsonFactory JSON = JsonFactory.builder()
		.disable(StreamWriteFeature.AUTO_CLOSE_TARGET)
		.rootValueSeparator("\n")
		.build();

	private final JsonGenerator out;

	private final List<Column> columns;

	NdjsonRows(OutputStream out, List<Column> columns) {
		this.out = JSON.createGenerator(ObjectWriteContext.empty(), out);
		this.columns = columns;
	}

	@Override
	public void row(@Nullable Object[] values) throws IOException {
		try {
			write(values);
		}
		catch (JacksonIOException ex) {
			throw ex.getCause();
		}
	}

	private void write(@Nullable Object[] values) {
		this.out.writeStartObject();
		for (int i = 0; i < values.length; i++) {
			Object value = values[i];
			if (value != null) {
				this.out.writeName(this.columns.get(i).name());
				write(value);
			}
		}
		this.out.writeEndObject();
	}

	private void write(Object value) {
		switch (value) {
			case Long number -> this.out.writeNumber(number);
			case BigDecimal number -> this.out.writeNumber(number);
			case Boolean truth -> this.out.writeBoolean(truth);
			default -> this.out.writeString(RowFormat.text(value));
		}
	}

	@Override
	public void close() throws IOException {
		this.out.writeRaw('\n');
		this.out.close();
	}

}
