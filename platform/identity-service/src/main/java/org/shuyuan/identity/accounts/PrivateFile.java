package org.shuyuan.identity.accounts;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;

/**
 * Files that only their owner may read (mode 0600), written whole or not at all.
 */
public final class PrivateFile {

	private PrivateFile() {
	}

	public static void write(Path file, String text) throws IOException {
		Path unfinished = unfinished(file);
		writeUnfinished(unfinished, text);
		Files.move(unfinished, file, StandardCopyOption.ATOMIC_MOVE);
	}

	static Path unfinished(Path file) {
		return file.resolveSibling(file.getFileName() + ".unfinished");
	}

	/** Writes text to the disk proper, ready to be moved to its place. */
	static void writeUnfinished(Path unfinished, String text) throws IOException {
		Path folder = unfinished.getParent();
		if (folder != null) {
			Files.createDirectories(folder);
		}
		Files.deleteIfExists(unfinished);
		Files.createFile(unfinished,
				PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
		try (FileChannel channel = FileChannel.open(unfinished, StandardOpenOption.WRITE)) {
			ByteBuffer bytes = ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8));
			while (bytes.hasRemaining()) {
				channel.write(bytes);
			}
			channel.force(true);
		}
	}

}
