package org.shuyuan.gateway.rowformat;

import java.io.IOException;
import java.io.OutputStream;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import org.dhatim.fastexcel.Workbook;
import org.dhatim.fastexcel.Worksheet;
import org.jspecify.annotations.Nullable;
import org.shuyuan.gateway.columns.Column;
import org.shuyuan.gateway.columns.WrittenForm;
import org.shuyuan.gateway.tables.RowSink;

/**
 * Rows as a workbook, written row by row. What a cell cannot hold is truncated, marked,
 * and listed on a separate sheet at the end.
 */
final class XlsxRows implements RowSink {

	private static final int LAST_ROW = 1_048_575;

	private static final int LONGEST_CELL = 32_767;

	private static final String CUT = "…（已截断 cut）";

	private static final int MOST_NOTES = 10_000;

	private static final int LONGEST_NAME = 100;

	/** A spreadsheet stores no more digits of a number. */
	private static final int EXACT_DIGITS = 15;

	private static final long EXACT = 999_999_999_999_999L;

	/** Days before it are counted in another way by spreadsheets. */
	private static final LocalDate FIRST_DAY = LocalDate.of(1900, 3, 1);

	private static final LocalDate LAST_DAY = LocalDate.of(9999, 12, 31);

	private static final String DAY = "yyyy-mm-dd";

	private static final String MOMENT = "yyyy-mm-dd hh:mm:ss";

	private static final String MOMENT_WITH_FRACTION = "yyyy-mm-dd hh:mm:ss.000";

	private static final double DAY_WIDTH = 12;

	private static final double MOMENT_WIDTH = 20;

	private final Workbook book;

	private final List<Column> columns;

	private final List<String> notes = new ArrayList<>();

	private Worksheet sheet;

	private int sheets;

	private int at;

	private long cut;

	XlsxRows(OutputStream out, List<Column> columns) throws IOException {
		this.book = new Workbook(out, "Shuyuan", "1.0");
		this.columns = columns;
		this.sheet = next();
	}

	private Worksheet next() {
		this.sheets++;
		Worksheet next = this.book.newWorksheet("data" + this.sheets);
		next.freezePane(0, 1);
		for (int i = 0; i < this.columns.size(); i++) {
			Column column = this.columns.get(i);
			next.value(0, i, text(column.name(), 0, i));
			next.style(0, i).bold().set();
			switch (column.type()) {
				case DATE -> next.width(i, DAY_WIDTH);
				case DATETIME -> next.width(i, MOMENT_WIDTH);
				case STRING, INTEGER, DECIMAL, BOOLEAN -> {
				}
			}
		}
		this.at = 1;
		return next;
	}

	@Override
	public void row(@Nullable Object[] values) throws IOException {
		if (this.at > LAST_ROW) {
			this.sheet.finish();
			this.sheet = next();
		}
		for (int i = 0; i < values.length; i++) {
			Object value = values[i];
			if (value != null) {
				put(i, value);
			}
		}
		this.at++;
		if (this.at % 500 == 0) {
			this.sheet.flush();
		}
	}

	/**
	 * Numbers that a spreadsheet would round, and days that it counts in another way, are
	 * text.
	 */
	private void put(int column, Object value) {
		switch (meant(this.columns.get(column), value)) {
			case Long number when Math.abs(number) <= EXACT -> this.sheet.value(this.at, column, number);
			case BigDecimal number when number.precision() <= EXACT_DIGITS -> {
				this.sheet.value(this.at, column, number);
				if (this.columns.get(column).written()) {
					this.sheet.style(this.at, column).format(decimals(number, value)).set();
				}
			}
			case Boolean truth -> this.sheet.value(this.at, column, truth);
			case LocalDate day when fits(day) -> {
				this.sheet.value(this.at, column, day);
				this.sheet.style(this.at, column).format(DAY).set();
			}
			case LocalDateTime moment when fits(moment.toLocalDate()) -> {
				this.sheet.value(this.at, column, moment);
				this.sheet.style(this.at, column).format((moment.getNano() > 0) ? MOMENT_WITH_FRACTION : MOMENT).set();
			}
			default -> this.sheet.value(this.at, column, text(RowFormat.text(value), this.at, column));
		}
	}

