package org.shuyuan.standalone.backup;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

import org.awaitility.Awaitility;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfEnvironmentVariable;
import org.junit.jupiter.api.io.TempDir;
import org.shuyuan.observability.InvalidSetting;
import org.shuyuan.standalone.RunningPlatform;
import org.shuyuan.standalone.postgres.EmbeddedPostgres;
import org.shuyuan.support.ledger.VerifyAudit;
import tools.jackson.databind.JsonNode;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * A set taken while agencies write, and what comes back of it. {@code SHUYUAN_BACKUPS}
 * takes and restores so many, each of a platform restored from the one before.
 */
class BackupTests {

	private static final int SETS = Integer.parseInt(System.getenv().getOrDefault("SHUYUAN_BACKUPS", "1"));

	@TempDir
	private static Path home;

	@TempDir
	private Path place;

	/** The last set. */
	private static Path set;

	private static final Map<String, String> PORT = Map.of("SHUYUAN_PORT", String.valueOf(RunningPlatform.freePort()));

	private static final Set<String> ENTRIES = ConcurrentHashMap.newKeySet();

	private static final Map<String, String> VERSIONS = new ConcurrentHashMap<>();

	private static String distribution;

	private static Map<String, String> secrets;

	private static RunningPlatform platform;

	@BeforeAll
	static void destroyAndRestoreUnderLoad() throws Exception {
		Path data = home.resolve("city-0");
		platform = RunningPlatform.start(data, PORT);
		try {
			secrets = Town.secrets(platform);
			distribution = new Town(platform, secrets).openTable();
			for (int round = 1; round <= SETS; round++) {
				set = home.resolve("set-" + round);
				Set<String> entries = new HashSet<>();
				Map<String, String> versions = new HashMap<>();
				saveUnderLoad(round, data, entries, versions);
				platform.close();
				destroy(data);
				destroy(keys(data));
				data = home.resolve("city-" + round);
				Restore.put(in(data), set);
				platform = RunningPlatform.start(data, PORT);
				ENTRIES.addAll(entries);
				VERSIONS.putAll(versions);
				everythingIsThere(data);
			}
		}
		finally {
			platform.close();
		}
	}

	/**
	 * What had been acknowledged before the set was begun is put into the collections.
	 */
	private static void saveUnderLoad(int round, Path data, Set<String> entries, Map<String, String> versions)
			throws Exception {
		Town town = new Town(platform, secrets);
		AtomicBoolean enough = new AtomicBoolean();
		Set<String> registered = ConcurrentHashMap.newKeySet();
		Map<String, String> uploaded = new ConcurrentHashMap<>();
		Thread registering = working(enough,
				(turn) -> registered.addAll(town.register("round-%d-%d".formatted(round, turn), 60)));
		Thread uploading = working(enough, (turn) -> {
			Map.Entry<String, String> version = town.upload(distribution, round * 100_000 + turn);
			uploaded.put(version.getKey(), version.getValue());
			assertThat(town.get(Town.SHARING + distribution + "/rows?limit=1").headers().firstValue("Shuyuan-Decision"))
				.isPresent();
		});
		try {
			Awaitility.await().atMost(Town.PATIENCE).until(() -> registered.size() >= 240 && uploaded.size() >= 5);
			entries.addAll(registered);
			versions.putAll(uploaded);
			Backup.take(in(data), set);
		}
		finally {
			enough.set(true);
			registering.join();
			uploading.join();
		}
		assertThat(registered).as("work went on meanwhile").hasSizeGreaterThan(entries.size());
	}

	private static Thread working(AtomicBoolean enough, Turn work) {
		return Thread.ofVirtual().start(() -> {
			for (int turn = 0; !enough.get(); turn++) {
				work.take(turn);
			}
		});
	}

