package org.shuyuan.gateway.intake.geography;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.io.UncheckedIOException;
import java.nio.charset.Charset;
import java.util.Enumeration;
import java.util.List;
import java.util.Locale;
import java.util.NoSuchElementException;

import org.jspecify.annotations.Nullable;

/**
 * The records of a table in dBASE III format, one after the other.
 */
final class DbfRecords {

	private static final int PIECE = 1_000;

	private final DataInputStream in;

	private final DbfHeader header;

	private final Charset charset;

	private final byte[] record;

	private long left;

	private boolean unread;

	/** What the record that was read last holds outside its values. */
	private final StringBuilder slack = new StringBuilder();

	DbfRecords(DataInputStream in, DbfHeader header, Charset charset) {
		this.in = in;
		this.header = header;
		this.charset = charset;
		this.record = new byte[header.recordLength()];
		this.left = header.records();
	}

	List<String> names() {
		return this.header.fields().stream().map((field) -> field.name(this.charset)).toList();
	}

	/** The next record; null after the last. */
	@Nullable String @Nullable [] next() throws IOException {
		if (this.left-- <= 0) {
			return null;
		}
		this.in.readFully(this.record);
		this.slack.setLength(0);
		@Nullable String[] cells = new @Nullable String[this.header.fields().size()];
		int at = 1;
		for (int i = 0; i < cells.length; i++) {
			DbfHeader.Field field = this.header.fields().get(i);
			cells[i] = value(field, new String(this.record, at, field.length(), this.charset));
			at += field.length();
		}
		slack(new String(this.record, at, this.record.length - at, this.charset));
		return cells;
	}

	/**
	 * What the record that was read last holds behind the end of a value, or outside all
	 * columns: leftovers of what stood there before. Empty without any.
	 */
	String slack() {
		return this.slack.toString();
	}

	private void slack(String left) {
		String text = left.replace('\0', ' ').strip();
		if (!text.isEmpty()) {
			this.slack.append(text).append('\n');
		}
	}

	/** Whether the record that was read last is marked as deleted. */
	boolean isDeleted() {
		return this.record[0] == '*';
	}

	/** Whether there are values of a kind that is not read, such as memos. */
	boolean hasUnread() {
		return this.unread;
	}

	private @Nullable String value(DbfHeader.Field field, String written) {
		int end = written.indexOf('\0');
		if (end >= 0) {
			slack(written.substring(end));
		}
		String value = ((end < 0) ? written : written.substring(0, end)).strip();
		if (value.isEmpty()) {
			return null;
		}
		return switch (field.type()) {
			case 'C' -> value;
			case 'N', 'F' -> value.startsWith("*") ? null : value;
			case 'D' -> date(value);
			case 'L' -> switch (value.toUpperCase(Locale.ROOT)) {
				case "T", "Y" -> "true";
				case "F", "N" -> "false";
				default -> null;
			};
			default -> {
				this.unread = true;
				yield null;
			}
		};
	}

	private static @Nullable String date(String value) {
		boolean digits = value.length() == 8 && value.chars().allMatch((sign) -> sign >= '0' && sign <= '9');
		if (!digits) {
			return value;
		}
		return value.equals("00000000") ? null
				: value.substring(0, 4) + "-" + value.substring(4, 6) + "-" + value.substring(6);
	}

	/**
	 * The names and texts alone, each a line.
	 * @param dbf the table from its first byte on
	 */
	static InputStream values(InputStream dbf, DbfHeader header) throws IOException {
		dbf.skipNBytes(header.length());
		return new SequenceInputStream(new Lines(dbf, header));
	}

	private static final class Lines implements Enumeration<InputStream> {

		private final InputStream in;

		private final DbfHeader header;

		private byte[] lines = new byte[0];

		Lines(InputStream in, DbfHeader header) {
			this.in = in;
			this.header = header;
			ByteArrayOutputStream names = new ByteArrayOutputStream();
			header.fields().forEach((field) -> line(names, field.name(), 0, field.name().length));
			this.lines = names.toByteArray();
		}

		@Override
		public boolean hasMoreElements() {
			return this.lines.length > 0;
		}

		@Override
		public InputStream nextElement() {
			if (this.lines.length == 0) {
				throw new NoSuchElementException();
			}
			byte[] now = this.lines;
			this.lines = read();
			return new ByteArrayInputStream(now);
		}

		private byte[] read() {
			ByteArrayOutputStream out = new ByteArrayOutputStream();
			try {
				for (int i = 0; i < PIECE; i++) {
					byte[] record = this.in.readNBytes(this.header.recordLength());
					if (record.length < this.header.recordLength()) {
						break;
					}
					int at = 1;
					for (DbfHeader.Field field : this.header.fields()) {
						if (field.type() == 'C') {
							line(out, record, at, field.length());
						}
						at += field.length();
					}
				}
				return out.toByteArray();
			}
			catch (IOException failure) {
				throw new UncheckedIOException(failure);
			}
		}

		private static void line(ByteArrayOutputStream out, byte[] bytes, int from, int length) {
			int end = from + length;
			while (end > from && (bytes[end - 1] == ' ' || bytes[end - 1] == 0)) {
				end--;
			}
			for (int i = from; i < end; i++) {
				out.write((bytes[i] == 0) ? ' ' : bytes[i]);
			}
			out.write('\n');
		}

	}

}
