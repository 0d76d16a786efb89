package org.shuyuan.standalone.backup;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;

import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.MigrationInfo;

/**
 * The schemas that hold the truth, and their migrations. The public view has schemas of
 * its own, which are rebuilt and not backed up.
 */
final class Schemas {

	/** Where the migrations of each are on the class path. */
	static final Map<String, String> MIGRATIONS = Map.of("catalogue", "db/catalogue", "gateway", "db/gateway",
			"identity", "db/identity");

	/** Every schema the platform makes. */
	static final List<String> ALL = List.of("catalogue", "catalogue_public", "catalogue_views", "gateway", "identity");

	private Schemas() {
	}

	private static Flyway flyway(DatabaseAddress database, String schema, String target) {
		return Flyway.configure()
			.dataSource(database.url(), database.user(), database.password())
			.schemas(schema)
			.locations("classpath:" + Objects.requireNonNull(MIGRATIONS.get(schema)))
			.target(target)
			.load();
	}

	private static List<Manifest.Migration> migrations(MigrationInfo[] steps) {
		return Arrays.stream(steps)
			.filter((step) -> step.getVersion() != null && step.getChecksum() != null)
			.map((step) -> new Manifest.Migration(step.getVersion().getVersion(), step.getChecksum()))
			.toList();
	}

	/**
	 * Makes the schemas as they were when the set was taken; the platform's next start
	 * takes them further.
	 * @throws BackupRefused if the set knows a migration that this platform does not
	 */
	static void make(DatabaseAddress database, Map<String, List<Manifest.Migration>> histories) {
		List<Flyway> flyways = new ArrayList<>();
		histories.forEach((schema, history) -> {
			if (!MIGRATIONS.containsKey(schema)) {
				throw newer("the schema " + schema);
			}
			List<Manifest.Migration> known = migrations(flyway(database, schema, "latest").info().all());
			for (Manifest.Migration step : history) {
				if (!known.contains(step)) {
					throw newer("step %s of the schema %s".formatted(step.version(), schema));
				}
			}
			if (!history.isEmpty()) {
				flyways.add(flyway(database, schema, history.getLast().version()));
			}
		});
		flyways.forEach(Flyway::migrate);
	}

	private static BackupRefused newer(String what) {
		return new BackupRefused(
				"The backup was made by a newer platform: %s is not known here; restore it with the platform that made it, or a newer one"
					.formatted(what));
	}

}
