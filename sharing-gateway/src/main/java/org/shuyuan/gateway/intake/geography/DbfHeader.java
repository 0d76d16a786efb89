package org.shuyuan.gateway.intake.geography;

import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.Charset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

import org.shuyuan.gateway.inspection.NotATable;

/**
 * The header of a table in dBASE III format.
 *
 * @param records how many there are
 * @param length of the header, in bytes
 * @param recordLength of each record, with its flag
 * @param language number of the language driver; 0 where there is none
 * @param fields the columns
 */
record DbfHeader(long records, int length, int recordLength, int language, List<Field> fields) {

	private static final int DESCRIPTOR = 32;

	private static final int LONGEST_NAME = 11;

	private static final int END = 0x0d;

	DbfHeader {
		fields = List.copyOf(fields);
	}

	/**
	 * A column.
	 *
	 * @param type its letter
	 * @param length in bytes
	 */
	record Field(byte[] name, char type, int length) {

		/** The name, of which the last character may have been cut. */
		String name(Charset charset) {
			String name = new String(this.name, charset).strip();
			return name.endsWith("\uFFFD") ? name.substring(0, name.length() - 1) : name;
		}

	}

	static DbfHeader of(InputStream in) throws IOException, NotATable {
		DataInputStream data = new DataInputStream(in);
		try {
			ByteBuffer head = read(data);
			long records = Integer.toUnsignedLong(head.getInt(4));
			int length = Short.toUnsignedInt(head.getShort(8));
			int recordLength = Short.toUnsignedInt(head.getShort(10));
			List<Field> fields = new ArrayList<>();
			int used = 1;
			for (int at = DESCRIPTOR; at + DESCRIPTOR < length; at += DESCRIPTOR) {
				ByteBuffer next = read(data);
				if (next.get(0) == END) {
					break;
				}
				byte[] name = Arrays.copyOf(next.array(), LONGEST_NAME);
				int end = 0;
				while (end < LONGEST_NAME && name[end] != 0) {
					end++;
				}
				Field field = new Field(Arrays.copyOf(name, end), (char) (next.get(11) & 0xff), next.get(16) & 0xff);
				fields.add(field);
				used += field.length;
			}
			if (fields.isEmpty() || used > recordLength) {
				throw ShapefileReader.broken(null);
			}
			return new DbfHeader(records, length, recordLength, head.get(29) & 0xff, fields);
		}
		catch (EOFException cut) {
			throw ShapefileReader.broken(cut);
		}
	}

	/** Where the descriptions of columns end, with the sign for that. */
	int described() {
		return DESCRIPTOR * (this.fields.size() + 1) + 1;
	}

	private static ByteBuffer read(DataInputStream in) throws IOException {
		byte[] bytes = new byte[DESCRIPTOR];
		in.readFully(bytes);
		return ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
	}

	/**
	 * The charset that the file declares; empty where it does not.
	 * @param codePage what is said beside it, which goes first
	 */
	String charset(String codePage) {
		String page = codePage.toUpperCase(Locale.ROOT);
		if (page.contains("65001") || page.contains("UTF")) {
			return "UTF-8";
		}
		if (page.contains("936") || page.startsWith("GB")) {
			return "GB18030";
		}
		if (page.contains("950") || page.startsWith("BIG5")) {
			return "Big5";
		}
		return switch (this.language) {
			case 0x4d -> "GB18030";
			case 0x4f -> "Big5";
			default -> page;
		};
	}

}
