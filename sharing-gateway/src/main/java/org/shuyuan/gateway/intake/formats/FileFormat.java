package org.shuyuan.gateway.intake.formats;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

import org.shuyuan.gateway.inspection.Finding;
import org.shuyuan.gateway.inspection.NotATable;
import org.shuyuan.gateway.intake.content.FileContent;
import org.shuyuan.gateway.intake.reading.TableDraft;
import org.shuyuan.gateway.intake.reading.TextSearch;
import org.shuyuan.gateway.undescribed.Undescribed;

/**
 * A format of files: how it is known by its content, and how its table is read. There is
 * one class for each; {@link FileFormats} lists them.
 */
public interface FileFormat {

	/** Short name, by which the format is known in the catalogue. */
	String code();

	/** Media type of this content, as sent to browsers: never one that they run. */
	String mediaType(FileContent content) throws IOException;

	/** Whether content is of this format, by what is in it and not by its name. */
	boolean matches(FileContent content) throws IOException;

	/**
	 * Reads the table into the draft, and hands the draft all other text of the file.
	 * @return what the original holds beside the table; everything that is not known to
	 * be part of it
	 * @throws NotATable if the content is kept as a file
	 */
	Set<Undescribed> read(FileContent content, TableDraft draft) throws IOException, NotATable;

	/**
	 * What is found in content that turned out to be no table. Unless the format can be
	 * searched without being read, it was not inspected.
	 * @param found what reading has found so far
	 */
	default List<Finding> search(FileContent content, List<Finding> found) throws IOException {
		List<Finding> findings = new ArrayList<>(found);
		findings.add(TextSearch.unread());
		return findings;
	}

}
