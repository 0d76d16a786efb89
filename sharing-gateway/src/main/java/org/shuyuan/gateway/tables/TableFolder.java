package org.shuyuan.gateway.tables;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Where the tables at hand lie, one Parquet file each, beside a folder for those being
 * written. What is missing is made again when it is asked for.
 */
final class TableFolder {

	private static final Pattern ID = Pattern.compile("[0-9a-f]{64}");

	private final Path folder;

	private final Map<String, Object> makers = new ConcurrentHashMap<>();

	private volatile Consumer<String> maker = (id) -> {
	};

	TableFolder(Path location) throws IOException {
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

	/** The table's file, made again if need be, by one caller for all. */
	Path present(String id) {
		Path file = file(id);
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

}
