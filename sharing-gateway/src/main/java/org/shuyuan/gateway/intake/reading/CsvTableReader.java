package org.shuyuan.gateway.intake.reading;

import java.io.IOException;
import java.io.Reader;
import java.io.StringReader;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.CsvRecord;
import org.jspecify.annotations.Nullable;
import org.shuyuan.gateway.inspection.NotATable;

/**
 * Reads separated values in the dialect they are in.
 *
 * @param separator between cells
 * @param quoted whether quotation marks enclose cells
 * @param escaped whether a backslash escapes quotation marks and itself, as MySQL writes
 */
public record CsvTableReader(char separator, boolean quoted, boolean escaped) {

	private static final char[] SEPARATORS = { ',', '\t', ';', '|' };

	private static final char NEVER = '\u0001';

	private static final int SAMPLE = 1 << 18;

	private static final int LONGEST_CELL = 1 << 22;

	private static final int PROSE = 400;

	/** Where both fit alike, quotation marks enclose cells. */
	private static final double PAIRED = 1.05;

	/** One that is never closed would take in all lines to the end. */
	private static final double UNPAIRED = 0.99;

	/** Where there are character references, a semicolon ends them rather than a cell. */
	private static final double ENDS_REFERENCES = 0.5;

	/** The dialect in which the first lines fall into the most even columns. */
	public static CsvTableReader of(Reader text) throws IOException, NotATable {
		char[] buffer = new char[SAMPLE];
		int length = 0;
		for (int read = text.read(buffer); read >= 0
				&& length < SAMPLE; read = text.read(buffer, length, SAMPLE - length)) {
			length += read;
		}
		String sample = new String(buffer, 0, length);
		if (length == SAMPLE && sample.lastIndexOf('\n') > 0) {
			sample = sample.substring(0, sample.lastIndexOf('\n') + 1);
		}
		CsvTableReader best = new CsvTableReader(',', true, false);
		boolean backslashes = sample.contains("\\\"");
		boolean open = length < SAMPLE && sample.chars().filter((next) -> next == '"').count() % 2 != 0;
		double quotes = open ? UNPAIRED : PAIRED;
		double most = 0;
		for (char separator : SEPARATORS) {
			for (CsvTableReader candidate : candidates(separator, backslashes ? sample : null)) {
				double score = candidate.score(sample) * (candidate.quoted ? quotes : 1)
						* ((separator == ';' && sample.contains("&#")) ? ENDS_REFERENCES : 1);
				if (score > most) {
					most = score;
					best = candidate;
				}
			}
		}
		if (most == 0 && sample.lines().mapToInt(String::length).average().orElse(0) > PROSE) {
			throw new NotATable("not-a-table", "是文字，不是表格", "It is prose, not a table");
		}
		return best;
	}

	/**
	 * Where both fit alike, an escaped quotation mark is one.
	 * @param backslashes the sample, where it has any before a quotation mark
	 */
	private static List<CsvTableReader> candidates(char separator, @Nullable String backslashes) {
		CsvTableReader plain = new CsvTableReader(separator, true, false);
		List<CsvTableReader> candidates = new ArrayList<>();
		if (backslashes != null) {
			CsvTableReader escaped = new CsvTableReader(separator, true, true);
			if (escaped.lines(backslashes) >= plain.lines(backslashes)) {
				candidates.add(escaped);
			}
		}
		candidates.add(plain);
		candidates.add(new CsvTableReader(separator, false, false));
		return candidates;
	}

	/** A backslash that ends a path would run lines into each other. */
	private long lines(String sample) {
		long lines = 0;
		try (CsvReader<CsvRecord> reader = reader(new StringReader(sample))) {
			for (CsvRecord _ : reader) {
				lines++;
			}
			return lines;
		}
		catch (CsvParseException | IOException broken) {
			return 0;
		}
	}

	/**
	 * How many lines agree on a number of cells above one, weighted a little by that
	 * number.
	 */
	private double score(String sample) {
		Map<Integer, Integer> widths = new HashMap<>();
		int lines = 0;
		try (CsvReader<CsvRecord> reader = reader(new StringReader(sample))) {
			for (CsvRecord line : reader) {
				widths.merge(line.getFieldCount(), 1, Integer::sum);
				lines++;
				if (lines == 2_000) {
					break;
				}
			}
		}
		catch (CsvParseException | IOException broken) {
			if (lines < 2_000 / 10) {
				return 0;
			}
		}
		int all = lines;
		return widths.entrySet()
			.stream()
			.filter((width) -> width.getKey() > 1)
			.mapToDouble((width) -> width.getValue() / (double) all * (1 + Math.log(width.getKey()) / 10))
			.max()
			.orElse(0);
	}

	private CsvReader<CsvRecord> reader(Reader text) {
		return CsvReader.builder()
			.fieldSeparator(this.separator)
			.quoteCharacter(this.quoted ? '"' : NEVER)
			.skipEmptyLines(true)
			.allowMissingFields(true)
			.allowExtraFields(true)
			.allowExtraCharsAfterClosingQuote(true)
			.maxBufferSize(LONGEST_CELL)
			.ofCsvRecord(this.escaped ? new BackslashReader(text) : text);
	}

	public void read(Reader text, TableLayout tableLayout) throws IOException, NotATable {
		try (CsvReader<CsvRecord> reader = reader(text)) {
			for (CsvRecord line : reader) {
				tableLayout.line(cells(line.getFields()));
			}
			tableLayout.end();
		}
		catch (CsvParseException broken) {
			throw new NotATable("csv-broken", "分隔文本有误：引号不成对，或单元格过长",
					"Broken separated values: quotation marks do not match, or a cell or line is too long");
		}
	}

	/** NUL characters, which no store accepts, are dropped. */
	private static @Nullable String[] cells(List<String> fields) {
		@Nullable String[] cells = fields.toArray(String[]::new);
		for (int i = 0; i < cells.length; i++) {
			String cell = cells[i];
			if (cell != null && cell.indexOf('\0') >= 0) {
				cells[i] = cell.replace("\0", "");
			}
		}
		return cells;
	}

}
