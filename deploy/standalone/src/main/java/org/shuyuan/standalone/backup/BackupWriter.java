package org.shuyuan.standalone.backup;

import java.io.BufferedWriter;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.Writer;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * A set being written: a folder that only its owner may enter. The list of checksums, in
 * the form that {@code sha256sum --check} reads, comes last; a set without it is
 * unfinished.
 */
final class BackupWriter implements AutoCloseable {

	private static final String UNFINISHED = BackupSet.SUMS + ".unfinished";

	private static final FileAttribute<?> OURS = PosixFilePermissions
		.asFileAttribute(PosixFilePermissions.fromString("rw-------"));

	private static final FileAttribute<?> OUR_FOLDER = PosixFilePermissions
		.asFileAttribute(PosixFilePermissions.fromString("rwx------"));

	private final Path folder;

	/**
	 * Of files that may still be taken out again; those of all others are on the disk.
	 */
	private final Map<String, String> sums = new TreeMap<>();

	private final FileChannel list;

	private final Writer lines;

	private BackupWriter(Path folder) throws IOException {
		this.folder = folder;
		this.list = FileChannel.open(place(UNFINISHED), StandardOpenOption.WRITE);
		this.lines = new BufferedWriter(Channels.newWriter(this.list, StandardCharsets.UTF_8));
	}

	static BackupWriter in(Path folder) throws IOException {
		Path place = folder.toAbsolutePath().normalize();
		if (Files.exists(place)) {
			try (Stream<Path> there = Files.list(place)) {
				if (there.findAny().isPresent()) {
					throw new BackupRefused("%s is not empty: name a folder that does not exist yet, one for each set"
						.formatted(place));
				}
			}
			Files.setPosixFilePermissions(place, PosixFilePermissions.fromString("rwx------"));
		}
		Files.createDirectories(place, OUR_FOLDER);
		return new BackupWriter(place);
	}

	/** A file of the set, on the disk proper and with its checksum taken when closed. */
	OutputStream file(String name) throws IOException {
		Path file = place(name);
		MessageDigest digest = BackupSet.sha256();
		FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE);
		return new FilterOutputStream(new DigestOutputStream(Channels.newOutputStream(channel), digest)) {
			@Override
			public void write(byte[] bytes, int offset, int length) throws IOException {
				this.out.write(bytes, offset, length);
			}

			@Override
			public void close() throws IOException {
				if (channel.isOpen()) {
					channel.force(true);
					channel.close();
					BackupWriter.this.sums.put(name, HexFormat.of().formatHex(digest.digest()));
				}
			}
		};
	}

	private Path place(String name) throws IOException {
		Path file = this.folder.resolve(name);
		Files.createDirectories(file.getParent(), OUR_FOLDER);
		return Files.createFile(file, OURS);
	}

	void add(String name, InputStream content) throws IOException {
		try (OutputStream out = file(name)) {
			content.transferTo(out);
		}
	}

	/** The checksum of a file that has been written. */
	String sum(String name) {
		return this.sums.getOrDefault(name, "");
	}

	/** Marks a file as kept; there may be very many. */
	void keep(String name) throws IOException {
		String sum = this.sums.remove(name);
		if (sum != null) {
			this.lines.write(sum + "  " + name + "\n");
		}
	}

	/** Removes a file that was not marked as kept. */
	void remove(String name) throws IOException {
		Files.deleteIfExists(this.folder.resolve(name));
		this.sums.remove(name);
	}

	/** Writes the list of checksums: from now on the set is one. */
	void finish() throws IOException {
		for (String name : List.copyOf(this.sums.keySet())) {
			keep(name);
		}
		this.lines.flush();
		this.list.force(true);
		close();
		Files.move(this.folder.resolve(UNFINISHED), this.folder.resolve(BackupSet.SUMS));
		try (FileChannel entries = FileChannel.open(this.folder, StandardOpenOption.READ)) {
			entries.force(true);
		}
	}

	@Override
	public void close() throws IOException {
		this.list.close();
	}

}
