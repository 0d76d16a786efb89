package org.shuyuan.acceptance;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

import de.siegmar.fastcsv.reader.CsvReader;
import org.jspecify.annotations.Nullable;

/**
 * A table of the corpus as an independent reader sees it, to hold the platform's counts
 * against.
 *
 * @param file the file
 * @param rows its records, absent where it is a spreadsheet in truth
 */
record RealTable(Path file, @Nullable List<List<String>> rows) {

	private static final List<String> NOTES = List.of("注：", "注:", "备注：", "说明：", "数据来源：");

	private static final String DATE = "\\d{4}[-/]\\d{1,2}[-/]\\d{1,2}.{0,9}";

	static RealTable read(Path file) throws IOException {
		byte[] bytes = Files.readAllBytes(file);
		if ((bytes[0] == 'P' && bytes[1] == 'K') || (bytes[0] & 0xff) == 0xd0) {
			return new RealTable(file, null);
		}
		String text = decoded(bytes);
		List<List<String>> rows = CsvReader.builder()
			.allowMissingFields(true)
			.allowExtraFields(true)
			.allowExtraCharsAfterClosingQuote(true)
			.skipEmptyLines(true)
			.ofCsvRecord(text)
			.stream()
			.map((record) -> record.getFields().stream().map(String::strip).toList())
			.filter((fields) -> fields.stream().anyMatch((field) -> !field.isEmpty()))
			.toList();
		return new RealTable(file, rows);
	}

	private static String decoded(byte[] bytes) {
		try {
			return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString().replace("\uFEFF", "");
		}
		catch (CharacterCodingException ex) {
			return new String(bytes, Charset.forName("GB18030"));
		}
	}

	/**
	 * Whether these counts are right: every record below the header is a row, and every
	 * column that holds anything is a column. Up to four title lines may stand above the
	 * header and notes below the rows; a file whose first record is dated like the others
	 * has no header.
	 */
	boolean hasCounts(long rowCount, int columnCount) {
		if (this.rows == null) {
			return rowCount > 0 && columnCount > 0;
		}
		int widest = 0;
		for (List<String> row : this.rows) {
			for (int column = row.size(); column > widest; column--) {
				if (!row.get(column - 1).isEmpty()) {
					widest = column;
				}
			}
		}
		long above = this.rows.size() - rowCount;
		boolean header = isHeaded(above) || isHeaded(above - notesBelow()) || (above == 0 && isDatedThroughout());
		return header && columnCount <= widest && columnCount >= widest - emptyColumns(widest);
	}

	private boolean isHeaded(long above) {
		return above == 1 || (above > 1 && above <= 5 && titled());
	}

	/** Last records of one cell that says what it is. */
	private long notesBelow() {
		List<List<String>> all = java.util.Objects.requireNonNull(this.rows);
		long notes = 0;
		for (List<String> row : all.reversed()) {
			boolean note = row.stream().filter((cell) -> !cell.isEmpty()).count() == 1
					&& NOTES.stream().anyMatch(row.getFirst()::startsWith);
			if (!note) {
				return notes;
			}
			notes++;
		}
		return notes;
	}

	private boolean isDatedThroughout() {
		List<List<String>> all = java.util.Objects.requireNonNull(this.rows);
		List<String> first = all.getFirst();
		for (int column = 0; column < first.size(); column++) {
			int at = column;
			if (all.stream().allMatch((row) -> row.size() > at && row.get(at).matches(DATE))) {
				return true;
			}
		}
		return false;
	}

	private boolean titled() {
		List<List<String>> all = java.util.Objects.requireNonNull(this.rows);
		List<String> first = all.getFirst();
		long filled = first.stream().filter((cell) -> !cell.isEmpty() && !cell.startsWith("Unnamed")).count();
		return filled <= Math.max(1, first.size() / 2)
				|| all.get(1).stream().filter((c) -> !c.isEmpty()).count() > filled;
	}

	private int emptyColumns(int widest) {
		int empty = 0;
		for (int column = 0; column < widest; column++) {
			int at = column;
			boolean filled = java.util.Objects.requireNonNull(this.rows)
				.stream()
				.skip(1)
				.anyMatch((row) -> row.size() > at && !row.get(at).isEmpty());
			empty += filled ? 0 : 1;
		}
		return empty;
	}

	@Override
	public String toString() {
		return this.file.getFileName().toString();
	}

}
