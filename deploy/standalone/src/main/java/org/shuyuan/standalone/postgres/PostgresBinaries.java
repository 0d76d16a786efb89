package org.shuyuan.standalone.postgres;

import java.io.IOException;
import java.net.JarURLConnection;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Locale;

import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.tukaani.xz.XZInputStream;

/**
 * PostgreSQL's programs, unpacked once from the archive on the class path.
 *
 * @param folder holds {@code bin}, {@code lib} and {@code share}
 */
record PostgresBinaries(Path folder) {

	/**
	 * The programs for this machine, unpacked into the cache if they are not there yet.
	 */
	static PostgresBinaries in(Path cache) {
		String archive = archive();
		URL source = PostgresBinaries.class.getResource("/" + archive);
		if (source == null) {
			throw new DatabaseFailed(("This build carries no PostgreSQL for this machine (%s is missing): "
					+ "build it with the Maven profile named after the platform")
				.formatted(archive));
		}
		try {
			Path folder = cache.resolve("postgres-" + fingerprint(source));
			if (!Files.isDirectory(folder)) {
				unpack(source, folder);
			}
			return new PostgresBinaries(folder);
		}
		catch (IOException ex) {
			throw new DatabaseFailed("PostgreSQL could not be unpacked into " + cache + ": " + ex.getMessage(), ex);
		}
	}

	private static String archive() {
		boolean arm = List.of("aarch64", "arm64").contains(System.getProperty("os.arch"));
		String system = System.getProperty("os.name").toLowerCase(Locale.ROOT);
		if (system.contains("mac")) {
			return "postgres-darwin-" + (arm ? "arm_64" : "x86_64") + ".txz";
		}
		return "postgres-linux-" + (arm ? "arm_64" : "x86_64") + ".txz";
	}

	private static String fingerprint(URL source) throws IOException {
		if (source.openConnection() instanceof JarURLConnection jar) {
			return Long.toHexString(jar.getJarEntry().getCrc());
		}
		return "unpacked";
	}

	private static void unpack(URL source, Path folder) throws IOException {
		Path unfinished = folder.resolveSibling(folder.getFileName() + ".unfinished");
		FolderDeletion.delete(unfinished);
		Files.createDirectories(unfinished);
		try (TarArchiveInputStream tar = new TarArchiveInputStream(new XZInputStream(source.openStream()))) {
			for (TarArchiveEntry entry = tar.getNextEntry(); entry != null; entry = tar.getNextEntry()) {
				unpack(tar, entry, unfinished);
			}
		}
		Files.move(unfinished, folder, StandardCopyOption.ATOMIC_MOVE);
	}

	private static void unpack(TarArchiveInputStream tar, TarArchiveEntry entry, Path folder) throws IOException {
		Path target = folder.resolve(entry.getName()).normalize();
		if (!target.startsWith(folder)) {
			throw new IOException("the archive reaches outside its folder");
		}
		if (entry.isDirectory()) {
			Files.createDirectories(target);
			return;
		}
		Path parent = target.getParent();
		if (parent != null) {
			Files.createDirectories(parent);
		}
		if (entry.isSymbolicLink()) {
			Files.createSymbolicLink(target, Path.of(entry.getLinkName()));
			return;
		}
		Files.copy(tar, target);
		if ((entry.getMode() & 0100) != 0 && !target.toFile().setExecutable(true, false)) {
			throw new IOException("a program cannot be made executable");
		}
	}

	/** The path of a program, such as {@code initdb}. */
	String program(String name) {
		return this.folder.resolve("bin").resolve(name).toString();
	}

}
