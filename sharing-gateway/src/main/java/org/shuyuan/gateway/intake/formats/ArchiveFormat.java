package org.shuyuan.gateway.intake.formats;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.EnumSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

import org.shuyuan.gateway.inspection.NotATable;
import org.shuyuan.gateway.intake.content.FileContent;
import org.shuyuan.gateway.intake.content.ZipArchive;
import org.shuyuan.gateway.intake.content.ZipContent;
import org.shuyuan.gateway.intake.content.ZipMetadata;
import org.shuyuan.gateway.intake.reading.TableDraft;
import org.shuyuan.gateway.undescribed.Archives;
import org.shuyuan.gateway.undescribed.Undescribed;

/**
 * A zip archive (PKWARE APPNOTE) with one table in it. Other members are searched.
 *
 * @param formats what may be in it
 */
record ArchiveFormat(FileFormats formats) implements FileFormat {

	/** How names of tables end. */
	private static final Set<String> TABLES = Set.of("csv", "tsv", "json", "ndjson", "geojson", "xlsx", "xls", "ods",
			"xml", "html", "htm", "et");

	private static final int LONGEST_JUNK = 1 << 16;

	private static final int MOST_NAMED = 5;

	@Override
	public String code() {
		return "zip";
	}

	@Override
	public String mediaType(FileContent content) {
		return "application/zip";
	}

	@Override
	public boolean matches(FileContent content) {
		return content.starts(ZipContent.MAGIC);
	}

	@Override
	public Set<Undescribed> read(FileContent content, TableDraft draft) throws IOException, NotATable {
		layout(content, draft);
		try (ZipArchive archive = ZipArchive.open(content.file(), this.formats.mostInflated())) {
			Set<String> names = archive.names();
			draft.text(names.toArray(String[]::new));
			List<String> own = names.stream().filter((name) -> !ZipArchive.isJunk(name)).toList();
			List<String> tables = (own.size() == 1) ? own
					: own.stream().filter((name) -> TABLES.contains(ZipArchive.extension(name))).toList();
			String table = (tables.size() == 1) ? tables.getFirst() : "";
			for (String name : names) {
				if (!name.equals(table) || table.isEmpty()) {
					search(archive, name, content, draft);
				}
			}
			if (tables.size() != 1) {
				throw members(own);
			}
			Set<Undescribed> beside = EnumSet.noneOf(Undescribed.class);
			beside.addAll(Archives.inspect(content.file(), archive.entries()));
			try (FileContent inside = archive.unpack(table, content)) {
				beside.addAll(this.formats.readInside(inside, draft));
			}
			return beside;
		}
	}

	/**
	 * Searches what a zip file holds outside its members.
	 * @throws NotATable if it is encrypted
	 */
	static void layout(FileContent content, TableDraft draft) throws IOException, NotATable {
		ZipMetadata layout = ZipMetadata.of(content.file());
		layout.texts().forEach((text) -> draft.text(new String[] { text }));
		if (layout.isEncrypted()) {
			throw new NotATable("archive-encrypted", "压缩包有密码，未拆开", "The archive is encrypted and is not opened");
		}
		if (!layout.isWhole()) {
			draft.unread();
		}
	}

	static NotATable members(List<String> names) {
		String some = String.join("、", new LinkedHashSet<>(names.subList(0, Math.min(MOST_NAMED, names.size()))));
		return new NotATable("archive-members", "压缩包内有 %d 个文件（%s），不能确定哪一个是数据表；请只放入一个表格".formatted(names.size(), some),
				"The archive has %d members (%s), and which is the table cannot be determined; put one table into it"
					.formatted(names.size(), some));
	}

	/** What is no table; it leaves with the original only, which it closes. */
	void search(ZipArchive archive, String name, FileContent content, TableDraft draft) throws IOException, NotATable {
		if (ZipArchive.isJunk(name)) {
			try (InputStream in = archive.read(name)) {
				byte[] bytes = in.readNBytes(LONGEST_JUNK + 1);
				draft.text(new String[] { new String(bytes, StandardCharsets.UTF_8),
						new String(bytes, ZipMetadata.CHINESE), new String(bytes, StandardCharsets.ISO_8859_1),
						new String(bytes, StandardCharsets.UTF_16LE) });
				if (bytes.length > LONGEST_JUNK) {
					draft.unread();
				}
			}
			return;
		}
		try (FileContent inside = archive.unpack(name, content)) {
			FileFormat format = this.formats.of(inside, false);
			draft.found(format.search(inside, List.of()));
			if (format instanceof TextFormat && inside.hasControls()) {
				draft.unread();
			}
		}
	}

}
