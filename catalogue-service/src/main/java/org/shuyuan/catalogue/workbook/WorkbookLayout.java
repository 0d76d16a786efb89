package org.shuyuan.catalogue.workbook;

import java.util.List;

import org.jspecify.annotations.Nullable;

/**
 * The layouts in which agencies keep their workbooks (政务信息资源目录编制指南, 2017, and what
 * provinces made of it).
 */
public enum WorkbookLayout {

	/** 信息资源普查表: two rows of headings. */
	A("信息资源普查"),
	/** 部门信息资源产生清单: by what a department produces. */
	B("部门信息资源产生清单"),
	/** The newer one, with sharing and opening of single items. */
	C("数据资源目录");

	/** Name of the sheet with a worked example. */
	static final String EXAMPLE = "示例";

	/** Name of the sheet that says what each column takes. */
	static final String HELP = "填写说明";

	private final String title;

	WorkbookLayout(String title) {
		this.title = title;
	}

	/** Name of its sheet. */
	String title() {
		return this.title;
	}

	/** Its columns in order. */
	List<Column> columns() {
		return WorkbookTerms.table("workbook-layouts.tsv")
			.stream()
			.filter((row) -> row.getFirst().equals(name()))
			.map((row) -> new Column(row.get(1), row.get(2),
					row.get(3).isEmpty() ? null : WorkbookColumn.ofCode(row.get(3)), row.get(4).equals("1")))
			.toList();
	}

	/**
	 * A column of a layout.
	 *
	 * @param heading its heading
	 * @param group the heading above it, empty where there is none
	 * @param about what it is about, absent for an extension
	 * @param required whether the guide asks for it
	 */
	record Column(String heading, String group, @Nullable WorkbookColumn about, boolean required) {
	}

}
