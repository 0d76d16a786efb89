package org.shuyuan.gateway.objects;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.stream.Stream;

/**
 * Where bytes wait on this machine's disk until it is known what they are: an object's
 * address is the hash of all of it. Belongs to one process.
 */
record SpooledUpload(Path folder) {

	private static final int BUFFER = 1 << 16;

	/** Creates the folder and removes leftovers of a crashed process. */
	static SpooledUpload in(Path folder) throws IOException {
		Files.createDirectories(folder);
		try (Stream<Path> abandoned = Files.list(folder)) {
			for (Path file : abandoned.toList()) {
				Files.deleteIfExists(file);
			}
		}
		return new SpooledUpload(folder);
	}

	/**
	 * Takes in everything the stream yields.
	 * @throws ObjectTooLarge if there is more than the limit; nothing is left then
	 */
	Arrived take(InputStream bytes, long limit) throws IOException {
		Path file = Files.createTempFile(this.folder, "put", null);
		Arrived arrived = null;
		try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
			MessageDigest digest = sha256();
			long length = copy(bytes, limit, channel, digest);
			channel.force(true);
			arrived = new Arrived(file,
					new StoredObject(new Sha256(HexFormat.of().formatHex(digest.digest())), length));
			return arrived;
		}
		finally {
			if (arrived == null) {
				Files.deleteIfExists(file);
			}
		}
	}

	private static long copy(InputStream bytes, long limit, FileChannel file, MessageDigest digest) throws IOException {
		byte[] buffer = new byte[BUFFER];
		long length = 0;
		for (int read = bytes.read(buffer); read >= 0; read = bytes.read(buffer)) {
			length += read;
			if (length > limit) {
				throw new ObjectTooLarge(limit);
			}
			digest.update(buffer, 0, read);
			ByteBuffer chunk = ByteBuffer.wrap(buffer, 0, read);
			while (chunk.hasRemaining()) {
				file.write(chunk);
			}
		}
		return length;
	}

	static MessageDigest sha256() {
		try {
			return MessageDigest.getInstance("SHA-256");
		}
		catch (NoSuchAlgorithmException impossible) {
			throw new IllegalStateException(impossible);
		}
	}

	/** A file that is complete; deleted when closed unless it was moved away. */
	record Arrived(Path file, StoredObject object) implements AutoCloseable {

		@Override
		public void close() throws IOException {
			Files.deleteIfExists(this.file);
		}

	}

}
