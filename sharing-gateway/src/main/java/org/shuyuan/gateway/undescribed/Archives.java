package org.shuyuan.gateway.undescribed;

import java.io.IOException;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Set;

/**
 * Inspects what packs a table: a zip file (PKWARE APPNOTE) or a gzip file (RFC 1952) with
 * one member and no text of its own.
 */
public final class Archives {

	/** What programs call their export; another name is an author's own text. */
	private static final Set<String> NAMES = Set.of("data", "export", "table", "rows", "records", "sheet1", "download",
			"result", "数据", "数据表", "表格", "导出", "导出数据", "sheet0", "");

	private Archives() {
	}

	/**
	 * What a zip file holds beside its one member's content.
	 * @param entries names of all entries, folders included
	 */
	public static Set<Undescribed> inspect(Path file, Set<String> entries) throws IOException {
		boolean plain = entries.size() == 1 && entries.stream().allMatch(Archives::isNeutral)
				&& ZipLayout.isPlain(file);
		return plain ? EnumSet.noneOf(Undescribed.class) : EnumSet.of(Undescribed.ARCHIVE_EXTRAS);
	}

	/** Whether the name of a member says nothing but its format. */
	public static boolean isNeutral(String name) {
		String lower = name.toLowerCase(Locale.ROOT);
		int dot = lower.lastIndexOf('.');
		return NAMES.contains((dot < 0) ? lower : lower.substring(0, dot))
				&& (dot < 0 || lower.substring(dot).matches("\\.[a-z]{1,8}"));
	}

}
