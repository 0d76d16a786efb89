package org.shuyuan.gateway.intake.formats;

import java.io.IOException;
import java.io.Reader;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.OptionalInt;
import java.util.Set;
import java.util.stream.Stream;

import org.shuyuan.gateway.inspection.Finding;
import org.shuyuan.gateway.inspection.NotATable;
import org.shuyuan.gateway.intake.content.FileContent;
import org.shuyuan.gateway.intake.encoding.Encoding;
import org.shuyuan.gateway.intake.reading.DocumentText;
import org.shuyuan.gateway.intake.reading.TableDraft;
import org.shuyuan.gateway.intake.reading.TableLayout;
import org.shuyuan.gateway.intake.reading.TextSearch;
import org.shuyuan.gateway.intake.workbook.HtmlPage;
import org.shuyuan.gateway.undescribed.Undescribed;

/**
 * An HTML page with a table, as office systems export it under the name of a workbook.
 */
final class HtmlTableFormat extends TextFormat {

	private static final List<String> BEGINNINGS = List.of("<html", "<table", "<head", "<body", "<meta", "<style",
			"<div", "<center", "<!doctype html");

	@Override
	public String code() {
		return "html";
	}

	/** Not one that a browser would run. */
	@Override
	public String mediaType(FileContent content) {
		return "application/octet-stream";
	}

	@Override
	public boolean matches(FileContent content) throws IOException {
		String beginning = content.beginning().toLowerCase(Locale.ROOT);
		return beginning.startsWith("<") && (BEGINNINGS.stream().anyMatch(beginning::startsWith)
				|| Stream.of("<html", "<table").anyMatch(beginning::contains));
	}

	@Override
	Set<Undescribed> readText(FileContent content, TableDraft draft) throws IOException, NotATable {
		TableLayout tableLayout = new TableLayout(draft);
		try (Reader in = content.text()) {
			OptionalInt chosen = HtmlPage.of(in).read(tableLayout, draft, draft.choice());
			chosen.ifPresent(draft::chose);
		}
		tableLayout.end();
		return EnumSet.of(Undescribed.FORMAT_NOT_INSPECTED);
	}

	@Override
	List<Finding> searchText(FileContent content, Encoding encoding) throws IOException {
		DocumentText text = new DocumentText(content.words());
		try (Reader in = encoding.read(content::open)) {
			HtmlPage.of(in).search(text);
		}
		catch (NotATable _) {
			text.unread();
		}
		return Stream.concat(text.findings().stream(), TextSearch.in(encoding, content::open, content.words()).stream())
			.toList();
	}

}
