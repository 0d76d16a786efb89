package org.shuyuan.gateway.intake.formats;

import java.io.IOException;
import java.util.List;
import java.util.Set;

import org.shuyuan.gateway.inspection.Finding;
import org.shuyuan.gateway.inspection.NotATable;
import org.shuyuan.gateway.intake.content.FileContent;
import org.shuyuan.gateway.intake.encoding.Encoding;
import org.shuyuan.gateway.intake.reading.TableDraft;
import org.shuyuan.gateway.intake.reading.TextSearch;
import org.shuyuan.gateway.undescribed.Undescribed;

/**
 * Text that is registered as a document, whatever its shape.
 */
final class PlainTextFormat extends TextFormat {

	@Override
	public String code() {
		return "txt";
	}

	@Override
	public String mediaType(FileContent content) throws IOException {
		return withCharset("text/plain", content);
	}

	@Override
	public boolean matches(FileContent content) {
		return true;
	}

	@Override
	Set<Undescribed> readText(FileContent content, TableDraft draft) throws NotATable {
		throw NotATable.document();
	}

	@Override
	List<Finding> searchText(FileContent content, Encoding encoding) throws IOException {
		return JsonFormat.isJson(content) ? TextSearch.inJson(encoding, content::open, content.words())
				: TextSearch.in(encoding, content::open, content.words());
	}

}