	/**
	 * The day or number that a value was written for, such as 2023年1月5日 or 1,234.50; the
	 * value itself where it says less or more: a month without a day, a percentage.
	 */
	private static Object meant(Column column, Object value) {
		if (!column.written() || !(value instanceof String text)) {
			return value;
		}
		Optional<? extends Object> meant = switch (column.type()) {
			case DATE -> WrittenForm.wholeDay(text);
			case DATETIME -> WrittenForm.wholeDay(text).flatMap((day) -> WrittenForm.moment(text));
			case INTEGER, DECIMAL ->
				WrittenForm.number(text).filter((number) -> !text.endsWith("%") && !text.endsWith("％"));
			case STRING, BOOLEAN -> Optional.empty();
		};
		return meant.isPresent() ? meant.get() : value;
	}

	/** As many decimals as were written, thousands separated where they were. */
	private static String decimals(BigDecimal number, Object written) {
		String whole = (written instanceof String text && (text.contains(",") || text.contains("，"))) ? "#,##0" : "0";
		return (number.scale() > 0) ? whole + "." + "0".repeat(Math.min(number.scale(), EXACT_DIGITS)) : whole;
	}

	private static boolean fits(LocalDate day) {
		return !day.isBefore(FIRST_DAY) && !day.isAfter(LAST_DAY);
	}

	private String text(String value, int row, int column) {
		if (value.length() <= LONGEST_CELL) {
			return escaped(value);
		}
		this.cut++;
		if (this.notes.size() < MOST_NOTES) {
			this.notes.add("data%d 第 %d 行 row %d，列 column %s：%d 字 characters".formatted(this.sheets, row + 1, row + 1,
					brief(this.columns.get(column).name()), value.length()));
		}
		int end = LONGEST_CELL - CUT.length();
		end -= Character.isHighSurrogate(value.charAt(end - 1)) ? 1 : 0;
		return escaped(value.substring(0, end)) + CUT;
	}

	/**
	 * Signs that XML cannot hold, and what would be read as one of them, as ST_Xstring
	 * has it (ECMA-376 part 1, section 22.9.2.19).
	 */
	private static String escaped(String text) {
		StringBuilder escaped = new StringBuilder(text.length());
		for (int i = 0; i < text.length(); i++) {
			char next = text.charAt(i);
			boolean control = next < ' ' && next != '\t' && next != '\n' || next == '\r' || next > '\ufffd';
			if (control || isEscape(text, i)) {
				escaped.append("_x%04X_".formatted((int) next));
			}
			else {
				escaped.append(next);
			}
		}
		return escaped.toString();
	}

	private static boolean isEscape(String text, int at) {
		return text.startsWith("_x", at) && text.length() >= at + 7 && text.charAt(at + 6) == '_'
				&& text.substring(at + 2, at + 6).chars().allMatch((sign) -> Character.digit(sign, 16) >= 0);
	}

	private static String brief(String name) {
		return (name.length() > LONGEST_NAME) ? name.substring(0, LONGEST_NAME) + "…" : name;
	}

	@Override
	public void close() throws IOException {
		this.sheet.finish();
		if (this.cut > 0) {
			Worksheet told = this.book.newWorksheet("说明 notes");
			told.value(0, 0, ("%d 个单元格超过 Excel 的 32767 字上限，已截断；完整内容请用 csv 或 ndjson 下载。"
					+ "%d cells hold more than the 32,767 characters of a cell and were truncated; csv and ndjson have them whole.")
				.formatted(this.cut, this.cut));
			for (int i = 0; i < this.notes.size(); i++) {
				told.value(i + 1, 0, this.notes.get(i));
			}
			told.finish();
		}
		this.book.finish();
	}

}
