package org.shuyuan.standalone.backup;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/**
 * A set that was read to its last byte and found as it was written.
 *
 * @param folder where it is stored
 * @param manifest what it holds
 */
record BackupSet(Path folder, Manifest manifest) {

	static final String SUMS = "SHA256SUMS";

	static final String MANIFEST = "manifest.json";

	static final JsonMapper JSON = JsonMapper.builder().build();

	private static final Pattern SUM = Pattern.compile("([0-9a-f]{64})  ([^/].*)");

	private static final Pattern OBJECT = Pattern.compile("objects/[0-9a-f]{2}/([0-9a-f]{64})");

	/**
	 * Reads all of a set.
	 * @throws BackupRefused if it is unfinished, damaged, incomplete or of a newer layout
	 */
	static BackupSet in(Path folder) throws IOException {
		if (!Files.isRegularFile(folder.resolve(SUMS))) {
			throw new BackupRefused(
					"%s is no finished backup: it has no %s, which is written last".formatted(folder, SUMS));
		}
		Set<String> files = new HashSet<>();
		long objects = 0;
		try (BufferedReader lines = Files.newBufferedReader(folder.resolve(SUMS))) {
			for (String line = lines.readLine(); line != null; line = lines.readLine()) {
				String name = check(folder, line);
				if (OBJECT.matcher(name).matches()) {
					objects++;
				}
				else {
					files.add(name);
				}
			}
		}
		Manifest manifest = manifest(folder);
		for (String needed : needed(manifest)) {
			if (!files.contains(needed)) {
				throw new BackupRefused(
						"The backup in %s is incomplete: %s is not in its %s".formatted(folder, needed, SUMS));
			}
		}
		if (objects != manifest.objects().count()) {
			throw new BackupRefused("The backup in %s is incomplete: it names %d objects of %d".formatted(folder,
					objects, manifest.objects().count()));
		}
		return new BackupSet(folder, manifest);
	}

	/** Hashes of its objects, read as they are taken, as there may be very many. */
	Stream<String> objects() throws IOException {
		return Files.lines(this.folder.resolve(SUMS))
			.map(SUM::matcher)
			.filter(Matcher::matches)
			.map((sum) -> OBJECT.matcher(sum.group(2)))
			.filter(Matcher::matches)
			.map((object) -> object.group(1));
	}

	/** Checks the file of a line; its name. */
	private static String check(Path folder, String line) throws IOException {
		Matcher sum = SUM.matcher(line);
		if (!sum.matches() || !folder.resolve(sum.group(2)).normalize().startsWith(folder.normalize())) {
			throw damaged(folder, SUMS);
		}
		check(folder, sum.group(2), sum.group(1));
		return sum.group(2);
	}

	private static void check(Path folder, String name, String sum) throws IOException {
		MessageDigest digest = sha256();
		try (InputStream content = Files.newInputStream(folder.resolve(name))) {
			byte[] buffer = new byte[1 << 16];
			for (int read = content.read(buffer); read >= 0; read = content.read(buffer)) {
				digest.update(buffer, 0, read);
			}
		}
		catch (NoSuchFileException _) {
			throw new BackupRefused("The backup in %s is incomplete: %s is missing".formatted(folder, name));
		}
		if (!HexFormat.of().formatHex(digest.digest()).equals(sum)) {
			throw damaged(folder, name);
		}
		Matcher object = OBJECT.matcher(name);
		if (object.matches() && !object.group(1).equals(sum)) {
			throw damaged(folder, name);
		}
	}

	private static BackupRefused damaged(Path folder, String name) {
		return new BackupRefused(
				"The backup in %s is damaged: %s is not as it was written; take another set".formatted(folder, name));
	}

	private static Manifest manifest(Path folder) {
		try {
			Path file = folder.resolve(MANIFEST);
			int format = JSON.readTree(file.toFile()).path("format").asInt();
			if (format > Manifest.FORMAT) {
				throw new BackupRefused(
						"The backup in %s was made by a newer platform: restore it with that one".formatted(folder));
			}
			return JSON.readValue(file.toFile(), Manifest.class);
		}
		catch (JacksonException _) {
			throw damaged(folder, MANIFEST);
		}
	}

	private static List<String> needed(Manifest manifest) {
		List<String> needed = new ArrayList<>(List.of(MANIFEST));
		manifest.tables().forEach((table) -> needed.add(table.file()));
		manifest.files().forEach((file) -> needed.add(file(file)));
		return needed;
	}

	static String object(String sha256) {
		return "objects/" + sha256.substring(0, 2) + "/" + sha256;
	}

	static String file(String name) {
		return "files/" + name;
	}

	InputStream open(String name) throws IOException {
		return Files.newInputStream(this.folder.resolve(name));
	}

	static MessageDigest sha256() {
		try {
			return MessageDigest.getInstance("SHA-256");
		}
		catch (NoSuchAlgorithmException ex) {
			throw new IllegalStateException(ex);
		}
	}

}