	private static void everythingIsThere(Path data) throws Exception {
		Town town = new Town(platform, secrets);
		for (String entry : ENTRIES) {
			// the public view may have been behind when the set was taken
			Awaitility.await(entry)
				.atMost(Town.PATIENCE)
				.until(() -> town.get("/api/v1/catalogue/entries/" + entry).statusCode() == 200);
		}
		Awaitility.await().atMost(Town.PATIENCE).until(() -> settled(town));
		Map<String, String> versions = new HashMap<>();
		String newest = "";
		for (JsonNode version : versions(town)) {
			versions.put(version.path("version").asString(), version.path("sha256").asString());
			assertThat(version.path("state").asString()).isEqualTo("available");
			newest = (version.path("version").asInt() > (newest.isEmpty() ? 0 : Integer.parseInt(newest)))
					? version.path("version").asString() : newest;
		}
		assertThat(versions).containsAllEntriesOf(VERSIONS);
		String inForce = versions.get(newest);
		Awaitility.await("the newest version is in force")
			.atMost(Town.PATIENCE)
			.until(() -> hash(town.get(Town.SHARING + distribution + "/file").body().getBytes(StandardCharsets.UTF_8))
				.equals(inForce));
		for (String sha256 : VERSIONS.values()) {
			Path object = data.resolve("gateway/objects").resolve(sha256.substring(0, 2)).resolve(sha256);
			assertThat(hash(Files.readAllBytes(object))).isEqualTo(sha256);
		}
		assertThat(town.entriesSeen()).isGreaterThanOrEqualTo(ENTRIES.size() + 1L);
		Path export = home.resolve("audit.ndjson");
		Files.writeString(export, town.get("auditor-system", "/api/v1/sharing/audit/export").body());
		assertThat(VerifyAudit.run(System.out, export.toString(), "--key", data.resolve("audit-key.pem").toString()))
			.as("the audit chain is whole")
			.isZero();
		assertThat(town.register("after", 5)).hasSize(5);
		assertThat(town.upload(distribution, -1).getKey()).isNotEqualTo(newest);
	}

	private static boolean settled(Town town) {
		return versions(town).stream()
			.noneMatch((version) -> List.of("received", "processing").contains(version.path("state").asString()));
	}

	private static List<JsonNode> versions(Town town) {
		List<JsonNode> all = new ArrayList<>();
		String path = Town.SHARING + distribution + "/versions?limit=200";
		while (!path.isEmpty()) {
			JsonNode page = RunningPlatform.json(town.get("town-steward", path));
			page.path("items").forEach(all::add);
			path = page.path("next").asString("");
		}
		return all;
	}

