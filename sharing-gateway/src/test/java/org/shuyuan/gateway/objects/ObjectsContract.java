package org.shuyuan.gateway.objects;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.SequenceInputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Random;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfEnvironmentVariable;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/** What every object store does alike. */
abstract class ObjectsContract {

	/** More than an S3 server takes, or copies, at once. */
	static final long FIVE_GIGABYTES = (5L << 30) + 7;

	private static final long SOME = 1 << 20;

	@TempDir
	Path folder;

	/** A store over the same objects each time; the folder is this machine's own. */
	abstract ObjectStore store(Path folder) throws IOException;

	/** A store over the same objects to which nothing is young any more. */
	abstract ObjectStore later(Path folder) throws IOException;

	/** Changes the bytes of an object behind the store's back. */
	abstract void damage(Sha256 sha256, byte[] bytes) throws Exception;

	@Test
	void keepsBytesUnderTheirHash() throws Exception {
		byte[] bytes = random(100_000);
		ObjectStore store = store(this.folder);
		StoredObject stored = store.put(new ByteArrayInputStream(bytes), SOME);
		assertThat(stored).isEqualTo(new StoredObject(hash(bytes), bytes.length));
		assertThat(all(store, stored.sha256())).isEqualTo(bytes);
		assertThat(all(store(this.folder.resolve("another")), stored.sha256()))
			.as("for an instance that did not store it")
			.isEqualTo(bytes);
	}

	@Test
	void keepsNothingButSaysSo() throws Exception {
		ObjectStore store = store(this.folder);
		StoredObject stored = store.put(InputStream.nullInputStream(), SOME);
		assertThat(stored).isEqualTo(new StoredObject(hash(new byte[0]), 0));
		assertThat(all(store, stored.sha256())).isEmpty();
		try (InputStream in = store.open(stored.sha256(), 0, 64)) {
			assertThat(in.readAllBytes()).isEmpty();
		}
	}

	@Test
	void readsRanges() throws Exception {
		byte[] bytes = random(200_000);
		ObjectStore store = store(this.folder);
		Sha256 sha256 = store.put(new ByteArrayInputStream(bytes), SOME).sha256();
		for (int[] range : new int[][] { { 0, 1 }, { 0, 200_000 }, { 1, 199_999 }, { 199_999, 1 }, { 70_000, 65_537 },
				{ 199_000, 5_000 }, { 200_000, 1 }, { 300_000, 10 }, { 5, 0 } }) {
			try (InputStream in = store.open(sha256, range[0], range[1])) {
				int from = Math.min(range[0], bytes.length);
				assertThat(in.readAllBytes()).as("%d bytes from %d", range[1], range[0])
					.isEqualTo(Arrays.copyOfRange(bytes, from, Math.min(from + range[1], bytes.length)));
			}
		}
	}

	@Test
	void keepsLargeObjectsInParts() throws Exception {
		long length = (130L << 20) + 7;
		ObjectStore store = store(this.folder);
		MessageDigest sent = MessageDigest.getInstance("SHA-256");
		StoredObject stored = store.put(new DigestInputStream(noise(length), sent), Long.MAX_VALUE);
		assertThat(stored).isEqualTo(new StoredObject(new Sha256(HexFormat.of().formatHex(sent.digest())), length));
		MessageDigest received = MessageDigest.getInstance("SHA-256");
		try (InputStream in = new DigestInputStream(store.open(stored.sha256()), received)) {
			assertThat(in.transferTo(OutputStream.nullOutputStream())).isEqualTo(length);
		}
		assertThat(HexFormat.of().formatHex(received.digest())).isEqualTo(stored.sha256().value());
		long seam = 64L << 20;
		try (InputStream in = store.open(stored.sha256(), seam - 3, 6); InputStream same = noise(length)) {
			same.skipNBytes(seam - 3);
			assertThat(in.readAllBytes()).isEqualTo(same.readNBytes(6));
		}
		store.delete(stored.sha256());
	}

