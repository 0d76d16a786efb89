package org.shuyuan.gateway.intake.formats;

import java.io.IOException;
import java.util.Set;

import org.shuyuan.gateway.inspection.NotATable;
import org.shuyuan.gateway.intake.content.FileContent;
import org.shuyuan.gateway.intake.reading.TableDraft;
import org.shuyuan.gateway.undescribed.Undescribed;

/**
 * Bytes that are neither a known format nor text in a known encoding.
 */
final class BinaryFormat extends TextFormat {

	@Override
	public String code() {
		return "binary";
	}

	@Override
	public String mediaType(FileContent content) {
		return "application/octet-stream";
	}

	@Override
	public boolean matches(FileContent content) throws IOException {
		try {
			content.encoding();
			return false;
		}
		catch (NotATable _) {
			return true;
		}
	}

	@Override
	Set<Undescribed> readText(FileContent content, TableDraft draft) throws IOException, NotATable {
		content.encoding();
		return Set.of(Undescribed.FORMAT_NOT_INSPECTED);
	}

}
