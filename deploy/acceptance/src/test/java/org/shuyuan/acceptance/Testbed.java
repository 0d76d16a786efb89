package org.shuyuan.acceptance;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * The real servers that {@code SHUYUAN_TESTBED} keeps, and ways to hurt them.
 */
final class Testbed {

	private final Path root;

	private final Path folder;

	private Testbed(Path root, Path folder) {
		this.root = root;
		this.folder = folder;
	}

	static Testbed ofEnvironment() {
		Path root = Path.of("").toAbsolutePath();
		while (!Files.exists(root.resolve("deploy/testbed"))) {
			root = root.getParent();
		}
		return new Testbed(root, Path.of(System.getenv("SHUYUAN_TESTBED")));
	}

	/** Whether the server runs here, such as {@code postgres} or {@code gateway-1}. */
	boolean has(String server) {
		return Files.exists(home(server).resolve("pid"));
	}

	private Path home(String server) {
		Path member = this.folder.resolve("platform").resolve(server);
		return Files.exists(member) ? member : this.folder.resolve(server);
	}

	/** Address of a service's own instance. */
	String address(String instance) {
		return "http://127.0.0.1:" + said(this.folder.resolve("platform/port-" + instance));
	}

	/** Sends a signal to the server and every process below it. */
	void signal(String server, String signal) {
		ProcessHandle first = ProcessHandle.of(Long.parseLong(said(home(server).resolve("pid")))).orElseThrow();
		List<String> command = new ArrayList<>(List.of("kill", "-" + signal));
		Stream.concat(Stream.of(first), first.descendants()).forEach((each) -> command.add(String.valueOf(each.pid())));
		run(command.toArray(String[]::new));
	}

	/** Starts again what does not run, and waits until it is healthy. */
	void restart(String server) {
		boolean member = home(server).startsWith(this.folder.resolve("platform"));
		run(this.root.resolve("deploy/testbed").toString(), "up", member ? "platform" : server);
	}

	private static String said(Path file) {
		try {
			return Files.readString(file).strip();
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	private void run(String... command) {
		try {
			File log = this.folder.resolve("faults.log").toFile();
			Process process = new ProcessBuilder(command).redirectErrorStream(true)
				.redirectOutput(ProcessBuilder.Redirect.appendTo(log))
				.start();
			process.getOutputStream().close();
			int status = process.waitFor();
			if (status != 0) {
				throw new AssertionError(String.join(" ", command) + " ended with " + status + "; see " + log);
			}
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			throw new AssertionError(ex);
		}
	}

}
