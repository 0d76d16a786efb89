package org.shuyuan.gateway.objects;

import java.io.ByteArrayInputStream;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import static java.nio.charset.StandardCharsets.UTF_8;

/**
 * Objects as files: {@code ab/abcdef…}, written beside, synced, then renamed into place.
 * The folder belongs to one process.
 */
class FileObjectStore implements ObjectStore {

	private static final Pattern NAME = Pattern.compile("[0-9a-f]{64}");

	private static final String OWNER = "owner";

	private final Path root;

	private final SpooledUpload incoming;

	private final Instant started;

	FileObjectStore(Path location) throws IOException {
		this(location, location.resolve("incoming"));
	}

	/**
	 * @param incoming folder of this process for what is on its way, on the same disk if
	 * anything is put
	 */
	FileObjectStore(Path location, Path incoming) throws IOException {
		this(location, incoming, Instant.now());
	}

	FileObjectStore(Path location, Path incoming, Instant started) throws IOException {
		this.started = started;
		this.root = location.toAbsolutePath().normalize();
		this.incoming = SpooledUpload.in(incoming.toAbsolutePath().normalize());
	}

	@Override
	public StoredObject put(InputStream bytes, long limit) throws IOException {
		try (SpooledUpload.Arrived arrived = this.incoming.take(bytes, limit)) {
			Sha256 address = arrived.object().sha256();
			Path folder = folder(address);
			if (Files.notExists(folder)) {
				Files.createDirectories(folder);
				sync(this.root);
			}
			Files.move(arrived.file(), place(address), StandardCopyOption.ATOMIC_MOVE,
					StandardCopyOption.REPLACE_EXISTING);
			sync(folder);
			return arrived.object();
		}
	}

	@Override
	public InputStream open(Sha256 sha256, long from, long length) throws IOException {
		FileChannel channel = FileChannel.open(place(sha256), StandardOpenOption.READ);
		channel.position(from);
		return new Part(Channels.newInputStream(channel), length);
	}

	@Override
	public Optional<Path> findLocal(Sha256 sha256) {
		return Optional.of(place(sha256)).filter(Files::isRegularFile);
	}

	/** Files have no object lock: the folder is this process's alone. */
	@Override
	public void retain(Sha256 sha256) {
	}

	@Override
	public void delete(Sha256 sha256) throws IOException {
		if (Files.deleteIfExists(place(sha256))) {
			sync(folder(sha256));
		}
	}

	@Override
	public void check() throws IOException {
		if (!Files.isWritable(this.root)) {
			throw new AccessDeniedException(this.root.toString());
		}
	}

	@Override
	public boolean has(Sha256 sha256) {
		return Files.isRegularFile(place(sha256));
	}

	@Override
	public Stream<Sha256> list() throws IOException {
		return Files.walk(this.root, 2)
			.map((file) -> file.getFileName().toString())
			.filter((name) -> NAME.matcher(name).matches())
			.map(Sha256::new);
	}

	/** What was stored since the start may be about to be recorded. */
	@Override
	public boolean sweep(Sha256 sha256) throws IOException {
		try {
			if (!Files.getLastModifiedTime(place(sha256)).toInstant().isBefore(this.started)) {
				return false;
			}
		}
		catch (NoSuchFileException gone) {
			return false;
		}
		delete(sha256);
		return true;
	}

	@Override
	public Optional<String> findOwner() throws IOException {
		try {
			return Optional.of(Files.readString(this.root.resolve(OWNER)).strip());
		}
		catch (NoSuchFileException unsaid) {
			return Optional.empty();
		}
	}

	@Override
	public void own(String owner) throws IOException {
		try (SpooledUpload.Arrived arrived = this.incoming.take(new ByteArrayInputStream(owner.getBytes(UTF_8)),
				Integer.MAX_VALUE)) {
			Files.move(arrived.file(), this.root.resolve(OWNER), StandardCopyOption.ATOMIC_MOVE,
					StandardCopyOption.REPLACE_EXISTING);
			sync(this.root);
		}
	}

	private Path place(Sha256 sha256) {
		return folder(sha256).resolve(sha256.value());
	}

	private Path folder(Sha256 sha256) {
		return this.root.resolve(sha256.value().substring(0, 2));
	}

	private static void sync(Path folder) throws IOException {
		try (FileChannel channel = FileChannel.open(folder, StandardOpenOption.READ)) {
			channel.force(true);
		}
	}

	private static final class Part extends FilterInputStream {

		private long left;

		Part(InputStream whole, long length) {
			super(whole);
			this.left = length;
		}

		@Override
		public int read() throws IOException {
			byte[] one = new byte[1];
			return (read(one, 0, 1) < 0) ? -1 : one[0] & 0xff;
		}

		@Override
		public int read(byte[] buffer, int offset, int length) throws IOException {
			if (this.left <= 0) {
				return -1;
			}
			int read = super.read(buffer, offset, (int) Math.min(length, this.left));
			this.left -= Math.max(read, 0);
			return read;
		}

		@Override
		public long skip(long count) throws IOException {
			long skipped = super.skip(Math.min(count, this.left));
			this.left -= skipped;
			return skipped;
		}

		@Override
		public int available() throws IOException {
			return (int) Math.min(super.available(), this.left);
		}

		@Override
		public boolean markSupported() {
			return false;
		}

	}

}
