package org.shuyuan.catalogue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

import org.awaitility.Awaitility;

/**
 * A real server for all tests of a JVM: one whose address the environment gives, or one
 * that the testbed starts and that ends with the JVM, where its programs were fetched
 * before.
 */
public final class TestbedServer {

	private static final Path TESTBED = Path.of("../verification/testbed").toAbsolutePath().normalize();

	/** What the testbed says of a server that this machine cannot have. */
	private static final String UNAVAILABLE = " cannot be had: ";

	private TestbedServer() {
	}

	/**
	 * The settings by which it is reached; nothing where it cannot be had, which is said.
	 * One that can be had and does not run is a failure.
	 * @param name the testbed's name for it
	 * @param setting the setting that gives its address
	 * @param programs artefact that it is, as folders of the repository
	 */
	public static Optional<Map<String, String>> settings(String name, String setting, Path programs) {
		if (System.getenv(setting) != null) {
			return Optional.of(System.getenv());
		}
		if (!fetched(programs)) {
			System.out.printf("%s is not tested: `verification/testbed up %s` fetches its programs%n", name, name);
			return Optional.empty();
		}
		try {
			return start(name).filter((settings) -> settings.containsKey(setting));
		}
		catch (IOException ex) {
			throw new IllegalStateException(ex);
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			throw new IllegalStateException(ex);
		}
	}

	private static Optional<Map<String, String>> start(String name) throws IOException, InterruptedException {
		Path folder = Files.createTempDirectory("shuyuan-" + name);
		Path settings = folder.resolve("testbed.env");
		// Its input ends with this JVM, however that ends.
		ProcessBuilder builder = new ProcessBuilder("bash", "-c",
				"\"$0\" up \"$1\"; cat > /dev/null; \"$0\" down \"$1\"; rm -rf \"$SHUYUAN_TESTBED\"",
				TESTBED.toString(), name);
		builder.environment().put("SHUYUAN_TESTBED", folder.toString());
		Path said = Files.createTempFile("shuyuan-" + name, ".log");
		said.toFile().deleteOnExit();
		Process process = builder.redirectErrorStream(true).redirectOutput(said.toFile()).start();
		Awaitility.await().atMost(Duration.ofMinutes(10)).until(() -> !process.isAlive() || Files.exists(settings));
		Map<String, String> read = read(settings);
		if (read.isEmpty()) {
			process.getOutputStream().close();
			String words = Files.readString(said);
			if (!words.contains(UNAVAILABLE)) {
				throw new IllegalStateException("%s is here and does not run: %s".formatted(name, words));
			}
			System.out.printf("%s is not tested: %s%n", name, words);
			return Optional.empty();
		}
		return Optional.of(read);
	}

	private static boolean fetched(Path programs) {
		String file = programs.getFileName() + "-.*\\.(zip|jar)";
		return Stream
			.of(TESTBED.resolveSibling(".cache/servers"),
					Path.of(System.getProperty("user.home"), ".m2/repository").resolve(programs))
			.anyMatch((folder) -> {
				try (Stream<Path> files = Files.isDirectory(folder) ? Files.walk(folder, 4) : Stream.of()) {
					return files.anyMatch((found) -> found.getFileName().toString().matches(file));
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
