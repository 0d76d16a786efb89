package org.shuyuan.gateway.intake.formats;

import java.io.IOException;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.Set;

import org.shuyuan.gateway.inspection.NotATable;
import org.shuyuan.gateway.intake.content.FileContent;
import org.shuyuan.gateway.intake.content.ZipContent;
import org.shuyuan.gateway.intake.reading.TableDraft;
import org.shuyuan.gateway.intake.reading.TableLayout;
import org.shuyuan.gateway.intake.workbook.WorkbookReader;
import org.shuyuan.gateway.undescribed.Undescribed;
import org.shuyuan.gateway.undescribed.Workbooks;

/**
 * An Office Open XML workbook (ECMA-376).
 *
 * @param mostInflated most bytes that it may unpack to
 */
record XlsxFormat(long mostInflated) implements FileFormat {

	@Override
	public String code() {
		return "xlsx";
	}

	@Override
	public String mediaType(FileContent content) {
		return "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";
	}

	@Override
	public boolean matches(FileContent content) throws IOException {
		return ZipContent.has(content, "xl/workbook.xml");
	}

	@Override
	public Set<Undescribed> read(FileContent content, TableDraft draft) throws IOException, NotATable {
		Path file = content.file();
		WorkbookReader.measure(file, this.mostInflated);
		TableLayout tableLayout = new TableLayout(draft);
		WorkbookReader.readXlsx(file, tableLayout, draft);
		Set<Undescribed> beside = EnumSet.noneOf(Undescribed.class);
		beside.addAll(Workbooks.inspect(file));
		beside.addAll(tableLayout.beside());
		return beside;
	}

}
