package org.shuyuan.gateway.intake.formats;

import java.io.IOException;
import java.io.Reader;
import java.util.Set;

import org.shuyuan.gateway.inspection.NotATable;
import org.shuyuan.gateway.intake.content.FileContent;
import org.shuyuan.gateway.intake.reading.CsvTableReader;
import org.shuyuan.gateway.intake.reading.TableDraft;
import org.shuyuan.gateway.intake.reading.TableLayout;
import org.shuyuan.gateway.undescribed.Undescribed;

/**
 * Separated values (RFC 4180 and its many dialects): any text that is nothing else.
 */
final class CsvFormat extends TextFormat {

	@Override
	public String code() {
		return "csv";
	}

	@Override
	public String mediaType(FileContent content) throws IOException {
		return withCharset("text/csv", content);
	}

	@Override
	public boolean matches(FileContent content) {
		return true;
	}

	@Override
	Set<Undescribed> readText(FileContent content, TableDraft draft) throws IOException, NotATable {
		CsvTableReader dialect;
		try (Reader in = content.text()) {
			dialect = CsvTableReader.of(in);
		}
		TableLayout tableLayout = new TableLayout(draft);
		try (Reader in = content.text()) {
			dialect.read(in, tableLayout);
		}
		return tableLayout.beside();
	}

}