	@Test
	@EnabledIfEnvironmentVariable(named = "SHUYUAN_LARGE_OBJECTS", matches = "yes")
	void keepsFiveGigabytesInLittleMemory() throws Exception {
		assertThat(Runtime.getRuntime().maxMemory()).as("less than the object by far").isLessThan(FIVE_GIGABYTES / 2);
		ObjectStore store = store(this.folder);
		MessageDigest sent = MessageDigest.getInstance("SHA-256");
		StoredObject stored = store.put(new DigestInputStream(noise(FIVE_GIGABYTES), sent), Long.MAX_VALUE);
		assertThat(stored)
			.isEqualTo(new StoredObject(new Sha256(HexFormat.of().formatHex(sent.digest())), FIVE_GIGABYTES));
		for (long from : new long[] { 0, (64L << 20) - 3, (4L << 30) - 1, (4L << 30) + 5, FIVE_GIGABYTES - 11 }) {
			try (InputStream in = store.open(stored.sha256(), from, 11)) {
				assertThat(in.readAllBytes()).as("from %d", from).isEqualTo(noise(from, from + 11).readAllBytes());
			}
		}
		try (InputStream in = store.open(stored.sha256())) {
			assertThat(in.transferTo(OutputStream.nullOutputStream())).isEqualTo(FIVE_GIGABYTES);
		}
		store.delete(stored.sha256());
		assertAbsent(store, stored.sha256());
	}

	@Test
	void refusesWhatIsTooLargeAndKeepsNothingOfIt() throws Exception {
		byte[] bytes = random(5_000);
		ObjectStore store = store(this.folder);
		assertThatExceptionOfType(ObjectTooLarge.class)
			.isThrownBy(() -> store.put(new ByteArrayInputStream(bytes), 4_999))
			.satisfies((refused) -> assertThat(refused.limit()).isEqualTo(4_999));
		assertAbsent(store, hash(bytes));
		assertThat(store.put(new ByteArrayInputStream(bytes), 5_000).bytes()).isEqualTo(5_000);
		assertNothingOnItsWay();
	}

	@Test
	void keepsNothingOfWhatBreaksOff() throws Exception {
		byte[] bytes = random(5_000);
		ObjectStore store = store(this.folder);
		InputStream broken = new SequenceInputStream(new ByteArrayInputStream(bytes), new InputStream() {
			@Override
			public int read() throws IOException {
				throw new IOException("gone");
			}
		});
		assertThatExceptionOfType(IOException.class).isThrownBy(() -> store.put(broken, SOME)).withMessage("gone");
		assertAbsent(store, hash(bytes));
		assertNothingOnItsWay();
	}

	@Test
	void saysWhatIsNotThere() throws Exception {
		assertAbsent(store(this.folder), hash("never stored".getBytes(StandardCharsets.UTF_8)));
	}

	@Test
	void forgetsWhatIsDeleted() throws Exception {
		byte[] bytes = random(3_000);
		ObjectStore store = store(this.folder);
		Sha256 sha256 = store.put(new ByteArrayInputStream(bytes), SOME).sha256();
		store.put(new ByteArrayInputStream(bytes), SOME);
		store.delete(sha256);
		assertAbsent(store, sha256);
		store.delete(sha256);
		assertThat(store.put(new ByteArrayInputStream(bytes), SOME).sha256()).isEqualTo(sha256);
		assertThat(all(store, sha256)).isEqualTo(bytes);
	}

	@Test
	void removesEvenWhatIsRetained() throws Exception {
		byte[] bytes = random(3_000);
		ObjectStore store = store(this.folder);
		Sha256 sha256 = store.put(new ByteArrayInputStream(bytes), SOME).sha256();
		store.retain(sha256);
		assertThat(all(store, sha256)).isEqualTo(bytes);
		store.delete(sha256);
		assertAbsent(store, sha256);
	}

	@Test
	void breaksOffWhereBytesAreNotThoseThatWereStored() throws Exception {
		byte[] bytes = random(90_000);
		ObjectStore store = store(this.folder);
		Sha256 sha256 = store.put(new ByteArrayInputStream(bytes), SOME).sha256();
		byte[] changed = bytes.clone();
		changed[45_000] ^= 1;
		damage(sha256, changed);
		assertThatExceptionOfType(IOException.class).isThrownBy(() -> all(store, sha256));
		damage(sha256, Arrays.copyOf(bytes, 80_000));
		assertThatExceptionOfType(IOException.class).isThrownBy(() -> all(store, sha256));
		store.delete(sha256);
	}

