package org.shuyuan.gateway.rowformat;

import java.io.IOException;
import java.io.OutputStream;
import java.math.BigDecimal;
import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;
import java.util.List;

import org.jspecify.annotations.Nullable;
import org.shuyuan.gateway.columns.Column;
import org.shuyuan.gateway.tables.RowSink;

/**
 * The forms in which rows stream out.
 */
public enum RowFormat {

	/**
	 * Comma-separated values, RFC 4180, UTF-8 without a byte order mark, values as they
	 * are.
	 */
	CSV("text/csv;charset=UTF-8", "csv") {
		@Override
		public RowSink open(OutputStream out, List<Column> columns) throws IOException {
			return new CsvRows(out, columns, false);
		}

		@Override
		public RowSink openForPeople(OutputStream out, List<Column> columns) throws IOException {
			return new CsvRows(out, columns, true);
		}
	},

	/** One JSON object a line. */
	NDJSON("application/x-ndjson", "ndjson") {
		@Override
		public RowSink open(OutputStream out, List<Column> columns) {
			return new NdjsonRows(out, columns);
		}
	},

	/** A workbook, Office Open XML; a new sheet every 1,048,575 rows. */
	XLSX("application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", "xlsx") {
		@Override
		public RowSink open(OutputStream out, List<Column> columns) throws IOException {
			return new XlsxRows(out, columns);
		}
	};

	private static final DateTimeFormatter MOMENT = DateTimeFormatter.ISO_LOCAL_DATE_TIME;

	private final String mediaType;

	private final String extension;

	RowFormat(String mediaType, String extension) {
		this.mediaType = mediaType;
		this.extension = extension;
	}

	/** Media type, with its charset where it has one. */
	public String mediaType() {
		return this.mediaType;
	}

	/** Extension for a file of it, without the dot. */
	public String extension() {
		return this.extension;
	}

	/** Writes rows to a stream, which stays open. */
	public abstract RowSink open(OutputStream out, List<Column> columns) throws IOException;

	/** The same, suitable for opening in a spreadsheet. */
	public RowSink openForPeople(OutputStream out, List<Column> columns) throws IOException {
		return open(out, columns);
	}

	/**
	 * A value as text: decimals without an exponent, days and moments as ISO 8601.
	 */
	public static String text(@Nullable Object value) {
		return switch (value) {
			case null -> "";
			case BigDecimal number -> plain(number);
			case LocalDateTime moment -> MOMENT.format(moment);
			default -> value.toString();
		};
	}

	static String plain(BigDecimal number) {
		return number.toPlainString();
	}

}
