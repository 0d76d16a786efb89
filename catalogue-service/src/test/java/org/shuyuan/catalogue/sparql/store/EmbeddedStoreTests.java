package org.shuyuan.catalogue.sparql.store;

import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

class EmbeddedStoreTests extends QuadStoreContract {

	@Override
	QuadStore open(Path folder) {
		return new EmbeddedStore(folder, TestQuads.VIEW);
	}

	@Test
	void resumesWhereItEnded(@TempDir Path folder) {
		QuadStore first = open(folder.resolve("kept"));
		first.replace(Map.of(), Optional.empty(), TestQuads.at(3));
		first.close();
		try (QuadStore second = open(folder.resolve("kept"))) {
			assertThat(second.reflected()).contains(TestQuads.at(3));
		}
	}

}
