package org.shuyuan.acceptance;

import java.io.File;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
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
		while (!Files.exists(root.resolve("verification/testbed"))) {
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

	/** The process of a service's instance, which its starting script became. */
	long process(String instance) {
		return Long.parseLong(said(home(instance).resolve("pid")));
	}

	/** Sends a signal to the server and every process below it. */
	void signal(String server, String signal) {
		ProcessHandle first = ProcessHandle.of(Long.parseLong(said(home(server).resolve("pid")))).orElseThrow();
		List<String> command = new ArrayList<>(List.of("kill", "-" + signal));
		Stream.concat(Stream.of(first), first.descendants()).forEach((each) -> command.add(String.valueOf(each.pid())));
		run(command.toArray(String[]::new));
	}

	/**
	 * Ends the server in good order, without waiting for whoever is connected; at once
	 * where it does not end by itself within half a minute, as service managers do.
	 */
	void stop(String server) {
		ProcessHandle.of(process(server)).ifPresent((process) -> {
			run("kill", "-INT", String.valueOf(process.pid()));
			try {
				process.onExit().get(30, TimeUnit.SECONDS);
			}
			catch (TimeoutException _) {
				signal(server, "KILL");
				process.onExit().join();
			}
			catch (InterruptedException | ExecutionException ex) {
				throw new AssertionError(ex);
			}
		});
	}

	/** Starts again what does not run, and waits until it is healthy. */
	void restart(String server) {
		boolean member = home(server).startsWith(this.folder.resolve("platform"));
		run(this.root.resolve("verification/testbed").toString(), "up", member ? "platform" : server);
	}

	/** Whether the network to the server can be cut. */
	boolean between(String server) {
		return System.getenv("SHUYUAN_TOXIPROXY") != null
				&& Files.exists(this.folder.resolve("toxiproxy/port-" + server));
	}

	/** Lets nothing through to the server and back, without closing a connection. */
	void cut(String server) {
		toxic(server, "timeout", "\"timeout\":0");
	}

	/** Delays everything to the server and back. */
	void slow(String server) {
		toxic(server, "latency", "\"latency\":500,\"jitter\":100");
	}

	private void toxic(String server, String type, String attributes) {
		for (String direction : List.of("upstream", "downstream")) {
			toxiproxy("POST", "/proxies/" + server + "/toxics",
					"{\"type\":\"%s\",\"stream\":\"%s\",\"attributes\":{%s}}".formatted(type, direction, attributes));
		}
	}

	/** Lets everything through again at once. */
	void mend(String server) {
		for (String type : List.of("timeout", "latency")) {
			for (String direction : List.of("upstream", "downstream")) {
				toxiproxy("DELETE", "/proxies/%s/toxics/%s_%s".formatted(server, type, direction), "");
			}
		}
	}

	private static void toxiproxy(String method, String path, String body) {
		try (HttpClient http = HttpClient.newHttpClient()) {
			int status = http
				.send(HttpRequest.newBuilder(URI.create(System.getenv("SHUYUAN_TOXIPROXY") + path))
					.method(method, HttpRequest.BodyPublishers.ofString(body))
					.build(), HttpResponse.BodyHandlers.discarding())
				.statusCode();
			if (status >= 400 && !(status == 404 && method.equals("DELETE"))) {
				throw new AssertionError("Toxiproxy answered " + status + " to " + path);
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

	/** Whether the server has a disk of its own that can be filled. */
	boolean hasDisk(String server) {
		return Files.isDirectory(home(server).resolve("disk"));
	}

	/** Leaves no room on the server's disk. */
	void fill(String server) {
		Path ballast = home(server).resolve("disk/ballast");
		byte[] block = new byte[1 << 20];
		try (OutputStream out = Files.newOutputStream(ballast)) {
			for (int size = block.length; size > 0; size = (size > 512) ? size / 2 : 0) {
				write(out, block, size);
			}
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	/** Writes blocks until not one more finds room. */
	private static void write(OutputStream out, byte[] block, int size) {
		try {
			while (true) {
				out.write(block, 0, size);
			}
		}
		catch (IOException _) {
			// full, as it was meant to be
		}
	}

	/** Gives the room back. */
	void makeRoom(String server) {
		try {
			Files.delete(home(server).resolve("disk/ballast"));
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
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
