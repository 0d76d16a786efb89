package org.shuyuan.gateway.intake.reading;

import java.util.ArrayList;
import java.util.List;

import org.shuyuan.gateway.inspection.Finding;
import org.shuyuan.gateway.negativelist.ContentRule;
import org.shuyuan.gateway.negativelist.ContentScan;
import org.shuyuan.gateway.negativelist.ContentWords;
import org.shuyuan.vocab.negativelist.SecrecyMarks;

/**
 * The text of a document, searched line by line; knows whether all of it could be read.
 */
public final class DocumentText {

	private final ContentScan scan;

	private boolean marked;

	private boolean unread;

	public DocumentText(ContentWords words) {
		this.scan = new ContentScan(words);
	}

	/** A line, a paragraph or any other piece of text. */
	public void text(String text) {
		this.scan.scanLines(text);
		this.marked |= text.lines().anyMatch(SecrecyMarks::isAlone);
	}

	/** There is something that cannot be read: a picture, an attachment. */
	public void unread() {
		this.unread = true;
	}

	/** What was found; it concerns the document as a whole. */
	public List<Finding> findings() {
		List<Finding> findings = new ArrayList<>();
		this.scan.found().forEach((found) -> findings.add(TableDraft.finding(null, found)));
		if (this.marked) {
			findings
				.add(TableDraft.finding(null, new ContentScan.Found(ContentRule.SECRECY_MARKING, 1, List.of("密****"))));
		}
		if (this.unread) {
			findings.add(TableDraft.finding(null, new ContentScan.Found(ContentRule.UNREADABLE, 1, List.of())));
		}
		return findings;
	}

}
