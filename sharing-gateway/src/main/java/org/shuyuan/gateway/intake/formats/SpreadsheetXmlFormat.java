package org.shuyuan.gateway.intake.formats;

import java.io.IOException;
import java.io.Reader;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

import org.shuyuan.gateway.inspection.Finding;
import org.shuyuan.gateway.inspection.NotATable;
import org.shuyuan.gateway.intake.content.FileContent;
import org.shuyuan.gateway.intake.encoding.Encoding;
import org.shuyuan.gateway.intake.reading.DocumentText;
import org.shuyuan.gateway.intake.reading.TableDraft;
import org.shuyuan.gateway.intake.reading.TableLayout;
import org.shuyuan.gateway.intake.reading.TextSearch;
import org.shuyuan.gateway.intake.workbook.SheetPasses;
import org.shuyuan.gateway.intake.workbook.SpreadsheetXmlReader;
import org.shuyuan.gateway.intake.workbook.XmlText;
import org.shuyuan.gateway.undescribed.Undescribed;

/**
 * XML Spreadsheet 2003, which programs write under the name of a workbook.
 */
final class SpreadsheetXmlFormat extends TextFormat {

	private static final String NAMESPACE = "urn:schemas-microsoft-com:office:spreadsheet";

	@Override
	public String code() {
		return "xml";
	}

	/** Not one that a browser would show. */
	@Override
	public String mediaType(FileContent content) {
		return "application/octet-stream";
	}

	@Override
	public boolean matches(FileContent content) throws IOException {
		String beginning = content.beginning();
		return beginning.startsWith("<") && beginning.contains("Workbook") && beginning.contains(NAMESPACE);
	}

	@Override
	Set<Undescribed> readText(FileContent content, TableDraft draft) throws IOException, NotATable {
		SheetPasses.read((handler, cells) -> {
			try (Reader in = content.text()) {
				new SpreadsheetXmlReader(XmlText.reader(in), handler, cells).walk();
			}
		}, new TableLayout(draft), draft);
		return EnumSet.of(Undescribed.FORMAT_NOT_INSPECTED);
	}

	@Override
	List<Finding> searchText(FileContent content, Encoding encoding) throws IOException {
		DocumentText text = new DocumentText(content.words());
		try (Reader in = encoding.read(content::open)) {
			XmlText.search(in, text);
		}
		return Stream.concat(text.findings().stream(), TextSearch.in(encoding, content::open, content.words()).stream())
			.toList();
	}

}
