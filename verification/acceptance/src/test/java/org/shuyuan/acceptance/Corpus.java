package org.shuyuan.acceptance;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;

import com.github.luben.zstd.ZstdInputStream;
import org.junit.jupiter.api.Assumptions;
import tools.jackson.databind.JsonNode;

/**
 * The collection of real catalogues and tables beside the project. A journey over it says
 * so and is skipped where the collection is absent.
 */
final class Corpus {

	private Corpus() {
	}

	/** A file or folder of the collection. */
	static Path at(String path) {
		for (Path folder = Path.of("").toAbsolutePath(); folder != null; folder = folder.getParent()) {
			Path found = folder.resolveSibling("shared").resolve("corpus").resolve(path);
			if (Files.exists(found)) {
				return found;
			}
		}
		Assumptions.abort("The corpus is not on this machine: " + path);
		throw new AssertionError();
	}

	/** A JSON file, unpacked where its name ends in {@code .zst}. */
	static JsonNode json(String path) throws IOException {
		try (InputStream stored = Files.newInputStream(at(path));
				InputStream json = path.endsWith(".zst") ? new ZstdInputStream(stored) : stored) {
			return Platform.JSON.readTree(json);
		}
	}

}