	@Test
	void sparesWhatIsYoungWhenItSweeps() throws Exception {
		ObjectStore store = store(this.folder);
		Sha256 sha256 = store.put(new ByteArrayInputStream(random(2_000)), SOME).sha256();
		assertThat(store.list()).contains(sha256);
		assertThat(store.sweep(sha256)).isFalse();
		assertThat(all(store, sha256)).hasSize(2_000);
	}

	@Test
	void removesWhatIsOldWhenItSweepsAndNothingElse() throws Exception {
		ObjectStore store = store(this.folder);
		Sha256 swept = store.put(new ByteArrayInputStream(random(2_000)), SOME).sha256();
		Sha256 other = store.put(new ByteArrayInputStream(random(2_000)), SOME).sha256();
		ObjectStore later = later(this.folder);
		assertThat(later.sweep(swept)).isTrue();
		assertThat(later.has(swept)).isFalse();
		assertAbsent(store, swept);
		assertThat(later.sweep(swept)).as("again").isFalse();
		try (Stream<Sha256> left = store.list()) {
			assertThat(left).contains(other).doesNotContain(swept);
		}
		assertThat(all(store, other)).hasSize(2_000);
		assertThat(store.has(other)).isTrue();
	}

	@Test
	void tellsWhoseItIs() throws Exception {
		ObjectStore store = store(this.folder);
		store.own("one");
		assertThat(store.findOwner()).hasValue("one");
		store.own("another");
		assertThat(store(this.folder.resolve("other")).findOwner()).hasValue("another");
		try (Stream<Sha256> objects = store.list()) {
			assertThat(objects.map(Sha256::value)).doesNotContain("owner");
		}
	}

	@Test
	void takesTheSameBytesFromManyAtOnce() throws Exception {
		byte[] bytes = random(400_000);
		ObjectStore store = store(this.folder);
		try (ExecutorService callers = Executors.newVirtualThreadPerTaskExecutor()) {
			for (Future<StoredObject> each : IntStream.range(0, 8)
				.mapToObj((caller) -> callers.submit(() -> store.put(new ByteArrayInputStream(bytes), SOME)))
				.toList()) {
				assertThat(each.get().sha256()).isEqualTo(hash(bytes));
			}
		}
		assertThat(all(store, hash(bytes))).isEqualTo(bytes);
	}

	private void assertNothingOnItsWay() throws IOException {
		try (Stream<Path> files = Files.list(this.folder.resolve("incoming"))) {
			assertThat(files).isEmpty();
		}
	}

	private static void assertAbsent(ObjectStore store, Sha256 sha256) {
		assertThatExceptionOfType(NoSuchFileException.class).isThrownBy(() -> store.open(sha256, 0, 1).close());
		assertThatExceptionOfType(NoSuchFileException.class).isThrownBy(() -> store.open(sha256).close());
		assertThat(store.findLocal(sha256)).isEmpty();
	}

	static byte[] all(ObjectStore store, Sha256 sha256) throws IOException {
		try (InputStream in = store.open(sha256)) {
			return in.readAllBytes();
		}
	}

	private static byte[] random(int length) {
		byte[] bytes = new byte[length];
		new Random().nextBytes(bytes);
		return bytes;
	}

	/** The same long stream each time. */
	static InputStream noise(long length) {
		return noise(0, length);
	}

	private static InputStream noise(long from, long length) {
		return new InputStream() {

			private long at = from;

			@Override
			public int read() {
				return (this.at < length) ? value(this.at++) : -1;
			}

			@Override
			public int read(byte[] buffer, int offset, int wanted) {
				int count = (int) Math.min(wanted, length - this.at);
				for (int i = 0; i < count; i++) {
					buffer[offset + i] = (byte) value(this.at++);
				}
				return (count == 0) ? -1 : count;
			}

			private static int value(long position) {
				return (int) ((position * 0x9E3779B97F4A7C15L) >>> 56);
			}

		};
	}

	static Sha256 hash(byte[] bytes) throws Exception {
		return new Sha256(HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes)));
	}

}
