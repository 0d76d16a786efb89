package org.shuyuan.catalogue.workbook;

import java.io.IOException;
import java.io.OutputStream;
import java.util.List;
import java.util.Map;

import org.apache.commons.compress.archivers.zip.Zip64Mode;
import org.apache.poi.ss.usermodel.CellStyle;
import org.apache.poi.ss.usermodel.IndexedColors;
import org.apache.poi.ss.usermodel.Row;
import org.apache.poi.ss.usermodel.Sheet;
import org.apache.poi.xssf.streaming.SXSSFWorkbook;
import org.jspecify.annotations.Nullable;
import org.shuyuan.catalogue.workbook.WorkbookResource.Extension;
import org.shuyuan.vocab.CodeList;
import org.shuyuan.vocab.entry.Entry;

/**
 * Writes entries in a layout of the guide, or an empty workbook to fill in.
 */
public final class WorkbookWriter implements AutoCloseable {

	private static final int WIDTH = 18 * 256;

	private final SXSSFWorkbook book = new SXSSFWorkbook(200);

	private final LayoutSheet sheet;

	public WorkbookWriter(WorkbookLayout layout, AgencyLookup agencies) {
		// others' programs read zip files without its 64-bit records more widely
		this.book.setZip64Mode(Zip64Mode.Never);
		this.sheet = new LayoutSheet(this.book, layout.title(), layout, agencies);
	}

	/**
	 * Writes an entry: a row for each of its items, the whole repeated in each.
	 * @param extensions what its agency keeps in additional columns
	 */
	public void write(Entry entry, Map<Extension, String> extensions) {
		this.sheet.write(entry, extensions);
	}

	/** Writes it all. */
	public void finish(OutputStream out) throws IOException {
		this.book.write(out);
	}

	@Override
	public void close() throws IOException {
		this.book.close();
	}

	/**
	 * Writes an empty workbook with choices, a sheet that says what each column takes,
	 * and a worked example on a sheet of its own, which is not read.
	 */
	public static void template(WorkbookLayout layout, Entry example, AgencyLookup agencies, OutputStream out)
			throws IOException {
		try (WorkbookWriter writer = new WorkbookWriter(layout, agencies)) {
			writer.sheet.offerChoices();
			writer.help(layout);
			new LayoutSheet(writer.book, WorkbookLayout.EXAMPLE, layout, agencies).write(example, Map.of());
			writer.finish(out);
		}
	}

	private void help(WorkbookLayout layout) {
		Sheet help = this.book.createSheet(WorkbookLayout.HELP);
		CellStyle heading = LayoutSheet.headingStyle(this.book, IndexedColors.GREY_25_PERCENT);
		help.setColumnWidth(0, 2 * WIDTH);
		help.setColumnWidth(2, 5 * WIDTH);
		Row first = help.createRow(0);
		List<String> headings = List.of("列", "是否必填", "填写内容");
		for (int i = 0; i < headings.size(); i++) {
			first.createCell(i).setCellValue(headings.get(i));
			first.getCell(i).setCellStyle(heading);
		}
		int row = 1;
		for (WorkbookLayout.Column column : layout.columns()) {
			Row written = help.createRow(row++);
			written.createCell(0).setCellValue(column.heading());
			written.createCell(1).setCellValue(column.required() ? "必填" : "选填");
			written.createCell(2).setCellValue(explanation(column.about()));
		}
	}

	private static String explanation(@Nullable WorkbookColumn column) {
		List<String> choices = LayoutSheet.choices(column);
		if (!choices.isEmpty()) {
			return "选择其一：" + String.join("、", choices);
		}
		return switch (column) {
			case null -> "平台没有对应项，作为扩展内容保存";
			case TITLE -> "一个信息资源占一行或多行；多行时每行一个信息项，名称可重复、合并或只写第一行";
			case THEMES -> "可填多个，用顿号分隔："
					+ String.join("、", CodeList.of("themes").all().stream().map((each) -> each.label().zh()).toList());
			case CODE -> "已登记的填写平台给出的代码；新登记的填写本部门自己的编码，可不填；与已废止条目同名的填写“新登记”";
			case AGENCY_CODE -> "18 位统一社会信用代码";
			case SHARING_CONDITION -> "有条件共享写明用途，多个用分号分隔；不予共享写明理由并注明依据，如《中华人民共和国数据安全法》第二十一条";
			case OPEN_CONDITION -> "向社会开放但有条件的写明条件；不开放的写明理由与依据";
			case ISSUED -> "日期，如 2026-11-30";
			case ITEM_ELEMENT -> "所绑定数据元的编码或名称";
			case ITEM_LENGTH -> "大于 0 的整数";
			default -> "文字";
		};
	}

}
