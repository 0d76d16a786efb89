package org.shuyuan.gateway.tables;

import java.io.IOException;
import java.io.OutputStream;
import java.math.BigDecimal;
import java.util.List;

import org.dhatim.fastexcel.Workbook;
import org.dhatim.fastexcel.Worksheet;
import org.jspecify.annotations.Nullable;

/** Rows as a workbook, written row by row. */
final class XlsxRows implements RowSink {

	private static final int LAST_ROW = 1_048_575;

	private static final int LONGEST_CELL = 32_767;

	private static final BigDecimal EXACT = BigDecimal.valueOf(999_999_999_999_999L);

	private final Workbook book;

	private final List<Column> columns;

	private Worksheet sheet;

	private int sheets;

	private int at;

	XlsxRows(OutputStream out, List<Column> columns) throws IOException {
		this.book = new Workbook(out, "Shuyuan", "1.0");
		this.columns = columns;
		this.sheet = next();
	}

	private Worksheet next() {
		this.sheets++;
		Worksheet next = this.book.newWorksheet("data" + this.sheets);
		for (int i = 0; i < this.columns.size(); i++) {
			next.value(0, i, text(this.columns.get(i).name()));
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

	/** Numbers that a spreadsheet would round are written as text. */
	private void put(int column, Object value) {
		switch (value) {
			case Long number when Math.abs(number) <= EXACT.longValue() -> this.sheet.value(this.at, column, number);
			case BigDecimal number when number.precision() <= 15 -> this.sheet.value(this.at, column, number);
			case Boolean truth -> this.sheet.value(this.at, column, truth);
			default -> this.sheet.value(this.at, column, text(RowFormat.text(value)));
		}
	}

	private static String text(String value) {
		return (value.length() <= LONGEST_CELL) ? value : value.substring(0, LONGEST_CELL);
	}

	@Override
	public void close() throws IOException {
		this.sheet.finish();
		this.book.finish();
	}

}
