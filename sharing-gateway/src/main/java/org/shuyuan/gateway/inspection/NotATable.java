package org.shuyuan.gateway.inspection;

/**
 * The content is not a table, or not one this service reads; it is kept as a file.
 */
public final class NotATable extends Exception {

	private final VersionReason versionReason;

	public NotATable(String code, String zh, String en) {
		super(en);
		this.versionReason = new VersionReason(code, zh, en);
	}

	/** It is a document, and a document is wanted. */
	public static NotATable document() {
		return new NotATable("document", "文档，按原样保存", "A document, kept as it is");
	}

	/**
	 * It is of a format that holds no table.
	 * @param format name of the format
	 */
	public static NotATable tabular(String format) {
		return new NotATable("not-tabular", "%s 文件，按原样保存".formatted(format),
				"A %s file, kept as it is".formatted(format));
	}

	/** It unpacks to far more than it is long. */
	public static NotATable workbookTooLarge() {
		return new NotATable("workbook-too-large", "工作簿解压后过大", "The workbook unpacks to too much");
	}

	/** Whether the file is damaged, so that its format can read only part of it. */
	public boolean isBroken() {
		return this.versionReason.code().endsWith("-broken");
	}

	public VersionReason reason() {
		return this.versionReason;
	}

}
