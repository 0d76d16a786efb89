package org.shuyuan.gateway.intake.formats;

import java.io.IOException;
import java.util.List;
import java.util.Set;

import org.shuyuan.gateway.inspection.Finding;
import org.shuyuan.gateway.inspection.NotATable;
import org.shuyuan.gateway.intake.content.FileContent;
import org.shuyuan.gateway.intake.reading.PdfTextReader;
import org.shuyuan.gateway.intake.reading.TableDraft;
import org.shuyuan.gateway.undescribed.Undescribed;

/**
 * A PDF document (ISO 32000): stored unchanged, its text searched.
 */
final class PdfFormat implements FileFormat {

	@Override
	public String code() {
		return "pdf";
	}

	@Override
	public String mediaType(FileContent content) {
		return "application/pdf";
	}

	@Override
	public boolean matches(FileContent content) {
		return content.starts("%PDF");
	}

	@Override
	public Set<Undescribed> read(FileContent content, TableDraft draft) throws NotATable {
		throw NotATable.tabular("PDF");
	}

	@Override
	public List<Finding> search(FileContent content, List<Finding> found) throws IOException {
		return PdfTextReader.read(content.file(), content.words()).findings();
	}

}
