package org.shuyuan.gateway.tables;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Where cached tables are stored, one Parquet file each, beside a folder for those being
 * written. What is missing is made again when it is asked for.
 */
final class TableFolder {

	private static final Logger LOG = LoggerFactory.getLogger(TableFolder.class);

	/** Longer than a query runs. */
	private static final Duration RECENT = Duration.ofMinutes(10);

	private static final Pattern ID = Pattern.compile("[0-9a-f]{64}(-[1-9][0-9]{0,8})?");

	private final Path folder;

	private final long room;

	private final AtomicBoolean clearing = new AtomicBoolean();

	private final Map<String, Object> makers = new ConcurrentHashMap<>();

	private volatile Consumer<String> maker = (id) -> {
	};

	/**
	 * Finds the folder, or makes it.
	 * @param room how many bytes of tables are cached
	 */
	TableFolder(Path location, long room) throws IOException {
		this.room = room;
		this.folder = location.toAbsolutePath().normalize();
		deleteFolder(work());
		Files.createDirectories(sorting());
	}

	Path path() {
		return this.folder;
	}

	/** For what is not finished; empty at the start. */
	Path work() {
		return this.folder.resolve("work");
	}

	/** For sorting what does not fit in memory. */
	Path sorting() {
		return work().resolve("sort");
	}

	boolean has(String id) {
		return Files.isRegularFile(file(id));
	}

	Path file(String id) {
		if (!ID.matcher(id).matches()) {
			throw new IllegalArgumentException("Not the id of a table");
		}
		return this.folder.resolve(id + ".parquet");
	}

	void delete(String id) {
		try {
			Files.deleteIfExists(file(id));
		}
		catch (IOException failure) {
			throw new UncheckedIOException(failure);
		}
	}

	void whenAbsent(Consumer<String> absent) {
		this.maker = absent;
	}

	/**
	 * Removes the tables that were asked for longest ago where there are more than there
	 * is room for; none that may be in use by a reader.
	 */
	void clear() {
		if (!this.clearing.compareAndSet(false, true)) {
			return;
		}
		try (Stream<Path> files = Files.list(this.folder)) {
			FileTime recently = FileTime.from(Instant.now().minus(RECENT));
			List<Table> tables = files.filter((file) -> file.getFileName().toString().endsWith(".parquet"))
				.flatMap((file) -> Table.find(file).stream())
				.sorted(Comparator.comparing(Table::asked))
				.toList();
			long bytes = tables.stream().mapToLong(Table::bytes).sum();
			for (Table oldest : tables) {
				if (bytes <= this.room || oldest.asked().compareTo(recently) > 0) {
					return;
				}
				Files.deleteIfExists(oldest.file());
				bytes -= oldest.bytes();
			}
		}
		catch (IOException failure) {
			LOG.warn("Unused tables stay", failure);
		}
		finally {
			this.clearing.set(false);
		}
	}

	/** The table's file, made again if need be, by one caller for all. */
	Path present(String id) {
		Path file = file(id);
		touch(file);
		if (!has(id)) {
			synchronized (this.makers.computeIfAbsent(id, (absent) -> new Object())) {
				if (!has(id)) {
					this.maker.accept(id);
				}
			}
			this.makers.remove(id);
		}
		return file;
	}

	/** The file's time is when it was last asked for. */
	private static void touch(Path file) {
		try {
			Files.setLastModifiedTime(file, FileTime.from(Instant.now()));
		}
		catch (NoSuchFileException absent) {
			// it is about to be made
		}
		catch (IOException failure) {
			throw new UncheckedIOException(failure);
		}
	}

	static void deleteFolder(Path folder) {
		if (Files.notExists(folder)) {
			return;
		}
		try (Stream<Path> files = Files.walk(folder)) {
			for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
				Files.deleteIfExists(file);
			}
		}
		catch (IOException failure) {
			throw new UncheckedIOException(failure);
		}
	}

	/**
	 * A cached table.
	 *
	 * @param file where it is stored
	 * @param bytes its length
	 * @param asked when it was last asked for
	 */
	private record Table(Path file, long bytes, FileTime asked) {

		static Optional<Table> find(Path file) {
			try {
				return Optional.of(new Table(file, Files.size(file), Files.getLastModifiedTime(file)));
			}
			catch (IOException removed) {
				return Optional.empty();
			}
		}

	}

}
