package org.shuyuan.gateway.intake.content;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * What a zip file holds beside its entries' content: names, comments and extra fields,
 * and whether any bytes are in none of its parts or any entry hides another.
 *
 * @param texts names, comments and extra fields
 * @param isWhole whether every byte is accounted for and every name is given once
 * @param isEncrypted whether any entry needs a password
 */
public record ZipMetadata(List<String> texts, boolean isWhole, boolean isEncrypted) {

	/** What archives of a Chinese Windows are named in. */
	public static final Charset CHINESE = Charset.forName("GB18030");

	private static final int END = 0x06054b50;

	private static final int ENTRY = 0x02014b50;

	private static final int LOCAL = 0x04034b50;

	private static final int END_LENGTH = 22;

	private static final int ENTRY_LENGTH = 46;

	private static final int LOCAL_LENGTH = 30;

	/** A data descriptor, of a large file too. */
	private static final int DESCRIPTOR = 24;

	private static final int FOLLOWED_BY_DESCRIPTOR = 8;

	private static final int ENCRYPTED = 1;

	public ZipMetadata {
		texts = List.copyOf(texts);
	}

	private record Piece(long from, long to, boolean described) {
	}

	public static ZipMetadata of(Path file) throws IOException {
		List<String> texts = new ArrayList<>();
		try (RandomAccessFile in = new RandomAccessFile(file.toFile(), "r")) {
			ByteBuffer tail = read(in, Math.max(0, in.length() - 0x10000 - END_LENGTH),
					(int) Math.min(in.length(), 0x10000 + END_LENGTH));
			int end = end(tail);
			if (end < 0) {
				return new ZipMetadata(texts, false, false);
			}
			texts(tail, end + END_LENGTH, tail.limit(), texts);
			long directory = tail.getInt(end + 16) & 0xffffffffL;
			long length = tail.getInt(end + 12) & 0xffffffffL;
			if (directory + length != in.length() - tail.limit() + end || length > Integer.MAX_VALUE) {
				return new ZipMetadata(texts, false, false);
			}
			ByteBuffer listed = read(in, directory, (int) length);
			return new ZipMetadata(texts, entries(in, listed, directory, texts), isEncrypted(listed));
		}
	}

	private static int end(ByteBuffer tail) {
		for (int at = tail.limit() - END_LENGTH; at >= 0; at--) {
			if (tail.getInt(at) == END && (tail.getShort(at + 20) & 0xffff) == tail.limit() - at - END_LENGTH) {
				return at;
			}
		}
		return -1;
	}

	private static boolean entries(RandomAccessFile in, ByteBuffer directory, long begin, List<String> texts)
			throws IOException {
		List<Piece> pieces = new ArrayList<>();
		Set<String> names = new HashSet<>();
		boolean unique = true;
		int at = 0;
		while (at + ENTRY_LENGTH <= directory.limit() && directory.getInt(at) == ENTRY) {
			int name = directory.getShort(at + 28) & 0xffff;
			int extra = directory.getShort(at + 30) & 0xffff;
			int comment = directory.getShort(at + 32) & 0xffff;
			int next = at + ENTRY_LENGTH + name + extra + comment;
			if (next > directory.limit()) {
				return false;
			}
			String named = text(directory, at + ENTRY_LENGTH, at + ENTRY_LENGTH + name);
			unique &= names.add(named.toLowerCase(Locale.ROOT).replace('\\', '/'));
			texts(directory, at + ENTRY_LENGTH, at + ENTRY_LENGTH + name, texts);
			texts(directory, at + ENTRY_LENGTH + name, next, texts);
			pieces.add(piece(in, directory, at, texts));
			at = next;
		}
		return at == directory.limit() && unique && adjoin(pieces, begin);
	}

	private static boolean isEncrypted(ByteBuffer directory) {
		int at = 0;
		boolean encrypted = false;
		while (at + ENTRY_LENGTH <= directory.limit() && directory.getInt(at) == ENTRY) {
			encrypted |= (directory.getShort(at + 8) & ENCRYPTED) != 0;
			at += ENTRY_LENGTH + (directory.getShort(at + 28) & 0xffff) + (directory.getShort(at + 30) & 0xffff)
					+ (directory.getShort(at + 32) & 0xffff);
		}
		return encrypted;
	}

	private static Piece piece(RandomAccessFile in, ByteBuffer directory, int at, List<String> texts)
			throws IOException {
		long from = directory.getInt(at + 42) & 0xffffffffL;
		long packed = directory.getInt(at + 20) & 0xffffffffL;
		boolean described = (directory.getShort(at + 8) & FOLLOWED_BY_DESCRIPTOR) != 0;
		if (from + LOCAL_LENGTH > in.length()) {
			return new Piece(from, -1, described);
		}
		ByteBuffer local = read(in, from, LOCAL_LENGTH);
		int name = local.getShort(26) & 0xffff;
		int extra = local.getShort(28) & 0xffff;
		if (local.getInt(0) != LOCAL || from + LOCAL_LENGTH + name + extra > in.length()) {
			return new Piece(from, -1, described);
		}
		ByteBuffer more = read(in, from + LOCAL_LENGTH, name + extra);
		texts(more, 0, name, texts);
		texts(more, name, more.limit(), texts);
		return new Piece(from, from + LOCAL_LENGTH + name + extra + packed, described);
	}

	/** Whether one piece begins where the one before ends, from the first byte on. */
	private static boolean adjoin(List<Piece> pieces, long end) {
		List<Piece> ordered = new ArrayList<>(pieces);
		ordered.sort(Comparator.comparingLong(Piece::from));
		ordered.add(new Piece(end, end, false));
		long at = 0;
		boolean described = false;
		for (Piece piece : ordered) {
			long gap = piece.from() - at;
			if (gap < 0 || gap > (described ? DESCRIPTOR : 0)) {
				return false;
			}
			at = piece.to();
			described = piece.described();
		}
		return true;
	}

	private static ByteBuffer read(RandomAccessFile in, long from, int length) throws IOException {
		byte[] bytes = new byte[length];
		in.seek(from);
		in.readFully(bytes);
		return ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
	}

	/** Nothing says which of the two encodings it is in. */
	private static void texts(ByteBuffer bytes, int from, int to, List<String> texts) {
		String text = text(bytes, from, to);
		texts.add(text);
		if (text.indexOf('\uFFFD') >= 0) {
			texts.add(new String(bytes.array(), from, to - from, CHINESE));
		}
	}

	private static String text(ByteBuffer bytes, int from, int to) {
		return new String(bytes.array(), from, to - from, StandardCharsets.UTF_8);
	}

}
