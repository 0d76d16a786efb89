package org.shuyuan.catalogue.workbook;

import java.util.Optional;

import org.springframework.http.MediaType;

/**
 * The kinds of file that a workbook may be.
 */
public enum WorkbookType {

	/** Office Open XML, Excel 2007 and later. */
	XLSX(WorkbookType.XLSX_VALUE, "xlsx"),
	/** Excel 97 to 2003. */
	XLS(WorkbookType.XLS_VALUE, "xls"),
	/** Comma-separated values, in UTF-8 or GB18030. */
	CSV(WorkbookType.CSV_VALUE, "csv");

	/** Media type of {@link #XLSX}. */
	public static final String XLSX_VALUE = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";

	/** Media type of {@link #XLS}. */
	public static final String XLS_VALUE = "application/vnd.ms-excel";

	/** Media type of {@link #CSV}. */
	public static final String CSV_VALUE = "text/csv";

	private final MediaType mediaType;

	private final String extension;

	WorkbookType(String mediaType, String extension) {
		this.mediaType = MediaType.parseMediaType(mediaType);
		this.extension = extension;
	}

	/** The kind that a media type names. */
	public static Optional<WorkbookType> of(MediaType type) {
		for (WorkbookType each : values()) {
			if (each.mediaType.equalsTypeAndSubtype(type)) {
				return Optional.of(each);
			}
		}
		return Optional.empty();
	}

	/** Its media type. */
	public MediaType mediaType() {
		return this.mediaType;
	}

	/** The usual end of its files' names. */
	public String extension() {
		return this.extension;
	}

	/**
	 * What the bytes are, regardless of the file name: a zip file, an OLE2 document or
	 * text.
	 */
	static WorkbookType ofBytes(byte[] bytes) {
		if (begins(bytes, 'P', 'K', 3, 4)) {
			return XLSX;
		}
		return begins(bytes, 0xd0, 0xcf, 0x11, 0xe0) ? XLS : CSV;
	}

	private static boolean begins(byte[] bytes, int... start) {
		for (int i = 0; i < start.length; i++) {
			if (bytes.length <= i || (bytes[i] & 0xff) != start[i]) {
				return false;
			}
		}
		return true;
	}

}
