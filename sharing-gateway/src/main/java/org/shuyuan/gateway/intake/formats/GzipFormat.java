package org.shuyuan.gateway.intake.formats;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.Objects;
import java.util.Set;

import org.apache.commons.compress.compressors.gzip.GzipCompressorInputStream;
import org.apache.commons.compress.compressors.gzip.GzipParameters;
import org.shuyuan.gateway.inspection.NotATable;
import org.shuyuan.gateway.intake.content.FileContent;
import org.shuyuan.gateway.intake.content.ZipArchive;
import org.shuyuan.gateway.intake.content.ZipMetadata;
import org.shuyuan.gateway.intake.reading.BrokenArchive;
import org.shuyuan.gateway.intake.reading.TableDraft;
import org.shuyuan.gateway.undescribed.Archives;
import org.shuyuan.gateway.undescribed.Undescribed;

/**
 * A table that is compressed with gzip (RFC 1952).
 *
 * @param formats what may be in it
 */
public record GzipFormat(FileFormats formats) implements FileFormat {

	/** How a gzip file begins. */
	public static final String MAGIC = "\u001f\u008b";

	private static final int MOST_RATIO = 200;

	private static final long SMALL = 16L << 20;

	@Override
	public String code() {
		return "gzip";
	}

	@Override
	public String mediaType(FileContent content) {
		return "application/gzip";
	}

	@Override
	public boolean matches(FileContent content) {
		return content.starts(MAGIC);
	}

	@Override
	public Set<Undescribed> read(FileContent content, TableDraft draft) throws IOException, NotATable {
		Path file = Files.createTempFile(content.work(), "member", ".tmp");
		Set<Undescribed> beside = EnumSet.noneOf(Undescribed.class);
		try {
			try {
				beside.addAll(unpack(content, file, draft));
			}
			catch (NotATable several) {
				if (!several.isBroken()) {
					draft.found(BrokenArchive.search(content));
				}
				throw several;
			}
			try (FileContent inside = FileContent.unpacked(file, content)) {
				beside.addAll(this.formats.readInside(inside, draft));
			}
			return beside;
		}
		finally {
			Files.deleteIfExists(file);
		}
	}

	/** By RFC 1952 in Latin 1, by programs in the encoding of file names. */
	private static void texts(String written, TableDraft draft) {
		byte[] bytes = written.getBytes(StandardCharsets.ISO_8859_1);
		draft.text(new String[] { written, new String(bytes, StandardCharsets.UTF_8),
				new String(bytes, ZipMetadata.CHINESE) });
	}

	private Set<Undescribed> unpack(FileContent content, Path file, TableDraft draft) throws IOException, NotATable {
		long most = Math.min(this.formats.mostInflated(), Math.max(SMALL, content.bytes() * MOST_RATIO));
		try (InputStream packed = new BufferedInputStream(content.open());
				GzipCompressorInputStream in = new GzipCompressorInputStream(packed);
				OutputStream out = Files.newOutputStream(file)) {
			GzipParameters head = in.getMetaData();
			String name = Objects.requireNonNullElse(head.getFileName(), "");
			String comment = Objects.requireNonNullElse(head.getComment(), "");
			texts(name, draft);
			texts(comment, draft);
			ZipArchive.copy(in, out, most);
			if (packed.read() >= 0) {
				throw new NotATable("archive-members", "压缩包内不止一个文件，未拆开",
						"The archive has more than one member and is not opened");
			}
			boolean extra = head.getExtraField() != null && !head.getExtraField().isEmpty();
			if (extra) {
				draft.unread();
			}
			boolean plain = Archives.isNeutral(name) && comment.isEmpty() && !extra;
			return plain ? Set.of() : Set.of(Undescribed.ARCHIVE_EXTRAS);
		}
		catch (IOException broken) {
			NotATable refused = new NotATable("gzip-broken", "压缩文件已损坏", "A broken gzip file");
			refused.initCause(broken);
			throw refused;
		}
	}

}
