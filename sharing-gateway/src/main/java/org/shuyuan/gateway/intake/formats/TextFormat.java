package org.shuyuan.gateway.intake.formats;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

import org.shuyuan.gateway.inspection.Finding;
import org.shuyuan.gateway.inspection.NotATable;
import org.shuyuan.gateway.intake.content.FileContent;
import org.shuyuan.gateway.intake.encoding.Encoding;
import org.shuyuan.gateway.intake.encoding.EncodingDetection;
import org.shuyuan.gateway.intake.reading.DoubleEncoding;
import org.shuyuan.gateway.intake.reading.TableDraft;
import org.shuyuan.gateway.intake.reading.TextSearch;
import org.shuyuan.gateway.undescribed.Undescribed;

/**
 * A text format, in any encoding. What other encodings show of it is searched too, and
 * all of it where it is no table.
 */
abstract class TextFormat implements FileFormat {

	/** Reads the table from text. */
	abstract Set<Undescribed> readText(FileContent content, TableDraft draft) throws IOException, NotATable;

	/** Searches all text, read with this encoding. */
	List<Finding> searchText(FileContent content, Encoding encoding) throws IOException {
		return TextSearch.in(encoding, content::open, content.words());
	}

	/** The media type with the charset that the text is read with. */
	static String withCharset(String mediaType, FileContent content) throws IOException {
		try {
			return mediaType + ";charset=" + content.encoding().encoding().charset().name();
		}
		catch (NotATable _) {
			return mediaType;
		}
	}

	@Override
	public final Set<Undescribed> read(FileContent content, TableDraft draft) throws IOException, NotATable {
		EncodingDetection detected = content.encoding();
		detected.notes().forEach(draft::note);
		Set<Undescribed> undescribed = readText(content, draft);
		draft.found(TextSearch.inOthers(detected, content::open, content.words()));
		draft.found(DoubleEncoding.search(detected.encoding(), content::open, content.words()));
		return undescribed;
	}

	@Override
	public final List<Finding> search(FileContent content, List<Finding> found) throws IOException {
		try {
			EncodingDetection detected = content.encoding();
			List<Finding> findings = new ArrayList<>(searchText(content, detected.encoding()));
			findings.addAll(TextSearch.inOthers(detected, content::open, content.words()));
			findings.addAll(DoubleEncoding.search(detected.encoding(), content::open, content.words()));
			return findings;
		}
		catch (NotATable _) {
			List<Finding> findings = new ArrayList<>(
					TextSearch.inAll(EncodingDetection.all(content::open), content::open, content.words()));
			findings.add(TextSearch.unread());
			return findings;
		}
	}

}
