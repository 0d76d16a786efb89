package org.shuyuan.catalogue.search;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A real Elasticsearch for all tests of a JVM: the one that
 * {@code SHUYUAN_ELASTICSEARCH_URL} names, or one that the testbed starts and that ends
 * with the JVM, where its programs were fetched before.
 */
final class ElasticsearchServer {

	private static final String PREFIX = "SHUYUAN_ELASTICSEARCH_";

	private static final Path TESTBED = Path.of("../deploy/testbed").toAbsolutePath().normalize();

	private static final Optional<Map<String, String>> SETTINGS = start();

	private ElasticsearchServer() {
	}

	static boolean present() {
		return SETTINGS.isPresent();
	}

	/** How to reach it, under names of our own. */
	static ElasticsearchProperties properties(String prefix) {
		Map<String, String> settings = SETTINGS.orElseThrow();
		return new ElasticsearchProperties(settings.get(PREFIX + "URL"), settings.get(PREFIX + "USER"), null,
				path(settings.get(PREFIX + "PASSWORD_FILE")), null, path(settings.get(PREFIX + "API_KEY_FILE")),
				path(settings.get(PREFIX + "CA")), prefix);
	}

	private static Path path(String name) {
		return (name != null) ? Path.of(name) : null;
	}

	private static Optional<Map<String, String>> start() {
		if (System.getenv(PREFIX + "URL") != null) {
			return Optional.of(System.getenv());
		}
		if (!fetched()) {
			System.out.println("Elasticsearch is not tested: `deploy/testbed up elasticsearch` fetches its programs");
			return Optional.empty();
		}
		try {
			Path folder = Files.createTempDirectory("shuyuan-elasticsearch");
			Path settings = folder.resolve("testbed.env");
			// Its input ends with this JVM, however that ends.
			ProcessBuilder builder = new ProcessBuilder("bash", "-c",
					"\"$0\" up elasticsearch; cat > /dev/null; \"$0\" down elasticsearch; rm -rf \"$SHUYUAN_TESTBED\"",
					TESTBED.toString());
			builder.environment().put("SHUYUAN_TESTBED", folder.toString());
			Path said = Files.createTempFile("shuyuan-elasticsearch", ".log");
			said.toFile().deleteOnExit();
			Process process = builder.redirectErrorStream(true).redirectOutput(said.toFile()).start();
			while (process.isAlive() && !Files.exists(settings)) {
				Thread.sleep(200);
			}
			Map<String, String> read = read(settings);
			if (!read.containsKey(PREFIX + "URL")) {
				process.getOutputStream().close();
				System.out.println("Elasticsearch is not tested: " + Files.readString(said));
				return Optional.empty();
			}
			return Optional.of(read);
		}
		catch (IOException ex) {
			throw new IllegalStateException(ex);
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			throw new IllegalStateException(ex);
		}
	}

	private static boolean fetched() {
		return Stream
			.of(TESTBED.resolveSibling(".cache/servers"),
					Path.of(System.getProperty("user.home"), ".m2/repository/org")
						.resolve("elasticsearch/distribution/integ-test-zip"))
			.anyMatch((folder) -> {
				try (Stream<Path> files = Files.isDirectory(folder) ? Files.walk(folder, 4) : Stream.of()) {
					return files.anyMatch((file) -> file.getFileName().toString().matches("elasticsearch-.*\\.zip"));
				}
				catch (IOException ex) {
					return false;
				}
			});
	}

	private static Map<String, String> read(Path settings) throws IOException {
		Map<String, String> read = new HashMap<>();
		List<String> lines = Files.exists(settings) ? Files.readAllLines(settings) : List.of();
		for (String line : lines) {
			int equals = line.indexOf('=');
			if (equals > 0) {
				read.put(line.substring(0, equals), line.substring(equals + 1));
			}
		}
		return read;
	}

}
