package org.shuyuan.catalogue.search;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

import com.github.luben.zstd.ZstdInputStream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Titles of real city catalogues, where the corpus lies beside the project.
 */
final class CityCatalogues {

	private CityCatalogues() {
	}

	static Optional<Path> folder() {
		String named = System.getenv("SHUYUAN_CORPUS");
		return Stream.of((named != null) ? Path.of(named) : Path.of("../../shared/corpus"), Path.of("../shared/corpus"))
			.map((corpus) -> corpus.resolve("4-china/catalog"))
			.filter(Files::isDirectory)
			.findFirst();
	}

	/** Title, description and agency of every record that has a title. */
	static List<String[]> records() throws IOException {
		List<String[]> records = new ArrayList<>();
		Path folder = folder().orElseThrow();
		read(folder.resolve("anhui_hefei.json"), "摘要信息", "提供单位", records);
		read(folder.resolve("sichuan_luzhou.json.zst"), "资源摘要", "提供方", records);
		return records;
	}

	private static void read(Path file, String description, String agency, List<String[]> records) throws IOException {
		try (InputStream bytes = new BufferedInputStream(Files.newInputStream(file));
				InputStream json = file.toString().endsWith(".zst") ? new ZstdInputStream(bytes) : bytes) {
			for (JsonNode node : JsonMapper.shared().readTree(json)) {
				String title = node.path("标题").asString("");
				if (!title.isBlank()) {
					records.add(new String[] { title.strip(), node.path(description).asString(""),
							node.path(agency).asString("") });
				}
			}
		}
	}

}
