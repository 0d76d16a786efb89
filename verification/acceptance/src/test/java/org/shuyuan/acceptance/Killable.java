package org.shuyuan.acceptance;

import java.io.IOException;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * A standalone of the test's own, over a folder that survives its death.
 */
final class Killable {

	private final Path root;

	private final Path data;

	private final int port;

	private Process process;

	private Killable(Path root, Path data, int port) {
		this.root = root;
		this.data = data;
		this.port = port;
		this.process = launch(Map.of());
	}

	static Killable start() throws IOException {
		Path root = Path.of("").toAbsolutePath();
		while (!Files.exists(root.resolve("deploy/run"))) {
			root = root.getParent();
		}
		try (ServerSocket free = new ServerSocket(0)) {
			return new Killable(root, Files.createTempDirectory("kill").resolve("data"), free.getLocalPort());
		}
	}

	Platform platform() {
		return new Platform(URI.create("http://127.0.0.1:" + this.port), this.data.resolve("accounts.json"));
	}

	Path root() {
		return this.root;
	}

	/** Waits for a line of the standalone's output to begin with the given word. */
	void await(String word) {
		Platform.await("the standalone says " + word + ": " + log(), Duration.ofMinutes(15), () -> {
			if (!this.process.isAlive() && !said(word)) {
				throw new AssertionError("The standalone ended: " + said());
			}
			return said(word);
		});
	}

	/** SIGKILL to the JVM, or to the JVM and every process of its PostgreSQL. */
	void kill(boolean everything) {
		List<ProcessHandle> database = everything ? database() : List.of();
		this.process.destroyForcibly();
		database.forEach(ProcessHandle::destroyForcibly);
		try {
			this.process.waitFor();
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
		}
	}

	/**
	 * The server that names the data folder, and the processes under it, which do not.
	 */
	private List<ProcessHandle> database() {
		return ProcessHandle.allProcesses()
			.filter((server) -> server.info().commandLine().orElse("").contains(this.data.toString()))
			.filter((server) -> server.pid() != this.process.pid())
			.flatMap((server) -> Stream.concat(Stream.of(server), server.descendants()))
			.toList();
	}

	void restart() {
		restart(Map.of());
	}

	/** Starts it again, with further settings. */
	void restart(Map<String, String> settings) {
		this.process = launch(settings);
		await("ready");
	}

	void stop() {
		this.process.destroy();
		try {
			this.process.waitFor();
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
		}
	}

	private Process launch(Map<String, String> settings) {
		try {
			ProcessBuilder builder = new ProcessBuilder(this.root.resolve("deploy/run").toString())
				.redirectErrorStream(true)
				.redirectOutput(log().toFile());
			builder.environment().keySet().removeIf((name) -> name.startsWith("SHUYUAN_") && !name.endsWith("_HEAP"));
			builder.environment().put("SHUYUAN_PORT", String.valueOf(this.port));
			builder.environment().put("SHUYUAN_DATA", this.data.toString());
			builder.environment().putAll(settings);
			return builder.start();
		}
		catch (IOException ex) {
			throw new AssertionError(ex);
		}
	}

	private Path log() {
		return this.data.resolveSibling("run.log");
	}

	private boolean said(String word) {
		return said().lines().anyMatch((line) -> line.startsWith(word));
	}

	private String said() {
		try {
			return Files.readString(log());
		}
		catch (IOException ex) {
			return "";
		}
	}

}
