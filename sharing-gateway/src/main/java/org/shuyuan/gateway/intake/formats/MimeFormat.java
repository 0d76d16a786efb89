package org.shuyuan.gateway.intake.formats;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;

import org.shuyuan.gateway.inspection.Finding;
import org.shuyuan.gateway.inspection.NotATable;
import org.shuyuan.gateway.intake.content.FileContent;
import org.shuyuan.gateway.intake.encoding.Encoding;
import org.shuyuan.gateway.intake.reading.TableDraft;
import org.shuyuan.gateway.intake.reading.TextSearch;
import org.shuyuan.gateway.undescribed.Undescribed;

/**
 * A message in MIME (RFC 2045), as mails and web pages saved in one file are, also under
 * the name of a workbook. Its parts are encoded: they are not looked into.
 */
final class MimeFormat extends TextFormat {

	@Override
	public String code() {
		return "mime";
	}

	@Override
	public String mediaType(FileContent content) {
		return "application/octet-stream";
	}

	@Override
	public boolean matches(FileContent content) throws IOException {
		String head = content.beginning().toLowerCase(Locale.ROOT);
		int end = Math.max(head.indexOf("\n\n"), head.indexOf("\r\n\r\n"));
		String fields = (end < 0) ? head : head.substring(0, end);
		return fields.startsWith("mime-version:") || (fields.contains("\nmime-version:")
				&& (fields.startsWith("from:") || fields.contains("\ncontent-type:")));
	}

	@Override
	Set<Undescribed> readText(FileContent content, TableDraft draft) throws NotATable {
		throw new NotATable("mime", "网页或邮件的单文件存档，未读取其中的表格；请另存为 xlsx 或 csv",
				"A web page or mail saved in one file, whose table is not read; save it as xlsx or csv");
	}

	@Override
	List<Finding> searchText(FileContent content, Encoding encoding) throws IOException {
		List<Finding> findings = new ArrayList<>(super.searchText(content, encoding));
		findings.add(TextSearch.unread());
		return findings;
	}

}
