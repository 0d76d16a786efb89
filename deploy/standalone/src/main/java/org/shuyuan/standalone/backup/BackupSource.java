package org.shuyuan.standalone.backup;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

import org.jspecify.annotations.Nullable;
import org.shuyuan.gateway.objects.ObjectStore;
import org.shuyuan.gateway.objects.ObjectStores;
import org.shuyuan.standalone.postgres.EmbeddedPostgres;
import org.shuyuan.support.database.ExternalDatabase;

import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.ConfigurationPropertySources;
import org.springframework.core.env.MutablePropertySources;
import org.springframework.core.env.StandardEnvironment;
import org.springframework.core.env.SystemEnvironmentPropertySource;

/**
 * Where a platform stores its data, by the same environment that it is started with.
 *
 * @param data its folder
 * @param ownDatabase whether the database is the platform's own, in that folder
 * @param settings the environment
 */
record BackupSource(Path data, boolean ownDatabase, Binder settings) {

	static BackupSource of(Map<String, String> environment) {
		MutablePropertySources sources = new MutablePropertySources();
		sources.addFirst(new SystemEnvironmentPropertySource(
				StandardEnvironment.SYSTEM_ENVIRONMENT_PROPERTY_SOURCE_NAME, Map.copyOf(environment)));
		String data = environment.getOrDefault("SHUYUAN_DATA", "");
		return new BackupSource(Path.of(data.isBlank() ? "deploy/data" : data.strip()).toAbsolutePath().normalize(),
				ownDatabase(environment.getOrDefault("SHUYUAN_SQL", "")),
				new Binder(ConfigurationPropertySources.from(sources)));
	}

	private static boolean ownDatabase(String kind) {
		return switch (kind.strip()) {
			case "", "embedded" -> true;
			case "external" -> false;
			default ->
				throw new BackupRefused("SHUYUAN_SQL is '%s'; 'embedded' or 'external' is expected".formatted(kind));
		};
	}

	/** Settings and keys that cannot be made again, by the name they have in a set. */
	Map<String, Path> files() {
		Map<String, Path> files = new LinkedHashMap<>();
		for (String name : new String[] { "base-uri", "accounts.json", "city-loaded", "identity/jwk.json" }) {
			files.put(name, this.data.resolve(name));
		}
		files.put("gateway-audit.key", this.settings.bind("gateway.audit.key", Path.class)
			.orElseGet(() -> this.data.resolveSibling(this.data.getFileName() + "-keys").resolve("gateway-audit.key")));
		return files;
	}

	/**
	 * A set without accounts and keys would look whole.
	 * @throws BackupRefused if the folder is not that of a platform
	 */
	void insistOnKeys() {
		if (!Files.exists(this.data.resolve("base-uri"))) {
			throw new BackupRefused(
					"There is no platform in %s: set SHUYUAN_DATA to the folder of the standalone or of identity, whose keys and accounts belong to the set"
						.formatted(this.data));
		}
	}

	/** The objects, for a reader that stores them in its own folder. */
	ObjectStore objects(Path incoming) throws IOException {
		return ObjectStores.of(this.settings, this.data.resolve("gateway").resolve("objects"), incoming);
	}

	/** The database of a platform that may be running. */
	Open database() throws IOException {
		if (!this.ownDatabase) {
			ExternalDatabase outside = ExternalDatabase.of(this.settings);
			return new Open(new DatabaseAddress(outside.url(), outside.user(), outside.password()), null, null);
		}
		if (!Files.exists(this.data.resolve("postgres"))) {
			throw new BackupRefused(
					"There is no database in %s: set SHUYUAN_DATA to the platform's data folder, or SHUYUAN_SQL to external"
						.formatted(this.data));
		}
		FileChannel file = FileChannel.open(this.data.resolve("lock"), StandardOpenOption.CREATE,
				StandardOpenOption.WRITE);
		if (locked(file)) {
			return started(this.data, file);
		}
		file.close();
		EmbeddedPostgres.Running running = EmbeddedPostgres.findRunning(this.data)
			.orElseThrow(() -> new BackupRefused(
					"The platform over %s is just starting or ending: try again".formatted(this.data)));
		return new Open(new DatabaseAddress(running.url(), running.user(), running.password()), null, null);
	}

	private static boolean locked(FileChannel file) throws IOException {
		try {
			FileLock lock = file.tryLock();
			return lock != null;
		}
		catch (OverlappingFileLockException _) {
			return false;
		}
	}

	/** An embedded database over a folder that nothing else uses. */
	static Open started(Path data, @Nullable FileChannel lock) {
		EmbeddedPostgres own = EmbeddedPostgres.start(data);
		return new Open(new DatabaseAddress(own.url(), own.user(), own.password()), own, lock);
	}

	/**
	 * A database in use by us.
	 *
	 * @param address where it is
	 * @param own the server, if we started it
	 * @param lock the lock on the folder meanwhile
	 */
	record Open(DatabaseAddress address, @Nullable EmbeddedPostgres own,
			@Nullable FileChannel lock) implements AutoCloseable {

		@Override
		public void close() throws IOException {
			Optional.ofNullable(this.own).ifPresent(EmbeddedPostgres::close);
			if (this.lock != null) {
				this.lock.close();
			}
		}

	}

}
