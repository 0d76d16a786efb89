package org.shuyuan.gateway.intake.workbook;

import java.math.BigDecimal;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

import org.apache.poi.ss.usermodel.CellType;
import org.jspecify.annotations.Nullable;

/**
 * The text of a cell as the sheet shows it, by one rule for both kinds of workbooks, and
 * how many cells could not be shown.
 */
public final class CellReader {

	/** What a formula that fails leaves as its value. */
	private static final Set<String> ERRORS = Set.of("#DIV/0!", "#N/A", "#NAME?", "#NULL!", "#NUM!", "#REF!", "#VALUE!",
			"#GETTING_DATA", "#SPILL!", "#CALC!", "#FIELD!", "#BLOCKED!", "#CONNECT!", "#BUSY!", "#UNKNOWN!");

	/** A sign that XML cannot hold, ECMA-376 part 1, 22.9.2.19. */
	private static final Pattern ESCAPED = Pattern.compile("_x([0-9A-Fa-f]{4})_");

	private final boolean from1904;

	private long errors;

	private long formulasWithoutValue;

	CellReader(boolean from1904) {
		this.from1904 = from1904;
	}

	/**
	 * Cells that hold an error such as {@code #DIV/0!} and are read as having no value.
	 */
	long errors() {
		return this.errors;
	}

	/** Cells with a formula without a saved value. */
	long formulasWithoutValue() {
		return this.formulasWithoutValue;
	}

	@Nullable String text(org.dhatim.fastexcel.reader.@Nullable Cell cell) {
		if (cell == null || cell.getType() == org.dhatim.fastexcel.reader.CellType.EMPTY) {
			return null;
		}
		if (cell.getType() == org.dhatim.fastexcel.reader.CellType.ERROR) {
			return error();
		}
		return switch (cell.getValue()) {
			case null -> (cell.getFormula() != null) ? withoutValue() : null;
			case BigDecimal number -> number(number.doubleValue(), cell.getDataFormatId(), cell.getDataFormatString());
			case Boolean truth -> truth.toString();
			case String text when cell.getType() == org.dhatim.fastexcel.reader.CellType.FORMULA
					&& ERRORS.contains(text) ->
				error();
			case String text -> unescaped(text);
			default -> cell.getText();
		};
	}

	@Nullable String text(org.apache.poi.ss.usermodel.Cell cell) {
		boolean formula = cell.getCellType() == CellType.FORMULA;
		return switch (formula ? cell.getCachedFormulaResultType() : cell.getCellType()) {
			case STRING -> cell.getStringCellValue();
			case NUMERIC -> number(cell.getNumericCellValue(), (int) cell.getCellStyle().getDataFormat(),
					cell.getCellStyle().getDataFormatString());
			case BOOLEAN -> Boolean.toString(cell.getBooleanCellValue());
			case ERROR -> error();
			case BLANK, FORMULA, _NONE -> formula ? withoutValue() : null;
		};
	}

	private @Nullable String number(double number, @Nullable Integer format, @Nullable String pattern) {
		return NumberStyle.of(format, pattern).text(number, pattern, this.from1904);
	}

	/** Whether a text is what spreadsheets show for a formula that fails. */
	static boolean isError(String text) {
		return ERRORS.contains(text);
	}

	/** Counts a cell that holds an error. */
	@Nullable String error() {
		this.errors++;
		return null;
	}

	private @Nullable String withoutValue() {
		this.formulasWithoutValue++;
		return null;
	}

	private static String unescaped(String text) {
		return (text.indexOf("_x") < 0) ? text : ESCAPED.matcher(text).replaceAll(CellReader::sign);
	}

	private static String sign(MatchResult escaped) {
		char sign = (char) Integer.parseInt(escaped.group(1), 16);
		return (sign == 0) ? "" : (sign == '\\' || sign == '$') ? "\\" + sign : String.valueOf(sign);
	}

}
