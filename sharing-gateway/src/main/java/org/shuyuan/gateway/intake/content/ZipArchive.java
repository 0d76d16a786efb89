package org.shuyuan.gateway.intake.content;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.zip.CRC32;
import java.util.zip.CheckedInputStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipException;
import java.util.zip.ZipFile;

import org.jspecify.annotations.Nullable;
import org.shuyuan.gateway.inspection.NotATable;

/**
 * The members of a zip file, unpacked one at a time into files whose names are our own.
 * Their own names, in UTF-8 or in the encoding of a Chinese Windows, are never used as
 * paths.
 */
public final class ZipArchive implements AutoCloseable {

	private static final int MOST_MEMBERS = 1_000;

	/** Bytes that nothing takes when it is packed. */
	private static final int EMPTY = 2;

	private static final int MOST_RATIO = 200;

	private static final long SMALL = 16L << 20;

	/** What systems add to a folder. */
	private static final Set<String> JUNK = Set.of(".ds_store", "thumbs.db", "desktop.ini");

	private final ZipFile zip;

	/** The members by the order they are in; empty folders do not count. */
	private final Map<String, ZipEntry> members = new LinkedHashMap<>();

	private long left;

	private ZipArchive(ZipFile zip, long mostInflated) {
		this.zip = zip;
		this.left = mostInflated;
	}

	/**
	 * Opens a zip file.
	 * @param mostInflated most bytes that all that is unpacked may come to
	 * @throws NotATable if it is broken, encrypted or has too many members
	 */
	public static ZipArchive open(Path file, long mostInflated) throws IOException, NotATable {
		long most = Math.min(mostInflated, Math.max(SMALL, Files.size(file) * MOST_RATIO));
		ZipArchive archive = new ZipArchive(open(file), most);
		try {
			archive.list();
			return archive;
		}
		catch (NotATable refused) {
			archive.close();
			throw refused;
		}
	}

	private static ZipFile open(Path file) throws IOException, NotATable {
		try {
			return file(file);
		}
		catch (ZipException broken) {
			throw broken(broken);
		}
	}

	/** Names are in UTF-8 or in the encoding of a Chinese Windows. */
	public static ZipFile file(Path file) throws IOException {
		try {
			return new ZipFile(file.toFile(), StandardCharsets.UTF_8);
		}
		catch (ZipException unnamed) {
			return new ZipFile(file.toFile(), ZipMetadata.CHINESE);
		}
	}

	private static NotATable broken(IOException cause) {
		NotATable broken = new NotATable("zip-broken", "压缩文件已损坏", "A broken zip file");
		broken.initCause(cause);
		return broken;
	}

	private void list() throws NotATable {
		for (ZipEntry entry : Collections.list(this.zip.entries())) {
			if (!isFolder(entry)) {
				this.members.put(entry.getName(), entry);
			}
			if (this.members.size() > MOST_MEMBERS) {
				throw new NotATable("archive-members", "压缩包内文件超过 %d 个，未拆开".formatted(MOST_MEMBERS),
						"The archive has more than %d members and is not opened".formatted(MOST_MEMBERS));
			}
		}
	}

	/** An entry may be named as a folder is and hold bytes all the same. */
	public static boolean isFolder(ZipEntry entry) {
		return entry.isDirectory() && entry.getSize() == 0 && entry.getCompressedSize() <= EMPTY;
	}

	/** Names of all members but folders, in their order. */
	public Set<String> names() {
		return new LinkedHashSet<>(this.members.keySet());
	}

	/** Names of all entries, folders too. */
	public Set<String> entries() {
		return this.zip.stream().map(ZipEntry::getName).collect(Collectors.toCollection(LinkedHashSet::new));
	}

	/** Whether a member is one that an operating system adds to folders, not a user's. */
	public static boolean isJunk(String name) {
		String lower = name.toLowerCase(Locale.ROOT);
		return lower.startsWith("__macosx/") || JUNK.contains(lower.substring(lower.lastIndexOf('/') + 1));
	}

	/** How a name ends, in lower case and without the dot; empty without one. */
	public static String extension(String name) {
		String last = name.substring(name.lastIndexOf('/') + 1);
		int dot = last.lastIndexOf('.');
		return (dot < 0) ? "" : last.substring(dot + 1).toLowerCase(Locale.ROOT);
	}

	/** The bytes of a member, counted. */
	public InputStream read(String name) throws IOException {
		ZipEntry entry = this.members.get(name);
		if (entry == null) {
			throw new ZipException("No member " + name);
		}
		return TimeLimit.interruptible(this.zip.getInputStream(entry));
	}

	/**
	 * Unpacks a member of the file it is in.
	 * @throws NotATable if it is broken, or the total unpacked size is too large
	 */
	public FileContent unpack(String name, FileContent from) throws IOException, NotATable {
		Path file = Files.createTempFile(from.work(), "member", ".tmp");
		try (CheckedInputStream in = new CheckedInputStream(read(name), new CRC32());
				OutputStream out = Files.newOutputStream(file)) {
			this.left = copy(in, out, this.left);
			check(this.members.get(name), in.getChecksum().getValue());
		}
		catch (ZipException | EOFException broken) {
			Files.deleteIfExists(file);
			throw broken(broken);
		}
		catch (IOException | NotATable failure) {
			Files.deleteIfExists(file);
			throw failure;
		}
		return FileContent.unpacked(file, from);
	}

	private static void check(@Nullable ZipEntry entry, long checksum) throws ZipException {
		if (entry != null && entry.getCrc() >= 0 && entry.getCrc() != checksum) {
			throw new ZipException("The checksum does not fit");
		}
	}

	/**
	 * Copies what is unpacked.
	 * @param most bytes that it may come to
	 * @return what is left of them
	 */
	public static long copy(InputStream in, OutputStream out, long most) throws IOException, NotATable {
		long left = most;
		byte[] buffer = new byte[1 << 16];
		for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
			left -= read;
			if (left < 0) {
				throw new NotATable("archive-too-large", "压缩包解压后过大", "The archive unpacks to too much");
			}
			out.write(buffer, 0, read);
		}
		return left;
	}

	@Override
	public void close() throws IOException {
		this.zip.close();
	}

}
