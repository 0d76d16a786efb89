package org.shuyuan.gateway.intake;

import java.text.Normalizer;

import org.jspecify.annotations.Nullable;

/**
 * A file's name as a label: never a path, nothing invisible, not too long.
 */
final class Filename {

	private static final int LONGEST = 120;

	private Filename() {
	}

	static String tidy(@Nullable String given) {
		if (given == null) {
			return "data";
		}
		String name = Normalizer.normalize(given, Normalizer.Form.NFC).replaceAll("[\\p{C}\\p{Zl}\\p{Zp}]", "");
		name = name.substring(Math.max(name.lastIndexOf('/'), name.lastIndexOf('\\')) + 1);
		name = name.replaceAll("[<>:\"|?*]", "_").strip();
		while (name.startsWith(".")) {
			name = name.substring(1);
		}
		if (name.length() > LONGEST) {
			int dot = name.lastIndexOf('.');
			String extension = (dot > 0 && name.length() - dot <= 10) ? name.substring(dot) : "";
			name = name.substring(0, LONGEST - extension.length()) + extension;
		}
		return name.isBlank() ? "data" : name;
	}

}
