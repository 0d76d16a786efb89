package org.shuyuan.gateway.intake.formats;

import java.io.IOException;
import java.io.Reader;
import java.util.List;
import java.util.Set;

import org.shuyuan.gateway.inspection.Finding;
import org.shuyuan.gateway.inspection.NotATable;
import org.shuyuan.gateway.intake.content.FileContent;
import org.shuyuan.gateway.intake.encoding.Encoding;
import org.shuyuan.gateway.intake.reading.JsonOutline;
import org.shuyuan.gateway.intake.reading.JsonTableReader;
import org.shuyuan.gateway.intake.reading.TableDraft;
import org.shuyuan.gateway.intake.reading.TextSearch;
import org.shuyuan.gateway.undescribed.JsonRecords;
import org.shuyuan.gateway.undescribed.Undescribed;

/**
 * Records in JSON (RFC 8259).
 */
final class JsonFormat extends TextFormat {

	@Override
	public String code() {
		return "json";
	}

	@Override
	public String mediaType(FileContent content) {
		return "application/json";
	}

	@Override
	public boolean matches(FileContent content) throws IOException {
		return isJson(content);
	}

	/** Whether text looks like an object or an array. */
	static boolean isJson(FileContent content) throws IOException {
		String beginning = content.beginning();
		return beginning.startsWith("{") || beginning.startsWith("[");
	}

	@Override
	Set<Undescribed> readText(FileContent content, TableDraft draft) throws IOException, NotATable {
		JsonOutline outline;
		try (Reader in = content.text()) {
			outline = JsonOutline.of(in);
		}
		try (Reader in = content.text()) {
			JsonTableReader.read(in, outline, draft);
		}
		try (Reader in = content.text()) {
			return JsonRecords.inspect(in);
		}
	}

	@Override
	List<Finding> searchText(FileContent content, Encoding encoding) throws IOException {
		return TextSearch.inJson(encoding, content::open, content.words());
	}

}
