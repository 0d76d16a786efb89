package org.shuyuan.gateway.intake.formats;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.EnumSet;
import java.util.Set;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;

import org.shuyuan.gateway.inspection.NotATable;
import org.shuyuan.gateway.intake.content.FileContent;
import org.shuyuan.gateway.intake.content.TimeLimit;
import org.shuyuan.gateway.intake.content.ZipContent;
import org.shuyuan.gateway.intake.reading.TableDraft;
import org.shuyuan.gateway.intake.reading.TableLayout;
import org.shuyuan.gateway.intake.workbook.OpenDocumentReader;
import org.shuyuan.gateway.intake.workbook.SheetPasses;
import org.shuyuan.gateway.intake.workbook.WorkbookParts;
import org.shuyuan.gateway.intake.workbook.WorkbookReader;
import org.shuyuan.gateway.intake.workbook.XmlText;
import org.shuyuan.gateway.undescribed.Undescribed;

/**
 * An OpenDocument spreadsheet (ISO/IEC 26300).
 *
 * @param mostInflated most bytes that it may unpack to
 */
record OpenDocumentFormat(long mostInflated) implements FileFormat {

	private static final String TYPE = "application/vnd.oasis.opendocument.spreadsheet";

	private static final String CONTENT = "content.xml";

	@Override
	public String code() {
		return "ods";
	}

	@Override
	public String mediaType(FileContent content) {
		return TYPE;
	}

	@Override
	public boolean matches(FileContent content) throws IOException {
		if (!ZipContent.has(content, CONTENT) || !ZipContent.has(content, "mimetype")) {
			return false;
		}
		try (ZipFile zip = new ZipFile(content.file().toFile());
				InputStream in = zip.getInputStream(zip.getEntry("mimetype"))) {
			return new String(in.readNBytes(200), StandardCharsets.US_ASCII).strip().startsWith(TYPE);
		}
	}

	@Override
	public Set<Undescribed> read(FileContent content, TableDraft draft) throws IOException, NotATable {
		WorkbookReader.measure(content.file(), this.mostInflated);
		try (ZipFile zip = new ZipFile(content.file().toFile())) {
			ZipEntry sheets = zip.getEntry(CONTENT);
			SheetPasses.read((handler, cells) -> {
				try (InputStream in = TimeLimit.interruptible(zip.getInputStream(sheets))) {
					new OpenDocumentReader(XmlText.reader(in), handler, cells).walk();
				}
			}, new TableLayout(draft), draft);
		}
		WorkbookParts.search(content.file(), Set.of(CONTENT, "mimetype"), draft);
		return EnumSet.of(Undescribed.FORMAT_NOT_INSPECTED);
	}

}
