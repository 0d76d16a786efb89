package org.shuyuan.gateway.intake.workbook;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;

import javax.xml.stream.XMLStreamException;

import org.shuyuan.gateway.inspection.NotATable;
import org.shuyuan.gateway.inspection.VersionNote;
import org.shuyuan.gateway.intake.content.ZipArchive;
import org.shuyuan.gateway.intake.content.ZipMetadata;
import org.shuyuan.gateway.intake.encoding.Encoding;
import org.shuyuan.gateway.intake.encoding.EncodingDetection;
import org.shuyuan.gateway.intake.reading.BesideTable;
import org.shuyuan.vocab.Text;

/**
 * Hands on all text in a workbook's file that is not in its sheets' cells: every part as
 * the text it is, and what the zip itself carries. What is not text was not read.
 */
public final class WorkbookParts {

	private static final Set<String> PICTURES = Set.of("png", "jpg", "jpeg", "gif", "bmp", "tif", "tiff", "emf", "wmf",
			"webp");

	private static final VersionNote PICTURE = new VersionNote("pictures-held-back",
			Text.of("工作簿含有图片：图片和原始文件不提供，表格不受影响",
					"The workbook holds pictures: they and the original are held back, the table is not affected"));

	private static final long LONGEST_PART = 32L << 20;

	private static final long LONGEST_SETTINGS = 1L << 16;

	private static final String STRINGS = "xl/sharedStrings.xml";

	private final ZipFile zip;

	private final Set<String> known;

	private final BesideTable beside;

	private final BitSet used = new BitSet();

	private WorkbookParts(ZipFile zip, Set<String> known, BesideTable beside) {
		this.zip = zip;
		this.known = known;
		this.beside = beside;
	}

	/**
	 * Searches a file.
	 * @param known parts that were searched already
	 */
	public static void search(Path file, Set<String> known, BesideTable beside) throws IOException {
		ZipMetadata layout = ZipMetadata.of(file);
		layout.texts().forEach((text) -> beside.text(new String[] { text }));
		if (!layout.isWhole()) {
			beside.unread();
		}
		try (ZipFile zip = new ZipFile(file.toFile())) {
			new WorkbookParts(zip, known, beside).search();
		}
	}

	private void search() throws IOException {
		Set<String> sheets = sheets();
		List<ZipEntry> later = new ArrayList<>();
		for (ZipEntry entry : this.zip.stream().toList()) {
			if (sheets.contains(entry.getName())) {
				parsed(entry, true);
			}
			else if (!ZipArchive.isFolder(entry) && !this.known.contains(entry.getName())) {
				later.add(entry);
			}
		}
		for (ZipEntry entry : later) {
			if (entry.getName().equals(STRINGS)) {
				parsed(entry, false);
			}
			else {
				part(entry);
			}
		}
	}

	private Set<String> sheets() throws IOException {
		ZipEntry workbook = this.zip.getEntry("xl/workbook.xml");
		ZipEntry relations = this.zip.getEntry("xl/_rels/workbook.xml.rels");
		if (workbook == null || relations == null) {
			return Set.of();
		}
		try (InputStream in = this.zip.getInputStream(workbook); InputStream all = this.zip.getInputStream(relations)) {
			return SheetXml.sheets(in, all);
		}
		catch (XMLStreamException broken) {
			this.beside.unread();
			return Set.of();
		}
	}

	private void parsed(ZipEntry entry, boolean sheet) throws IOException {
		try (InputStream in = this.zip.getInputStream(entry)) {
			if (sheet) {
				SheetXml.sheet(in, this.beside, this.used);
			}
			else {
				SheetXml.strings(in, this.beside, this.used);
			}
		}
		catch (XMLStreamException | RuntimeException broken) {
			this.beside.unread();
		}
	}

	/** A picture leaves with the original only, which it closes. */
	private static boolean isPicture(String name) {
		return (name.startsWith("xl/media/") || name.startsWith("docprops/thumbnail.") || name.startsWith("pictures/")
				|| name.startsWith("thumbnails/")) && PICTURES.contains(name.substring(name.lastIndexOf('.') + 1));
	}

	private void part(ZipEntry entry) throws IOException {
		String name = entry.getName().toLowerCase(Locale.ROOT);
		if (isPicture(name)) {
			this.beside.note(PICTURE);
			return;
		}
		boolean text = name.endsWith(".xml") || name.endsWith(".rels") || name.endsWith(".vml")
				|| name.endsWith(".rdf");
		boolean settings = name.startsWith("xl/printersettings/");
		if (entry.getSize() > (settings ? LONGEST_SETTINGS : LONGEST_PART) || !(text || settings)) {
			this.beside.unread();
			return;
		}
		byte[] bytes;
		try (InputStream in = this.zip.getInputStream(entry)) {
			bytes = in.readAllBytes();
		}
		if (settings) {
			this.beside.text(new String[] { new String(bytes, StandardCharsets.UTF_16LE),
					new String(bytes, StandardCharsets.ISO_8859_1) });
			return;
		}
		Encoding.Source source = () -> new ByteArrayInputStream(bytes);
		try (Reader in = EncodingDetection.of(source).encoding().read(source)) {
			this.beside.text(new String[] { in.readAllAsString() });
		}
		catch (NotATable unknown) {
			this.beside.unread();
		}
	}

}
