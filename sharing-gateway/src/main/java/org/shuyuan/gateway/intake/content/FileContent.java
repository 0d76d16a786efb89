package org.shuyuan.gateway.intake.content;

import java.io.IOException;
import java.io.InputStream;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Locale;

import org.jspecify.annotations.Nullable;
import org.shuyuan.gateway.inspection.NotATable;
import org.shuyuan.gateway.intake.encoding.Encoding;
import org.shuyuan.gateway.intake.encoding.EncodingDetection;
import org.shuyuan.gateway.negativelist.ContentWords;
import org.shuyuan.gateway.objects.ObjectStore;
import org.shuyuan.gateway.objects.Sha256;

/**
 * The content of an inspected file: an upload, or what is packed in one.
 */
public final class FileContent implements AutoCloseable {

	private static final int HEAD = 1 << 12;

	private static final int LONGEST_CHARSET = 40;

	private final Encoding.Source source;

	private final long bytes;

	private final Path work;

	private final ContentWords words;

	private final byte[] head;

	private @Nullable Path file;

	private @Nullable Path copy;

	private @Nullable EncodingDetection detected;

	private FileContent(Encoding.Source source, long bytes, @Nullable Path file, Path work, ContentWords words)
			throws IOException {
		this.source = source;
		this.bytes = bytes;
		this.file = file;
		this.work = work;
		this.words = words;
		try (InputStream in = source.open()) {
			this.head = in.readNBytes(HEAD);
		}
	}

	/**
	 * An object of the store.
	 * @param bytes its length
	 * @param work folder for a copy, where the store has none on this machine
	 * @param words what it is searched for beside the shipped rules
	 */
	public static FileContent of(ObjectStore objects, Sha256 sha256, long bytes, Path work, ContentWords words)
			throws IOException {
		return new FileContent(() -> objects.open(sha256), bytes, objects.findLocal(sha256).orElse(null), work, words);
	}

	/** A file that was unpacked from another, and is deleted with this. */
	public static FileContent unpacked(Path file, FileContent from) throws IOException {
		FileContent content = new FileContent(() -> Files.newInputStream(file), Files.size(file), file, from.work,
				from.words);
		content.copy = file;
		return content;
	}

	public long bytes() {
		return this.bytes;
	}

	/** What it is searched for beside the shipped rules. */
	public ContentWords words() {
		return this.words;
	}

	/** Folder for what has to be unpacked. */
	public Path work() {
		return this.work;
	}

	/**
	 * Whether it begins with these bytes, each written as the character of its number.
	 */
	public boolean starts(String magic) {
		return startsAt(0, magic);
	}

	public boolean startsAt(int offset, String magic) {
		int end = offset + magic.length();
		return this.head.length >= end
				&& new String(this.head, offset, magic.length(), StandardCharsets.ISO_8859_1).equals(magic);
	}

	/** Whether its beginning holds bytes that encode no character. */
	public boolean hasControls() {
		for (byte each : this.head) {
			if (each >= 0 && each < ' ' && each != '\t' && each != '\n' && each != '\r' && each != '\f') {
				return true;
			}
		}
		return false;
	}

	/** Its bytes, for as long as the thread that reads them is not interrupted. */
	public InputStream open() throws IOException {
		return TimeLimit.interruptible(this.source.open());
	}

	/** A file on this machine, for what is read out of order. */
	public Path file() throws IOException {
		Path local = this.file;
		if (local == null) {
			local = Files.createTempFile(this.work, "content", ".tmp");
			this.copy = local;
			try (InputStream in = open()) {
				Files.copy(in, local, StandardCopyOption.REPLACE_EXISTING);
			}
			this.file = local;
		}
		return local;
	}

	/**
	 * How it is read as text.
	 * @throws NotATable if it is not one
	 */
	public EncodingDetection encoding() throws IOException, NotATable {
		EncodingDetection known = this.detected;
		if (known == null) {
			known = EncodingDetection.of(this::open).declaring(declared(), this::open);
			this.detected = known;
		}
		return known;
	}

	/** The charset that a document in a markup language names; empty without one. */
	private String declared() {
		String beginning = new String(this.head, StandardCharsets.ISO_8859_1).toLowerCase(Locale.ROOT);
		int at = Math.max(beginning.indexOf("charset="), beginning.indexOf("encoding="));
		if (at < 0 || beginning.indexOf('<') < 0) {
			return "";
		}
		int from = beginning.indexOf('=', at) + 1;
		from += (from < beginning.length() && "\"'".indexOf(beginning.charAt(from)) >= 0) ? 1 : 0;
		int to = from;
		while (to < beginning.length() && to < from + LONGEST_CHARSET
				&& (Character.isLetterOrDigit(beginning.charAt(to)) || "-_".indexOf(beginning.charAt(to)) >= 0)) {
			to++;
		}
		return beginning.substring(from, to);
	}

	/** The text, from after the byte order mark. */
	public Reader text() throws IOException, NotATable {
		return encoding().encoding().read(this::open);
	}

	/** The text's beginning, without blanks before it; empty if this is no text. */
	public String beginning() throws IOException {
		try (Reader in = text()) {
			int next = in.read();
			while (next >= 0 && (Character.isWhitespace(next) || next == '\uFEFF')) {
				next = in.read();
			}
			StringBuilder beginning = new StringBuilder();
			for (; next >= 0 && beginning.length() < HEAD; next = in.read()) {
				beginning.append((char) next);
			}
			return beginning.toString();
		}
		catch (NotATable _) {
			return "";
		}
	}

	@Override
	public void close() throws IOException {
		if (this.copy != null) {
			Files.deleteIfExists(this.copy);
		}
	}

}
