package org.shuyuan.identity.keycloak;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;

import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.awaitility.Awaitility;
import org.jspecify.annotations.Nullable;

/**
 * A real Keycloak with the platform's realm, in memory, for one test class. Its
 * distribution is looked for where Maven and the testbed keep downloads.
 */
public final class KeycloakServer implements AutoCloseable {

	private static final Path ROOT = Path.of("").toAbsolutePath().getParent().getParent();

	private final Path home;

	private final Path realm;

	private final int port = freePort();

	private final Map<String, String> secrets;

	private @Nullable Process process;

	private KeycloakServer(Path home, Path realm, Map<String, String> secrets) {
		this.home = home;
		this.realm = realm;
		this.secrets = secrets;
	}

	/** Whether this machine has the distribution. */
	public static boolean present() {
		return archive().isPresent();
	}

	private static Optional<Path> archive() {
		String version = version();
		String name = "keycloak-quarkus-dist-" + version + ".tar.gz";
		Path repository = Path.of(System.getProperty("maven.repo.local",
				Path.of(System.getProperty("user.home"), ".m2", "repository").toString()));
		return Stream
			.of(repository.resolve("org/keycloak/keycloak-quarkus-dist").resolve(version).resolve(name),
					ROOT.resolve("deploy/.cache/servers/central").resolve(name))
			.filter(Files::isRegularFile)
			.findFirst();
	}

	private static String version() {
		try (Stream<String> lines = Files.lines(ROOT.resolve("pom.xml"))) {
			return lines.filter((line) -> line.contains("<keycloak.version>"))
				.map((line) -> line.replaceAll(".*<keycloak.version>(.*)</.*", "$1"))
				.findFirst()
				.orElseThrow();
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	/**
	 * Prepares it; it does not run yet.
	 * @param realm the realm's file
	 * @param environment what the realm's file names
	 */
	public static KeycloakServer prepare(Path realm, Map<String, String> environment) {
		Path home = ROOT.resolve("deploy/.cache/servers/keycloak-tests-" + version());
		try {
			if (!Files.exists(home.resolve("bin/kc.sh"))) {
				unpack(archive().orElseThrow(), home);
			}
			Process installed = new ProcessBuilder(ROOT.resolve("deploy/keycloak/install").toString(), home.toString())
				.inheritIO()
				.start();
			if (installed.waitFor() != 0) {
				throw new IllegalStateException("The realm could not be installed");
			}
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			throw new IllegalStateException(ex);
		}
		return new KeycloakServer(home, realm, environment);
	}

	private static void unpack(Path archive, Path home) throws IOException {
		Path unfinished = home.resolveSibling(home.getFileName() + ".unfinished-" + ProcessHandle.current().pid());
		try (InputStream in = new BufferedInputStream(Files.newInputStream(archive));
				TarArchiveInputStream tar = new TarArchiveInputStream(new GZIPInputStream(in))) {
			for (TarArchiveEntry entry = tar.getNextEntry(); entry != null; entry = tar.getNextEntry()) {
				Path target = unfinished.resolve(entry.getName().replaceFirst("^[^/]+/?", "")).normalize();
				if (entry.isDirectory()) {
					Files.createDirectories(target);
				}
				else {
					Files.createDirectories(target.getParent());
					Files.copy(tar, target);
					if ((entry.getMode() & 0100) != 0) {
						Files.setPosixFilePermissions(target, PosixFilePermissions.fromString("rwxr-xr-x"));
					}
				}
			}
		}
		Files.move(unfinished, home, StandardCopyOption.ATOMIC_MOVE);
	}

	/** Its address. */
	public String url() {
		return "http://127.0.0.1:" + this.port;
	}

	/** Starts it and waits until the realm answers. */
	public void start() {
		try {
			Files.copy(this.realm, this.home.resolve("data/import/shuyuan-realm.json"),
					StandardCopyOption.REPLACE_EXISTING);
			List<String> command = List.of("bash", "-c", ". \"$0\" && exec \"$@\"",
					ROOT.resolve("deploy/keycloak/smtp.sh").toString(), this.home.resolve("bin/kc.sh").toString(),
					"start-dev", "--import-realm", "--db=dev-mem", "--http-host=127.0.0.1", "--http-port=" + this.port);
			ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true)
				.redirectOutput(this.home.resolve("tests.log").toFile());
			builder.environment().putAll(new LinkedHashMap<>(this.secrets));
			builder.environment().put("JAVA_HOME", System.getProperty("java.home"));
			builder.environment().put("JAVA_OPTS_KC_HEAP", "-Xms64m -Xmx384m");
			Process started = builder.start();
			this.process = started;
			Runtime.getRuntime().addShutdownHook(new Thread(started::destroy));
			Awaitility.await().atMost(Duration.ofMinutes(10)).until(() -> {
				if (!started.isAlive()) {
					throw new IllegalStateException("Keycloak ended: " + this.home.resolve("tests.log"));
				}
				return answers();
			});
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	private boolean answers() {
		try (HttpClient http = HttpClient.newHttpClient()) {
			return http
				.send(HttpRequest.newBuilder(URI.create(url() + "/realms/shuyuan")).build(), BodyHandlers.discarding())
				.statusCode() == 200;
		}
		catch (IOException _) {
			return false;
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			throw new IllegalStateException(ex);
		}
	}

	private static int freePort() {
		try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
			return socket.getLocalPort();
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	@Override
	public void close() {
		Process running = this.process;
		if (running != null) {
			running.destroy();
			try {
				running.waitFor();
			}
			catch (InterruptedException _) {
				Thread.currentThread().interrupt();
			}
		}
	}

}
