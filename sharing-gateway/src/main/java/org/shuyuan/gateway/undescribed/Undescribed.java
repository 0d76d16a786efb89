package org.shuyuan.gateway.undescribed;

import java.util.Collection;
import java.util.List;
import java.util.Locale;

import org.shuyuan.gateway.inspection.UndescribedPart;

/**
 * The kinds of content that an original may hold beside its table.
 */
public enum Undescribed {

	/** More sheets than the one that was read. */
	FURTHER_SHEETS("其他工作表", "Further sheets"),
	/** Sheets that are not shown. */
	HIDDEN_SHEETS("隐藏的工作表", "Hidden sheets"),
	/** Notes and discussions on cells. */
	COMMENTS("批注", "Comments"),
	/** What is printed above and below each page. */
	HEADERS_FOOTERS("页眉页脚", "Headers and footers"),
	/** Drawings, pictures and charts. */
	DRAWINGS("图形、图片或图表", "Drawings, pictures or charts"),
	/** Pivot tables and the copies of data behind them. */
	PIVOT_TABLES("数据透视表及其缓存", "Pivot tables and their caches"),
	/** Files, controls and macros inside. */
	EMBEDDED_OBJECTS("嵌入对象、控件或宏", "Embedded objects, controls or macros"),
	/** Lists of what may be entered. */
	DATA_VALIDATIONS("数据有效性（下拉列表）", "Data validation lists"),
	/** Formats that depend on values. */
	CONDITIONAL_FORMATS("条件格式", "Conditional formats"),
	/** Values that a filter shows. */
	FILTERS("筛选条件", "Filter values"),
	/** Names of cells and values. */
	DEFINED_NAMES("定义的名称", "Defined names"),
	/** Tables and lists within a sheet, with texts of their own. */
	LIST_OBJECTS("表格对象", "Table objects"),
	/** Author, company, title, path and the like. */
	PROPERTIES("文档属性（作者、单位、标题等）", "Document properties (author, company, title and the like)"),
	/** Links and connections to elsewhere. */
	LINKS("超链接或外部连接", "Hyperlinks or external connections"),
	/** Data that programs store inside. */
	CUSTOM_XML("自定义 XML", "Custom XML"),
	/** A printer's settings. */
	PRINTER_SETTINGS("打印机设置", "Printer settings"),
	/** Formulas behind values. */
	FORMULAS("公式", "Formulas"),
	/** Texts that no cell shows. */
	UNUSED_STRINGS("没有单元格使用的文字", "Texts that no cell uses"),
	/** Cells out of order, given twice or with two values. */
	IRREGULAR_CELLS("重复或位置不当的单元格", "Cells that are given twice or out of place"),
	/** Texts in number formats, styles and themes. */
	STYLE_TEXTS("样式或数字格式中的文字", "Texts in styles or number formats"),
	/** Comments, extra entries and bytes of the zip file. */
	ARCHIVE_EXTRAS("压缩包中的附加内容", "Extra content of the zip container"),
	/** Lines above the table, or more than one line of headings. */
	LINES_ABOVE("表格上方的标题或说明", "Titles or notes above the table"),
	/** Lines below the table. */
	LINES_BELOW("表格下方的附注", "Notes below the table"),
	/** Members of a JSON object beside the array of records. */
	JSON_MEMBERS("记录数组之外的 JSON 成员", "JSON members beside the array of records"),
	/** Values within values. */
	JSON_NESTED("嵌套的 JSON 值", "Nested JSON values"),
	/** Something that is not known. */
	UNKNOWN_CONTENT("无法识别的内容", "Content that is not known"),
	/** A kind of file that is not looked into. */
	FORMAT_NOT_INSPECTED("该格式的文件内容无法逐项核对", "A format whose content cannot be checked part by part");

	private final String zh;

	private final String en;

	Undescribed(String zh, String en) {
		this.zh = zh;
		this.en = en;
	}

	/** The stable code: lower case, with hyphens. */
	public String code() {
		return name().toLowerCase(Locale.ROOT).replace('_', '-');
	}

	private UndescribedPart part() {
		return new UndescribedPart(code(), this.zh, this.en);
	}

	/** As they are stored with a version, in the order of this list. */
	public static List<UndescribedPart> parts(Collection<Undescribed> found) {
		return found.stream().distinct().sorted().map(Undescribed::part).toList();
	}

}
