package org.shuyuan.gateway.intake.formats;

import java.io.IOException;
import java.io.InputStream;
import java.util.EnumSet;
import java.util.Set;

import org.shuyuan.gateway.inspection.NotATable;
import org.shuyuan.gateway.intake.content.FileContent;
import org.shuyuan.gateway.intake.reading.TableDraft;
import org.shuyuan.gateway.intake.reading.TableLayout;
import org.shuyuan.gateway.intake.workbook.WorkbookReader;
import org.shuyuan.gateway.undescribed.LegacyWorkbooks;
import org.shuyuan.gateway.undescribed.Undescribed;

/**
 * An Excel 97 workbook (BIFF8), or any other OLE2 compound document.
 */
final class XlsFormat implements FileFormat {

	@Override
	public String code() {
		return "xls";
	}

	@Override
	public String mediaType(FileContent content) {
		return "application/vnd.ms-excel";
	}

	@Override
	public boolean matches(FileContent content) {
		return content.starts("\u00d0\u00cf\u0011\u00e0");
	}

	@Override
	public Set<Undescribed> read(FileContent content, TableDraft draft) throws IOException, NotATable {
		TableLayout tableLayout = new TableLayout(draft);
		try (InputStream in = content.open()) {
			WorkbookReader.readXls(in, content.bytes(), tableLayout, draft);
		}
		Set<Undescribed> beside = EnumSet.noneOf(Undescribed.class);
		try (InputStream in = content.open()) {
			beside.addAll(LegacyWorkbooks.inspect(in));
		}
		beside.addAll(tableLayout.beside());
		return beside;
	}

}
