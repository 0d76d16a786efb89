package org.shuyuan.gateway.intake.formats;

import java.io.IOException;
import java.util.Set;

import org.shuyuan.gateway.inspection.NotATable;
import org.shuyuan.gateway.intake.content.FileContent;
import org.shuyuan.gateway.intake.reading.TableDraft;
import org.shuyuan.gateway.undescribed.Undescribed;

/**
 * A document in a markup language that holds no table.
 */
final class MarkupFormat extends TextFormat {

	@Override
	public String code() {
		return "markup";
	}

	@Override
	public String mediaType(FileContent content) {
		return "application/octet-stream";
	}

	@Override
	public boolean matches(FileContent content) throws IOException {
		return content.beginning().startsWith("<");
	}

	@Override
	Set<Undescribed> readText(FileContent content, TableDraft draft) throws NotATable {
		throw new NotATable("markup", "标记语言文档，不是表格", "A document in a markup language, not a table");
	}

}
