package org.shuyuan.standalone;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.UnknownHostException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

import org.jspecify.annotations.Nullable;
import org.shuyuan.observability.InvalidSetting;
import org.shuyuan.standalone.backup.Restore;
import org.shuyuan.support.database.DatabaseProperties;

/**
 * How this start is set up, from {@code SHUYUAN_PORT}, {@code SHUYUAN_DATA},
 * {@code SHUYUAN_ADDRESS}, {@code SHUYUAN_BASE_URI}, {@code SHUYUAN_SQL…} and the command
 * line.
 *
 * @param port port of the platform, 1-65535
 * @param address address to listen on; the loopback one unless asked otherwise
 * @param data folder that holds everything
 * @param baseUri the platform's own address, of which every entry's address is made;
 * fixed at the first start
 * @param ownDatabase whether the platform brings its own PostgreSQL
 * @param accounts the database of accounts that run apart from the services
 * @param city whether the demo city is wanted
 * @param rehearsal whether this start only shows the JVM what a start needs, and ends
 * @param identity who issues the tokens
 * @param catalogue address of the catalogue where accounts run apart from it
 * @param watched how it is watched, as properties
 */
record Settings(int port, String address, Path data, String baseUri, boolean ownDatabase,
		@Nullable DatabaseProperties accounts, boolean city, boolean rehearsal, Identity identity,
		@Nullable String catalogue, Map<String, String> watched) {

	private static final Set<String> OPTIONS = Set.of("--empty", "--rehearse", "--identity");

	private static final List<String> WATCHED = List.of("management.port", "management.address", "otlp-url",
			"trace-share", "trace-secret", "trace-secret-file", "log-format");

	static Settings of(Map<String, String> environment, List<String> arguments) {
		for (String argument : arguments) {
			if (!OPTIONS.contains(argument)) {
				throw new InvalidSetting("'%s' is not understood; the only option is --empty".formatted(argument));
			}
		}
		if (arguments.contains("--identity")) {
			return ofIdentity(environment);
		}
		boolean rehearsal = arguments.contains("--rehearse");
		int port = rehearsal ? freePort() : port(given(environment, "SHUYUAN_PORT", "8080"));
		String address = address(given(environment, "SHUYUAN_ADDRESS", "127.0.0.1"));
		Path data = Path.of(given(environment, "SHUYUAN_DATA", "deploy/data")).toAbsolutePath().normalize();
		String asked = given(environment, "SHUYUAN_BASE_URI", "");
		boolean city = !rehearsal && !arguments.contains("--empty");
		boolean ownDatabase = rehearsal || ownDatabase(given(environment, "SHUYUAN_SQL", "embedded"));
		Identity identity = rehearsal ? Identity.Embedded.of(Map.of()) : Identity.of(environment);
		return new Settings(port, address, data, baseUri(asked, port), ownDatabase, null, city, rehearsal, identity,
				null, rehearsal ? Map.of() : watched(environment))
			.withBaseUriOfFirstStart(!asked.isBlank());
	}

	/** Accounts alone, where the services are processes of their own. */
	private static Settings ofIdentity(Map<String, String> environment) {
		Identity identity = Identity.of(environment);
		if (identity instanceof Identity.Embedded) {
			throw new InvalidSetting(
					"SHUYUAN_IDENTITY is not keycloak: accounts alone are provisioned into a Keycloak; "
							+ "the embedded authorization server is part of deploy/run");
		}
		int port = port(given(environment, "SHUYUAN_PORT", "8084"));
		String base = given(environment, "SHUYUAN_BASE_URI", "");
		if (base.isEmpty()) {
			throw new InvalidSetting("SHUYUAN_BASE_URI is missing: set it to the platform's own address, of the proxy");
		}
		return new Settings(port, address(given(environment, "SHUYUAN_ADDRESS", "127.0.0.1")),
				Path.of(given(environment, "SHUYUAN_DATA", "deploy/data")).toAbsolutePath().normalize(),
				baseUri(base, port), false, accounts(environment),
				given(environment, "SHUYUAN_DEMO", "false").equals("true"), false, identity,
				given(environment, "SHUYUAN_CATALOGUE_URL", base), watched(environment))
			.withBaseUriOfFirstStart(true);
	}

	/** Whether the services run elsewhere. */
	boolean identityOnly() {
		return this.accounts != null;
	}

	private static String given(Map<String, String> environment, String name, String otherwise) {
		String value = environment.getOrDefault(name, "");
		return value.isBlank() ? otherwise : value.strip();
	}

	/** Checked when the services start, like every remote database. */
	private static DatabaseProperties accounts(Map<String, String> environment) {
		String passwordFile = given(environment, "SHUYUAN_SQL_PASSWORD_FILE", "");
		return new DatabaseProperties(given(environment, "SHUYUAN_SQL_URL", ""),
				given(environment, "SHUYUAN_SQL_USER", ""), given(environment, "SHUYUAN_SQL_PASSWORD", ""),
				passwordFile.isEmpty() ? null : Path.of(passwordFile));
	}

	private static Map<String, String> watched(Map<String, String> environment) {
		Map<String, String> watched = new HashMap<>();
		for (String name : WATCHED) {
			String value = given(environment, "SHUYUAN_" + name.toUpperCase(Locale.ROOT).replaceAll("[.-]", "_"), "");
			if (!value.isEmpty()) {
				watched.put("shuyuan." + name, value);
			}
		}
		return watched;
	}

	private static int freePort() {
		try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
			return socket.getLocalPort();
		}
		catch (IOException ex) {
			throw new InvalidSetting("No port is free on this machine: " + ex.getMessage());
		}
	}

	private static int port(String text) {
		if (text.matches("\\d{1,5}")) {
			int port = Integer.parseInt(text);
			if (port >= 1 && port <= 65535) {
				return port;
			}
		}
		throw new InvalidSetting("SHUYUAN_PORT is '%s'; a number from 1 to 65535 is expected".formatted(text));
	}

	private static String address(String text) {
		try {
			return InetAddress.getByName(text).getHostAddress();
		}
		catch (UnknownHostException _) {
			throw new InvalidSetting("SHUYUAN_ADDRESS is '%s', which is no address of this machine".formatted(text));
		}
	}

	private static boolean ownDatabase(String text) {
		return switch (text) {
			case "embedded" -> true;
			case "external" -> false;
			default ->
				throw new InvalidSetting("SHUYUAN_SQL is '%s'; 'embedded' or 'external' is expected".formatted(text));
		};
	}

	private static String baseUri(String asked, int port) {
		if (asked.isBlank()) {
			return "http://127.0.0.1:" + port;
		}
		String text = asked.strip().replaceAll("/+$", "");
		try {
			URI uri = URI.create(text);
			boolean web = "http".equals(uri.getScheme()) || "https".equals(uri.getScheme());
			if (web && uri.getHost() != null && uri.getPath().isEmpty() && uri.getQuery() == null) {
				return text;
			}
		}
		catch (IllegalArgumentException _) {
			// reported below
		}
		throw new InvalidSetting(
				"SHUYUAN_BASE_URI is '%s'; an address such as https://data.example.cn without a path is expected"
					.formatted(asked));
	}

	/**
	 * Entries are known by addresses below the base, so it never changes; without a wish
	 * the one of the first start holds.
	 */
	private Settings withBaseUriOfFirstStart(boolean asked) {
		Path kept = this.data.resolve("base-uri");
		try {
			if (!Files.exists(kept)) {
				return this;
			}
			String first = Files.readString(kept).strip();
			if (!first.equals(this.baseUri) && (asked || first.equals(defaultOfAnotherPort(first)))) {
				throw new InvalidSetting(
						("The data in %s belong to %s, and every entry is known by an address below it, "
								+ "so the platform cannot start as %s: use that address, or another SHUYUAN_DATA")
							.formatted(this.data, first, this.baseUri));
			}
			return new Settings(this.port, this.address, this.data, first, this.ownDatabase, this.accounts, this.city,
					this.rehearsal, this.identity, this.catalogue, this.watched);
		}
		catch (IOException ex) {
			throw new InvalidSetting("The data folder %s cannot be read: %s".formatted(this.data, ex.getMessage()));
		}
	}

	private String defaultOfAnotherPort(String first) {
		return first.matches("http://127\\.0\\.0\\.1:\\d+") ? first : "";
	}

	/** Makes the data folder and fixes the base address at the first start. */
	void prepare() {
		if (Restore.unfinished(this.data)) {
			throw new InvalidSetting(
					"A restore into %s did not end: empty the folder, and restore again".formatted(this.data));
		}
		try {
			Files.createDirectories(this.data);
			Path kept = this.data.resolve("base-uri");
			if (!Files.exists(kept)) {
				Files.writeString(kept, this.baseUri + "\n");
			}
		}
		catch (IOException ex) {
			throw new InvalidSetting(
					"SHUYUAN_DATA is '%s', where nothing can be written: %s".formatted(this.data, ex.getMessage()));
		}
	}

	/** Refuses to start on a port that is in use. */
	void checkPort() {
		try (ServerSocket socket = new ServerSocket()) {
			socket.setReuseAddress(true);
			socket.bind(new InetSocketAddress(this.address, this.port));
		}
		catch (IOException ex) {
			throw new InvalidSetting("Port %d on %s cannot be used (%s): choose another with SHUYUAN_PORT"
				.formatted(this.port, this.address, Objects.requireNonNullElse(ex.getMessage(), "in use")));
		}
	}

	/** Where this process reaches the catalogue: in itself unless it runs apart. */
	String catalogueUrl() {
		return (this.catalogue != null) ? this.catalogue : loopback();
	}

	/** Where this process reaches itself, regardless of its public address. */
	String loopback() {
		boolean any = "0.0.0.0".equals(this.address) || this.address.startsWith("0:0:0:0:0:0:0:0");
		String host = any ? "127.0.0.1" : this.address.contains(":") ? "[" + this.address + "]" : this.address;
		return "http://%s:%d".formatted(host, this.port);
	}

}
