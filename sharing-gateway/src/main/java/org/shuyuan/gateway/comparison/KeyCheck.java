package org.shuyuan.gateway.comparison;

import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.PriorityQueue;
import java.util.stream.Collectors;

import org.jspecify.annotations.Nullable;
import org.shuyuan.gateway.versions.Difference;
import org.shuyuan.gateway.versions.Severity;
import org.shuyuan.vocab.Text;
import org.shuyuan.vocab.entry.DataItem;
import org.shuyuan.vocab.entry.ItemType;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import org.springframework.util.FileSystemUtils;

/**
 * Finds rows that agree in the entry's key, in linear time. Each row leaves 24 bytes on
 * disk, the start of a hash of its key and its number, in one of up to 256 files by its
 * hash; then each file is read by itself, so that memory holds the different keys of one
 * file only. A row without a value in one of the key's columns agrees with none: it is
 * reported as a gap.
 */
final class KeyCheck implements AutoCloseable {

	private static final Logger LOG = LoggerFactory.getLogger(KeyCheck.class);

	/** Different keys in memory at once, for tables of up to 25 million rows. */
	private static final int KEYS_AT_ONCE = 100_000;

	private static final int MOST_FILES = 256;

	private static final int BUFFER = 8192;

	private final List<DataItem> items;

	private final List<String> columns;

	private final Path folder;

	private final List<DataOutputStream> files = new ArrayList<>();

	private final MessageDigest digest;

	/**
	 * A check of a table's key.
	 * @param columns of the key's items, in the order of these
	 * @param rows how many the table has
	 * @param work where temporary files may be stored
	 */
	KeyCheck(List<DataItem> items, List<String> columns, long rows, Path work) throws IOException {
		this.items = List.copyOf(items);
		this.columns = List.copyOf(columns);
		try {
			this.digest = MessageDigest.getInstance("SHA-256");
		}
		catch (NoSuchAlgorithmException impossible) {
			throw new IllegalStateException(impossible);
		}
		this.folder = Files.createTempDirectory(work, "key");
		int files = Math.clamp(rows / KEYS_AT_ONCE + 1, 1, MOST_FILES);
		try {
			for (int i = 0; i < files; i++) {
				this.files.add(new DataOutputStream(new BufferedOutputStream(Files.newOutputStream(file(i)), BUFFER)));
			}
		}
		catch (IOException ex) {
			close();
			throw ex;
		}
	}

	private Path file(int number) {
		return this.folder.resolve(Integer.toString(number));
	}

	List<String> columns() {
		return this.columns;
	}

	/**
	 * Takes one row into account.
	 * @param row counted from 1
	 * @param key its values in the key's columns
	 */
	void see(long row, List<@Nullable Object> key) throws IOException {
		for (int i = 0; i < key.size(); i++) {
			Object value = key.get(i);
			if (value == null) {
				this.digest.reset();
				return;
			}
			byte[] text = written(value, this.items.get(i).type()).getBytes(StandardCharsets.UTF_8);
			this.digest.update(ByteBuffer.allocate(4).putInt(text.length).array());
			this.digest.update(text);
		}
		ByteBuffer hash = ByteBuffer.wrap(this.digest.digest());
		DataOutputStream file = this.files.get(Math.floorMod(hash.getInt(16), this.files.size()));
		file.writeLong(hash.getLong(0));
		file.writeLong(hash.getLong(8));
		file.writeLong(row);
	}

	/** Numbers agree by what they are worth, unless the item says that they are text. */
	private static String written(Object value, ItemType type) {
		if (value instanceof BigDecimal number) {
			boolean worth = type == ItemType.INTEGER || type == ItemType.DECIMAL;
			return (worth && number.signum() == 0) ? "0"
					: (worth ? number.stripTrailingZeros() : number).toPlainString();
		}
		return value.toString().strip();
	}

	/** What the rows have in common, if anything; to be asked after the last row. */
	Optional<Difference> difference(Severity doubt) throws IOException {
		for (DataOutputStream file : this.files) {
			file.close();
		}
		long count = 0;
		PriorityQueue<Repetition> first = new PriorityQueue<>(Comparator.comparing(Repetition::row).reversed());
		for (int i = 0; i < this.files.size(); i++) {
			count += repeated(i, first);
		}
		if (count == 0) {
			return Optional.empty();
		}
		List<Repetition> repetitions = first.stream().sorted(Comparator.comparing(Repetition::row)).toList();
		boolean more = count > RowNumbers.MOST_SHOWN;
		return Optional
			.of(new Difference("key-repeated", doubt, (this.items.size() == 1) ? this.items.getFirst().id() : null,
					String.join(",", this.columns), count, repetitions.stream().map(Repetition::row).toList(),
					Text.of("主键“%s”有 %d 行与前面的行重复（数据%s%s）".formatted(String.join("、", this.columns), count,
							told(repetitions, "第 %d 行同第 %d 行", "、"), more ? "等" : ""),
							"%d rows repeat the key %s of an earlier row (data %s%s)".formatted(count,
									this.columns.stream().map("\"%s\""::formatted).collect(Collectors.joining(", ")),
									told(repetitions, "row %d as row %d", ", "), more ? " and more" : ""))));
	}

	private static String told(List<Repetition> repetitions, String words, String separator) {
		return repetitions.stream()
			.limit(RowNumbers.MOST_SHOWN)
			.map((each) -> words.formatted(each.row, each.before))
			.collect(Collectors.joining(separator));
	}

	private long repeated(int number, PriorityQueue<Repetition> first) throws IOException {
		Map<Hash, Long> seen = new HashMap<>();
		long rows = Files.size(file(number)) / 24;
		long count = 0;
		try (DataInputStream file = new DataInputStream(
				new BufferedInputStream(Files.newInputStream(file(number)), BUFFER))) {
			for (long i = 0; i < rows; i++) {
				Hash hash = new Hash(file.readLong(), file.readLong());
				long row = file.readLong();
				Long before = seen.putIfAbsent(hash, row);
				if (before != null) {
					count++;
					first.add(new Repetition(row, before));
					if (first.size() > RowNumbers.MOST) {
						first.remove();
					}
				}
			}
		}
		Files.delete(file(number));
		return count;
	}

	@Override
	public void close() throws IOException {
		for (DataOutputStream file : this.files) {
			try {
				file.close();
			}
			catch (IOException ex) {
				LOG.debug("Unwritten data of a full disk are deleted anyway", ex);
			}
		}
		FileSystemUtils.deleteRecursively(this.folder);
	}

	private record Hash(long high, long low) {
	}

	/**
	 * A row whose key an earlier one has.
	 */
	private record Repetition(long row, long before) {
	}

}
