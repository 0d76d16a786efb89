package org.shuyuan.gateway.intake.formats;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

import org.shuyuan.gateway.inspection.NotATable;
import org.shuyuan.gateway.intake.content.FileContent;
import org.shuyuan.gateway.intake.content.ZipArchive;
import org.shuyuan.gateway.intake.content.ZipContent;
import org.shuyuan.gateway.intake.geography.ShapefileReader;
import org.shuyuan.gateway.intake.reading.TableDraft;
import org.shuyuan.gateway.undescribed.Undescribed;

/**
 * A zip archive with one shapefile (ESRI Shapefile Technical Description, July 1998).
 *
 * @param formats what other members may be
 */
record ShapefileFormat(FileFormats formats) implements FileFormat {

	/** Indexes, which hold numbers only. */
	private static final Set<String> INDEXES = Set.of("shx", "sbn", "sbx", "qix", "fbn", "fbx", "ain", "aih", "atx",
			"idx");

	private static final int LONGEST_NOTE = 1 << 16;

	@Override
	public String code() {
		return "shp";
	}

	@Override
	public String mediaType(FileContent content) {
		return "application/zip";
	}

	@Override
	public boolean matches(FileContent content) throws IOException {
		if (!content.starts(ZipContent.MAGIC)) {
			return false;
		}
		try (ZipArchive archive = ZipArchive.open(content.file(), this.formats.mostInflated())) {
			return !layers(archive.names()).isEmpty();
		}
		catch (NotATable _) {
			return false;
		}
	}

	@Override
	public Set<Undescribed> read(FileContent content, TableDraft draft) throws IOException, NotATable {
		ArchiveFormat.layout(content, draft);
		try (ZipArchive archive = ZipArchive.open(content.file(), this.formats.mostInflated())) {
			Set<String> names = archive.names();
			draft.text(names.toArray(String[]::new));
			List<String> layers = layers(names);
			if (layers.size() > 1) {
				throw ArchiveFormat.members(layers);
			}
			String layer = layers.getFirst();
			String table = part(names, layer, "dbf").orElseThrow();
			String shapes = part(names, layer, "shp").orElseThrow();
			Optional<String> encoding = part(names, layer, "cpg");
			Optional<String> system = part(names, layer, "prj");
			String charset = encoding.isPresent() ? note(archive, encoding.get(), draft) : "";
			String projection = system.isPresent() ? note(archive, system.get(), draft) : "";
			for (String name : names) {
				boolean read = name.equals(table) || name.equals(shapes) || encoding.filter(name::equals).isPresent()
						|| system.filter(name::equals).isPresent();
				if (!read && !isIndex(archive, name, content)) {
					new ArchiveFormat(this.formats).search(archive, name, content, draft);
				}
			}
			try (FileContent dbf = archive.unpack(table, content); FileContent shp = archive.unpack(shapes, content)) {
				new ShapefileReader(dbf, shp, charset, projection, draft).read();
			}
		}
		return EnumSet.of(Undescribed.FORMAT_NOT_INSPECTED);
	}

	/** Text is not one, whatever its name. */
	private static boolean isIndex(ZipArchive archive, String name, FileContent content) throws IOException, NotATable {
		if (!INDEXES.contains(ZipArchive.extension(name))) {
			return false;
		}
		try (FileContent inside = archive.unpack(name, content)) {
			return inside.hasControls();
		}
	}

	/** Names, without their ending, that shapes and a table share. */
	private static List<String> layers(Set<String> names) {
		List<String> layers = new ArrayList<>();
		for (String name : names) {
			String layer = name.substring(0, Math.max(0, name.length() - 4));
			if (ZipArchive.extension(name).equals("shp") && !ZipArchive.isJunk(name)
					&& part(names, layer, "dbf").isPresent()) {
				layers.add(layer);
			}
		}
		return layers;
	}

	private static Optional<String> part(Set<String> names, String layer, String extension) {
		String wanted = (layer + "." + extension).toLowerCase(Locale.ROOT);
		return names.stream().filter((name) -> name.toLowerCase(Locale.ROOT).equals(wanted)).findFirst();
	}

	private static String note(ZipArchive archive, String name, TableDraft draft) throws IOException {
		try (InputStream in = archive.read(name)) {
			byte[] bytes = in.readNBytes(LONGEST_NOTE + 1);
			String text = new String(bytes, StandardCharsets.UTF_8);
			draft.text(new String[] { text });
			if (bytes.length > LONGEST_NOTE || text.indexOf('\uFFFD') >= 0) {
				draft.unread();
			}
			return text.strip();
		}
	}

}
