package org.shuyuan.gateway.intake.formats;

import java.io.IOException;
import java.util.List;
import java.util.Set;

import org.shuyuan.gateway.inspection.Finding;
import org.shuyuan.gateway.inspection.NotATable;
import org.shuyuan.gateway.intake.content.FileContent;
import org.shuyuan.gateway.intake.content.ZipContent;
import org.shuyuan.gateway.intake.reading.DocxTextReader;
import org.shuyuan.gateway.intake.reading.TableDraft;
import org.shuyuan.gateway.undescribed.Undescribed;

/**
 * A Word document (ECMA-376): stored unchanged, its text searched.
 */
final class DocxFormat implements FileFormat {

	@Override
	public String code() {
		return "docx";
	}

	@Override
	public String mediaType(FileContent content) {
		return "application/vnd.openxmlformats-officedocument.wordprocessingml.document";
	}

	@Override
	public boolean matches(FileContent content) throws IOException {
		return ZipContent.has(content, "word/document.xml");
	}

	@Override
	public Set<Undescribed> read(FileContent content, TableDraft draft) throws NotATable {
		throw NotATable.document();
	}

	@Override
	public List<Finding> search(FileContent content, List<Finding> found) throws IOException {
		return DocxTextReader.read(content.file(), content.words()).findings();
	}

}
