package org.shuyuan.gateway.intake;

import org.shuyuan.gateway.versions.VersionReason;

/**
 * The content is not a table, or not one this service reads; it is kept as a file.
 */
final class NotATable extends Exception {

	private final VersionReason versionReason;

	NotATable(String code, String zh, String en) {
		super(en);
		this.versionReason = new VersionReason(code, zh, en);
	}

	/** It is a document, and a document is wanted. */
	static NotATable document() {
		return new NotATable("document", "文档，按原样保存", "A document, kept as it is");
	}

	/**
	 * It is of a format that holds no table.
	 * @param format name of the format
	 */
	static NotATable tabular(String format) {
		return new NotATable("not-tabular", "%s 文件，按原样保存".formatted(format),
				"A %s file, kept as it is".formatted(format));
	}

	/** Whether the file is damaged, so that its format can tell only part of it. */
	boolean isBroken() {
		return this.versionReason.code().endsWith("-broken");
	}

	VersionReason reason() {
		return this.versionReason;
	}

}
