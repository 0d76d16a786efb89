package org.shuyuan.standalone.postgres;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/**
 * A server that outlived the process which started it, found by the
 * {@code postmaster.pid} it keeps in its data folder.
 *
 * @param data the server's data folder
 */
record OrphanedServer(Path data) {

	private static final long PATIENCE = 30;

	/**
	 * Stops it, if there is one: with a normal shutdown first, then an immediate one,
	 * which costs a recovery at the next start but no data. A stale file of a stopped
	 * server, or of another program's process with the same number, is removed.
	 */
	void stop() throws IOException {
		Path file = this.data.resolve("postmaster.pid");
		if (!Files.exists(file)) {
			return;
		}
		Optional<ProcessHandle> server = server(file);
		if (server.isPresent()) {
			signal(server.get(), "INT");
			if (!ended(server.get())) {
				signal(server.get(), "QUIT");
			}
			if (!ended(server.get())) {
				throw new DatabaseFailed(
						"A database orphaned by an earlier start (process %d) does not stop: stop it first"
							.formatted(server.get().pid()));
			}
		}
		Files.deleteIfExists(file);
	}

	private static Optional<ProcessHandle> server(Path file) throws IOException {
		List<String> lines = Files.readAllLines(file);
		if (lines.isEmpty() || !lines.getFirst().strip().matches("\\d{1,9}")) {
			return Optional.empty();
		}
		return ProcessHandle.of(Long.parseLong(lines.getFirst().strip())).filter(OrphanedServer::postgres);
	}

	private static boolean postgres(ProcessHandle process) {
		Path commandLine = Path.of("/proc", String.valueOf(process.pid()), "cmdline");
		try {
			return Files.exists(commandLine) ? Files.readString(commandLine).contains("postgres")
					: process.info().command().orElse("postgres").contains("postgres");
		}
		catch (IOException _) {
			return true;
		}
	}

	private static void signal(ProcessHandle process, String signal) throws IOException {
		try {
			new ProcessBuilder("kill", "-" + signal, String.valueOf(process.pid())).start().waitFor();
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			throw new DatabaseFailed("Interrupted while an orphaned database shut down", ex);
		}
	}

	/** Polls, as an unreaped server may stay in the process table. */
	private static boolean ended(ProcessHandle process) {
		long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(PATIENCE);
		while (process.isAlive() && postgres(process)) {
			if (System.nanoTime() > end) {
				return false;
			}
			LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(20));
		}
		return true;
	}

}
