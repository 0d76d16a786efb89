package org.shuyuan.gateway.undescribed;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;

/**
 * Checks that every byte of a zip file belongs to an entry that is listed once (PKWARE
 * APPNOTE): no comments, no bytes before, between or after the entries.
 */
final class ZipLayout {

	private static final int LOCAL = 0x04034b50;

	private static final int CENTRAL = 0x02014b50;

	private static final int END = 0x06054b50;

	private static final int DESCRIPTOR = 0x08074b50;

	private static final int END_LENGTH = 22;

	/** Zip64, time stamps (NTFS, Unix), owners, a mark of Java's own. */
	private static final Set<Integer> HARMLESS = Set.of(0x0001, 0x000a, 0x5455, 0x5855, 0x7855, 0x7875, 0xcafe);

	/** Room that Office leaves for growth, filled with zeros. */
	private static final int GROWTH = 0xa220;

	private final FileChannel file;

	private ZipLayout(FileChannel file) {
		this.file = file;
	}

	/** Whether the file holds its entries and nothing else. */
	static boolean isPlain(Path path) throws IOException {
		try (FileChannel file = FileChannel.open(path, StandardOpenOption.READ)) {
			return new ZipLayout(file).isPlain();
		}
		catch (IndexOutOfBoundsException | IllegalArgumentException _) {
			return false;
		}
	}

	private boolean isPlain() throws IOException {
		if (this.file.size() < END_LENGTH) {
			return false;
		}
		ByteBuffer end = read(this.file.size() - END_LENGTH, END_LENGTH);
		if (end.getInt(0) != END || end.getShort(20) != 0 || end.getInt(4) != 0 || end.getInt(16) == -1) {
			return false;
		}
		long listed = Integer.toUnsignedLong(end.getInt(16));
		long length = Integer.toUnsignedLong(end.getInt(12));
		if (listed + length != this.file.size() - END_LENGTH || length > Integer.MAX_VALUE) {
			return false;
		}
		List<Entry> entries = entries(read(listed, (int) length));
		if (entries.isEmpty() || entries.size() != Short.toUnsignedInt(end.getShort(10))) {
			return false;
		}
		entries.sort(Comparator.comparingLong(Entry::offset));
		long at = 0;
		for (Entry entry : entries) {
			at = (entry.offset() == at) ? after(entry) : -1;
			if (at < 0) {
				return false;
			}
		}
		return at == listed;
	}

	/** The entries of the central directory; none if something in it is out of order. */
	private static List<Entry> entries(ByteBuffer directory) {
		List<Entry> entries = new ArrayList<>();
		Set<String> names = new HashSet<>();
		int at = 0;
		while (at < directory.capacity()) {
			int name = Short.toUnsignedInt(directory.getShort(at + 28));
			int extra = Short.toUnsignedInt(directory.getShort(at + 30));
			int comment = Short.toUnsignedInt(directory.getShort(at + 32));
			Entry entry = new Entry(text(directory, at + 46, name), Short.toUnsignedInt(directory.getShort(at + 8)),
					Short.toUnsignedInt(directory.getShort(at + 10)), directory.getInt(at + 16),
					Integer.toUnsignedLong(directory.getInt(at + 20)),
					Integer.toUnsignedLong(directory.getInt(at + 24)),
					Integer.toUnsignedLong(directory.getInt(at + 42)));
			if (directory.getInt(at) != CENTRAL || comment != 0 || !names.add(entry.name().toLowerCase(Locale.ROOT))
					|| !isHarmless(directory, at + 46 + name, extra)) {
				return List.of();
			}
			entries.add(entry);
			at += 46 + name + extra;
		}
		return entries;
	}

	/** Where the entry ends, or -1 if it is not what the directory says. */
	private long after(Entry entry) throws IOException {
		ByteBuffer head = read(entry.offset(), 30);
		int name = Short.toUnsignedInt(head.getShort(26));
		int extra = Short.toUnsignedInt(head.getShort(28));
		ByteBuffer rest = read(entry.offset() + 30, name + extra);
		boolean encrypted = (entry.flags() & 1) != 0;
		if (head.getInt(0) != LOCAL || encrypted || !text(rest, 0, name).equals(entry.name())
				|| !isHarmless(rest, name, extra)) {
			return -1;
		}
		long data = entry.offset() + 30 + name + extra;
		if (!isWholeStream(entry, data)) {
			return -1;
		}
		long end = data + entry.packed();
		return ((entry.flags() & 8) == 0) ? end : afterDescriptor(entry, end);
	}

	/** Whether the packed bytes end where their content does. */
	private boolean isWholeStream(Entry entry, long from) throws IOException {
		if (entry.method() == 0) {
			return entry.packed() == entry.unpacked();
		}
		if (entry.method() != 8) {
			return false;
		}
		Inflater inflater = new Inflater(true);
		try {
			byte[] out = new byte[1 << 16];
			long at = 0;
			while (!inflater.finished()) {
				if (inflater.inflate(out) == 0 && inflater.needsInput()) {
					int length = (int) Math.min(1 << 16, entry.packed() - at);
					if (length <= 0) {
						return false;
					}
					inflater.setInput(read(from + at, length).array());
					at += length;
				}
			}
			return inflater.getBytesRead() == entry.packed() && inflater.getBytesWritten() == entry.unpacked();
		}
		catch (DataFormatException _) {
			return false;
		}
		finally {
			inflater.end();
		}
	}

	private long afterDescriptor(Entry entry, long at) throws IOException {
		ByteBuffer next = read(at, (int) Math.min(24, this.file.size() - at));
		int mark = (next.getInt(0) == DESCRIPTOR) ? 4 : 0;
		if (next.getInt(mark) != entry.crc()) {
			return -1;
		}
		if (next.getInt(mark + 4) == entry.packed() && next.getInt(mark + 8) == entry.unpacked()) {
			return at + mark + 12;
		}
		return (next.getLong(mark + 4) == entry.packed() && next.getLong(mark + 12) == entry.unpacked())
				? at + mark + 20 : -1;
	}

	private static boolean isHarmless(ByteBuffer buffer, int from, int length) {
		int at = from;
		while (at < from + length) {
			int id = Short.toUnsignedInt(buffer.getShort(at));
			int size = Short.toUnsignedInt(buffer.getShort(at + 2));
			if (at + 4 + size > from + length
					|| !(HARMLESS.contains(id) ? size <= 64 : isGrowth(buffer, id, at, size))) {
				return false;
			}
			at += 4 + size;
		}
		return true;
	}

	private static boolean isGrowth(ByteBuffer buffer, int id, int at, int size) {
		if (id != GROWTH || size < 4) {
			return false;
		}
		for (int each = at + 8; each < at + 4 + size; each++) {
			if (buffer.get(each) != 0) {
				return false;
			}
		}
		return true;
	}

	private static String text(ByteBuffer buffer, int from, int length) {
		byte[] bytes = new byte[length];
		buffer.get(from, bytes);
		return new String(bytes, StandardCharsets.UTF_8);
	}

	private ByteBuffer read(long from, int length) throws IOException {
		ByteBuffer buffer = ByteBuffer.allocate(length).order(ByteOrder.LITTLE_ENDIAN);
		while (buffer.hasRemaining()) {
			if (this.file.read(buffer, from + buffer.position()) < 0) {
				throw new IllegalArgumentException("The zip file ends too early");
			}
		}
		return buffer;
	}

	/** An entry as the central directory has it. */
	private record Entry(String name, int flags, int method, int crc, long packed, long unpacked, long offset) {
	}

}