	@Test
	void aSetIsForItsOwnerAlone() throws IOException {
		assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(set))).isEqualTo("rwx------");
		for (String name : List.of("files/identity/jwk.json", "files/gateway-audit.key", "manifest.json")) {
			assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(set.resolve(name))))
				.isEqualTo("rw-------");
		}
	}

	@Test
	void writesOverNothing() throws Exception {
		assertThatExceptionOfType(BackupRefused.class)
			.isThrownBy(() -> Backup.take(in(home.resolve("city-" + SETS)), set))
			.withMessageContaining("is not empty");
		Files.writeString(this.place.resolve("somebody's"), "work");
		assertThatExceptionOfType(BackupRefused.class).isThrownBy(() -> Restore.put(in(this.place), set))
			.withMessageContaining("is not empty");
		assertThat(this.place).isDirectoryContaining("glob:**somebody's");
		Path key = keys(this.place.resolve("city")).resolve("gateway-audit.key");
		Files.createDirectories(key.getParent());
		Files.writeString(key, "another city's");
		assertThatExceptionOfType(BackupRefused.class)
			.isThrownBy(() -> Restore.put(in(this.place.resolve("city")), set))
			.withMessageContaining("is there already");
		assertThat(key).hasContent("another city's");
	}

	@Test
	void writesNothingWhereTheKeysCannotBeKept() throws Exception {
		Path city = this.place.resolve("city");
		Files.writeString(keys(city), "a file, no folder");
		assertThatExceptionOfType(BackupRefused.class).isThrownBy(() -> Restore.put(in(city), set))
			.withMessageContaining("gateway-audit.key cannot be written");
		assertThat(city).isEmptyDirectory();
	}

	@Test
	void doesNotStartFromWhatWasRestoredByHalves() throws Exception {
		Path city = this.place.resolve("city");
		Files.createDirectories(city.resolve("restore.unfinished"));
		assertThatExceptionOfType(InvalidSetting.class).isThrownBy(() -> RunningPlatform.start(city, PORT))
			.withMessageContaining("did not end");
		assertThat(city.resolve("base-uri")).doesNotExist();
	}

	@Test
	void saysWhereThereIsNothingToSave() {
		assertThatExceptionOfType(BackupRefused.class)
			.isThrownBy(() -> Backup.take(in(this.place), this.place.resolve("set")))
			.withMessageContaining("There is no platform");
		assertThat(this.place.resolve("set")).doesNotExist();
	}

	@Test
	void refusesADamagedTable() throws IOException {
		Path table = copy().resolve("sql/catalogue.revision.copy.gz");
		byte[] bytes = Files.readAllBytes(table);
		bytes[bytes.length / 2] ^= 1;
		Files.write(table, bytes);
		refused("damaged: sql/catalogue.revision.copy.gz");
	}

	@Test
	void refusesADamagedObject() throws IOException {
		Files.writeString(object(copy()), "something else");
		refused("damaged: objects/");
	}

	@Test
	void refusesASetWithoutOneOfItsFiles() throws IOException {
		Files.delete(object(copy()));
		refused("incomplete: objects/");
	}

	@Test
	void refusesAListThatLeavesOneOut() throws IOException {
		Path list = copy().resolve("SHA256SUMS");
		List<String> lines = Files.readAllLines(list);
		Files.write(list, lines.stream().filter((line) -> !line.contains("gateway.audit.copy.gz")).toList());
		refused("incomplete: sql/gateway.audit.copy.gz");
		String object = lines.stream().filter((line) -> line.contains("objects/")).findFirst().orElseThrow();
		Files.write(list, lines.stream().filter((line) -> !line.equals(object)).toList());
		refused("incomplete: it names");
	}

	@Test
	void refusesAnUnfinishedSet() throws IOException {
		Files.delete(copy().resolve("SHA256SUMS"));
		refused("is no finished backup");
	}

	@Test
	void refusesASetOfANewerPlatform() throws IOException {
		copy();
		changeManifest((text) -> text.replaceFirst("\"version\":\"1\",\"checksum\":-?\\d+",
				"\"version\":\"9999\",\"checksum\":1"));
		refused("made by a newer platform: step 9999");
		changeManifest((text) -> text.replace("\"format\":1", "\"format\":2"));
		refused("made by a newer platform");
	}

	@Test
	void comesBackInADatabaseElsewhere() throws Exception {
		comesBackElsewhere(Map.of());
	}

	@Test
	@EnabledIfEnvironmentVariable(named = "SHUYUAN_S3_ENDPOINT", matches = ".+")
	void comesBackOnAnObjectServer() throws Exception {
		Map<String, String> objects = new HashMap<>(System.getenv());
		objects.keySet().removeIf((name) -> !name.startsWith("SHUYUAN_S3_"));
		objects.putAll(Map.of("SHUYUAN_OBJECTS", "s3", "SHUYUAN_S3_ORIGINALS", "backup-" + System.nanoTime()));
		comesBackElsewhere(objects);
	}

	private void comesBackElsewhere(Map<String, String> objects) throws Exception {
		try (EmbeddedPostgres elsewhere = EmbeddedPostgres.start(this.place.resolve("elsewhere"))) {
			Map<String, String> environment = new HashMap<>(in(this.place.resolve("city")));
			environment.putAll(Map.of("SHUYUAN_SQL", "external", "SHUYUAN_SQL_URL", elsewhere.url(), "SHUYUAN_SQL_USER",
					elsewhere.user(), "SHUYUAN_SQL_PASSWORD", elsewhere.password()));
			environment.putAll(objects);
			copy();
			changeManifest((text) -> text.replaceFirst("\"rows\":\\d+", "\"rows\":123456789"));
			assertThatExceptionOfType(BackupRefused.class)
				.isThrownBy(() -> Restore.put(environment, this.place.resolve("copy")))
				.withMessageContaining("123456789");
			assertThat(this.place.resolve("city")).isEmptyDirectory();
			Restore.put(environment, set);
			Backup.take(environment, this.place.resolve("again"));
			Manifest first = BackupSet.in(set).manifest();
			Manifest second = BackupSet.in(this.place.resolve("again")).manifest();
			assertThat(second).usingRecursiveComparison().ignoringFields("taken").isEqualTo(first);
			destroy(this.place.resolve("city"));
			destroy(keys(this.place.resolve("city")));
			assertThatExceptionOfType(BackupRefused.class).isThrownBy(() -> Restore.put(environment, set))
				.withMessageContaining("is not empty, it has the schemas");
		}
	}

	@Test
	void tellsWhatTheStoreHasLostAndLeavesOutWhatWasRefused() throws Exception {
		Path city = this.place.resolve("city");
		Restore.put(in(city), set);
		List<String> objects = BackupSet.in(set).objects().sorted().toList();
		Files.delete(city.resolve("gateway/objects/" + objects.get(0).substring(0, 2)).resolve(objects.get(0)));
		Files.writeString(city.resolve("gateway/objects/" + objects.get(1).substring(0, 2)).resolve(objects.get(1)),
				"rotten");
		try (EmbeddedPostgres own = EmbeddedPostgres.start(city);
				Connection connection = DriverManager.getConnection(own.url(), own.user(), own.password());
				Statement statement = connection.createStatement()) {
			statement.executeUpdate(
					"update gateway.data_version set state = 'refused' where sha256 = '%s'".formatted(objects.get(2)));
		}
		Backup.Taken taken = Backup.take(in(city), this.place.resolve("again"));
		assertThat(taken.lost()).containsExactly(objects.get(0), objects.get(1));
		BackupSet again = BackupSet.in(this.place.resolve("again"));
		assertThat(again.objects().toList()).doesNotContain(objects.get(0), objects.get(1), objects.get(2))
			.hasSize(objects.size() - 3);
		assertThat(again.manifest().objects().lost()).isEqualTo(taken.lost());
	}

	private void refused(String why) {
		Path target = this.place.resolve("city");
		assertThatExceptionOfType(BackupRefused.class)
			.isThrownBy(() -> Restore.put(in(target), this.place.resolve("copy")))
			.withMessageContaining(why);
		assertThat(target.resolve("postgres")).doesNotExist();
		assertThat(target.resolve("accounts.json")).doesNotExist();
		assertThat(keys(target)).doesNotExist();
	}

	private void changeManifest(UnaryOperator<String> change) throws IOException {
		Path copy = this.place.resolve("copy");
		Path manifest = copy.resolve("manifest.json");
		String before = hash(Files.readAllBytes(manifest));
		String text = Files.readString(manifest);
		assertThat(change.apply(text)).isNotEqualTo(text);
		Files.writeString(manifest, change.apply(text));
		Path list = copy.resolve("SHA256SUMS");
		Files.writeString(list, Files.readString(list).replace(before, hash(Files.readAllBytes(manifest))));
	}

	private Path copy() throws IOException {
		Path copy = this.place.resolve("copy");
		try (Stream<Path> all = Files.walk(set)) {
			for (Path each : all.toList()) {
				Files.copy(each, copy.resolve(set.relativize(each).toString()));
			}
		}
		return copy;
	}

	private static Path object(Path copy) throws IOException {
		try (Stream<Path> all = Files.walk(copy.resolve("objects"))) {
			return all.filter(Files::isRegularFile).findFirst().orElseThrow();
		}
	}

	private static Map<String, String> in(Path data) {
		return Map.of("SHUYUAN_DATA", data.toString());
	}

	private static Path keys(Path data) {
		return data.resolveSibling(data.getFileName() + "-keys");
	}

	private static void destroy(Path folder) throws IOException {
		if (!Files.exists(folder)) {
			return;
		}
		try (Stream<Path> all = Files.walk(folder)) {
			for (Path each : all.sorted(Comparator.reverseOrder()).toList()) {
				Files.delete(each);
			}
		}
	}

	private static String hash(byte[] bytes) {
		return HexFormat.of().formatHex(BackupSet.sha256().digest(bytes));
	}

	/** One turn of work that goes on and on. */
	private interface Turn {

		void take(int number);

	}

}
