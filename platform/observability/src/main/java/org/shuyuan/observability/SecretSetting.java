package org.shuyuan.observability;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

import org.jspecify.annotations.Nullable;

/**
 * A secret that is set itself, or by a file that holds it, which then decides.
 */
public final class SecretSetting {

	private SecretSetting() {
	}

	/**
	 * The secret; empty where none is set.
	 * @param name of the setting; that of the file has {@code _FILE} behind it
	 * @throws InvalidSetting if the file cannot be read
	 */
	public static String read(String name, @Nullable String value, @Nullable Path file) {
		if (file == null || file.toString().isBlank()) {
			return (value != null) ? value.strip() : "";
		}
		try {
			return Files.readString(file).strip();
		}
		catch (IOException ex) {
			throw new InvalidSetting("%s_FILE is '%s', which cannot be read".formatted(name, file));
		}
	}

}
