package org.shuyuan.catalogue.workbook;

import java.util.Locale;

/**
 * What a column of a workbook is about, as far as the catalogue knows; any other column
 * is an extension, stored under its own heading.
 */
public enum WorkbookColumn {

	/** A number of the row; says nothing. */
	SEQUENCE("", false), TITLE("title", false), TITLE_EN("title.en", false), CODE("code", false),
	AGENCY_NAME("agency", false), AGENCY_CODE("agency", false), OFFICE("contact.name", false),
	ABSTRACT("description", false), FORMAT_CLASS("distributions.kind", false), FORMAT("distributions", false),
	SHARING("sharing", false), SHARING_CONDITION("sharing.reason", false), MODE_CLASS("modes.class", false),
	MODE("modes", false), OPENNESS("openness", false), OPEN_CONDITION("openness.reason", false),
	FREQUENCY("frequency", false), ISSUED("issued", false), THEMES("themes", false), KEYWORDS("keywords", false),
	PHONE("contact.phone", false), ITEM_NAME("name", true), ITEM_COLUMN("column", true), ITEM_TYPE("type", true),
	ITEM_LENGTH("length", true), ITEM_ELEMENT("element", true), ITEM_MEANING("meaning", true), ITEM_OPEN("open", true),
	ITEM_KEY("primaryKey", true), ITEM_NULLABLE("required", true),
	/** Has to agree with the entry: items are not shared otherwise than the whole. */
	ITEM_SHARING("sharing", true);

	/** What stands for the code of a resource that is to be registered anew. */
	public static final String NEW = "新登记";

	private final String path;

	private final boolean ofItem;

	WorkbookColumn(String path, boolean ofItem) {
		this.path = path;
		this.ofItem = ofItem;
	}

	/**
	 * What identifies a new resource on repeat: its code in the agency's own books, or
	 * else its name.
	 */
	public static String keyOf(WorkbookResource resource) {
		String code = codeOf(resource);
		return code.isEmpty() ? resource.text(TITLE) : code;
	}

	/** Its code; empty where it has none, or only says that it is new. */
	public static String codeOf(WorkbookResource resource) {
		return isNew(resource) ? "" : resource.text(CODE);
	}

	/** Whether it says that it is new, though something of its name was retired. */
	public static boolean isNew(WorkbookResource resource) {
		return resource.text(CODE).equals(NEW);
	}

	/** The code used in the tables and in JSON: lower case, with hyphens. */
	public String code() {
		return name().toLowerCase(Locale.ROOT).replace('_', '-');
	}

	static WorkbookColumn ofCode(String code) {
		return valueOf(code.toUpperCase(Locale.ROOT).replace('-', '_'));
	}

	/** The member of the entry, or of its item, that it fills. */
	String path() {
		return this.path;
	}

	/** Whether it is about a data item, not about the whole. */
	public boolean isOfItem() {
		return this.ofItem;
	}

}
