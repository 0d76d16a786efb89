package org.shuyuan.vocab;

import java.nio.file.Files;
import java.nio.file.Path;

import org.junit.jupiter.api.Assumptions;

/** The collection of real RDF beside the project; a test over it is skipped without. */
public final class TestCorpus {

	private TestCorpus() {
	}

	public static Path at(String path) {
		for (Path folder = Path.of("").toAbsolutePath(); folder != null; folder = folder.getParent()) {
			Path found = folder.resolveSibling("shared").resolve("corpus").resolve(path);
			if (Files.exists(found)) {
				return found;
			}
		}
		Assumptions.abort("The corpus is not on this machine: " + path);
		throw new AssertionError();
	}

}
