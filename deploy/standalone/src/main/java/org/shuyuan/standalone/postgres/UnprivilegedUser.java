package org.shuyuan.standalone.postgres;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * How PostgreSQL, which refuses to be root, is run: as the ordinary user who started the
 * platform, or, started by root, in a user namespace of its own (files still belong to
 * root), or where there are none as an account without privileges.
 *
 * @param prefix what goes before every command; empty for an ordinary user
 * @param account the account to which files must belong, empty if they are fine as they
 * are
 */
record UnprivilegedUser(List<String> prefix, String account) {

	/**
	 * The way to run a server over a data folder that may not exist yet.
	 */
	static UnprivilegedUser over(Path folder) throws IOException {
		if (!"root".equals(System.getProperty("user.name"))) {
			return new UnprivilegedUser(List.of(), "");
		}
		String owner = Files.exists(folder) ? Files.getOwner(folder).getName() : "";
		if (!owner.isEmpty() && !"root".equals(owner)) {
			return as(owner);
		}
		if (works("unshare", "-U", "true")) {
			return new UnprivilegedUser(List.of("unshare", "-U"), "");
		}
		return as(works("id", "postgres") ? "postgres" : "nobody");
	}

	private static UnprivilegedUser as(String account) {
		if (works("setpriv", "--reuid=" + account, "--clear-groups", "true")) {
			return new UnprivilegedUser(List.of("setpriv", "--reuid=" + account, "--clear-groups"), account);
		}
		if (works("runuser", "-u", account, "--", "true")) {
			return new UnprivilegedUser(List.of("runuser", "-u", account, "--"), account);
		}
		throw new DatabaseFailed("PostgreSQL refuses to run as root, and neither unshare, setpriv nor runuser works "
				+ "here: start the platform as an ordinary user");
	}

	private static boolean works(String... command) {
		try {
			return new ProcessBuilder(command).redirectErrorStream(true)
				.redirectOutput(ProcessBuilder.Redirect.DISCARD)
				.start()
				.waitFor() == 0;
		}
		catch (IOException _) {
			return false;
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			throw new DatabaseFailed("Interrupted", ex);
		}
	}

	List<String> command(List<String> command) {
		List<String> whole = new ArrayList<>(this.prefix);
		whole.addAll(command);
		return whole;
	}

	/** Hands a folder with all it holds to the account, if there is one. */
	void own(Path folder) throws IOException {
		if (this.account.isEmpty()) {
			return;
		}
		var principal = folder.getFileSystem().getUserPrincipalLookupService().lookupPrincipalByName(this.account);
		try (Stream<Path> all = Files.walk(folder)) {
			for (Path path : all.toList()) {
				Files.setOwner(path, principal);
			}
		}
	}

}
