package org.shuyuan.gateway.tables;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.shuyuan.gateway.columns.Column;
import org.shuyuan.gateway.columns.ColumnType;
import org.shuyuan.gateway.query.Filter;
import org.shuyuan.gateway.query.Grouping;
import org.shuyuan.gateway.query.QueryInvalid;
import org.shuyuan.gateway.query.TableQuery;
import org.shuyuan.gateway.rowformat.RowFormat;

import org.springframework.util.unit.DataSize;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

class TablesTests {

	private static final String ID = "ab".repeat(32);

	@TempDir
	private Path folder;

	private Tables tables;

	private List<Column> columns;

	@BeforeEach
	void write() {
		this.tables = TestTables.in(this.folder);
		try (TableWriter writer = this.tables.create(1)) {
			writer.append(new String[] { "007", "甲", "1", "2026-05-01", "1.50" });
			writer.append(new String[] { "008", "乙\"'; DROP", "2", "2026-05-02", "20" });
			writer.append(new String[] { "009", null, "10", null, "-3.25" });
			this.columns = this.tables.complete(writer, List.of("编号", "a:b", "数量", "日期", "金额"), ID).schema();
		}
	}

	@AfterEach
	void close() throws Exception {
		this.tables.destroy();
	}

	private List<List<Object>> rows(String select, List<String> filters, String sort, int limit, String after) {
		return this.tables.page(TableQuery.parse(ID, this.columns, select, filters, sort, limit, after)).rows();
	}

	@Test
	void typesAreNarrowButChangeNothing() {
		assertThat(this.columns.stream().map(Column::type)).containsExactly(ColumnType.STRING, ColumnType.STRING,
				ColumnType.INTEGER, ColumnType.DATE, ColumnType.DECIMAL);
	}

	/** None that somebody may just be reading. */
	@Test
	void tablesAskedForLongestAgoMakeRoom(@TempDir Path narrow) throws Exception {
		Tables small = TestTables.in(narrow, DataSize.ofBytes(1));
		String recent = "1".repeat(64);
		String newest = "2".repeat(64);
		write(small, ID);
		write(small, recent);
		Files.setLastModifiedTime(narrow.resolve(ID + ".parquet"), FileTime.fromMillis(0));
		Files.setLastModifiedTime(narrow.resolve(recent + ".parquet"), FileTime.fromMillis(0));
		small.page(TableQuery.parse(recent, this.columns, null, List.of(), null, 1, null));
		write(small, newest);
		assertThat(small.has(ID)).isFalse();
		assertThat(small.has(recent)).isTrue();
		assertThat(small.has(newest)).isTrue();
		small.destroy();
		Files.setLastModifiedTime(this.folder.resolve(ID + ".parquet"), FileTime.fromMillis(0));
		write(this.tables, newest);
		assertThat(this.tables.has(ID)).as("where there is room").isTrue();
	}

	private static void write(Tables tables, String id) {
		try (TableWriter writer = tables.create(1)) {
			writer.append(new String[] { "007", "甲", "1", "2026-05-01", "1.50" });
			tables.complete(writer, List.of("编号", "a:b", "数量", "日期", "金额"), id);
		}
	}

	@Test
	void rowsAreSelectedFilteredSortedAndPaged() {
		assertThat(rows("数量,编号", List.of(), "-数量", 2, null)).containsExactly(List.of(10L, "009"), List.of(2L, "008"));
		assertThat(rows("编号,编号,编号", List.of(), "-编号,-编号", 1, null)).containsExactly(List.of("009"));
		assertThat(rows("编号", List.of("数量:gt:1", "金额:lt:0"), null, 9, null)).containsExactly(List.of("009"));
		assertThat(rows("编号", List.of("a:b:null"), null, 9, null)).containsExactly(List.of("009"));
		assertThat(rows("编号", List.of("a:b:contains:'; DROP"), null, 9, null)).containsExactly(List.of("008"));
		assertThat(rows("编号", List.of("编号:in:007,009"), null, 9, null)).hasSize(2);
		assertThat(rows("编号", List.of("日期:ge:2026-05-02"), null, 9, null)).containsExactly(List.of("008"));
		TablePage page = this.tables.page(TableQuery.parse(ID, this.columns, null, List.of(), null, 2, null));
		assertThat(page.total()).isEqualTo(3);
		assertThat(page.next()).isEqualTo("2");
		assertThat(rows("编号", List.of(), null, 2, page.next())).containsExactly(List.of("009"));
	}

	@Test
	void rowsArePutTogetherByValueAndByTime() {
		assertThat(groups("a:b", null, Grouping.Measure.COUNT, null, 9).groups()).containsExactly(
				new GroupedRows.Group("乙\"'; DROP", 1, null), new GroupedRows.Group("甲", 1, null),
				new GroupedRows.Group(null, 1, null));
		GroupedRows months = groups("日期", Grouping.Unit.MONTH, Grouping.Measure.SUM, "金额", 9);
		assertThat(months.groups()).containsExactly(new GroupedRows.Group(null, 1, -3.25),
				new GroupedRows.Group("2026-05", 2, 21.5));
		assertThat(months.others()).isNull();
		GroupedRows latest = groups("日期", Grouping.Unit.DAY, Grouping.Measure.MEAN, "数量", 1);
		assertThat(latest.groups()).containsExactly(new GroupedRows.Group("2026-05-02", 1, 2.0));
		assertThat(latest.others()).isEqualTo(new GroupedRows.Others(2, 2, 5.5));
		assertThat(latest.rows()).isEqualTo(3);
	}

	@Test
	void cellsComeBackAsTheyWereWhateverTheyHold() {
		List<@Nullable String> cells = new ArrayList<>(List.of("a\nb", "x\r\n", "a\u001fb", "\u001b", "\u001b0",
				"\u001b\u001b1\n2", "\"", "\"a\"\"b", "\\N", "\\n", "NULL", "''", " 首尾有空格 ", "#", "-", ",;|\t", "😀",
				"a\u0000b", "\uFEFF", "\\", "長".repeat(1_500_000)));
		String other = "b".repeat(64);
		try (TableWriter writer = this.tables.create(1)) {
			for (String cell : cells) {
				writer.append(new String[] { cell });
			}
			writer.append(new String[] { null });
			writer.append(new String[] { "x", null, "y\nz", "1" });
			List<Column> wide = this.tables.complete(writer, List.of("甲", "乙", "丙", "丁"), other).schema();
			List<List<Object>> read = this.tables.page(TableQuery.parse(other, wide, null, List.of(), null, 100, null))
				.rows();
			cells.add(null);
			cells.add("x");
			assertThat(read.stream().map(List::getFirst)).containsExactlyElementsOf(cells);
			assertThat(read.getLast()).containsExactly("x", null, "y\nz", 1L);
			assertThat(read.getFirst()).containsExactly("a\nb", null, null, null);
		}
	}

	@Test
	void aPageEndsEarlyWhereItsRowsHoldVeryMuch() {
		String large = "c".repeat(64);
		try (TableWriter writer = this.tables.create(2)) {
			for (int row = 0; row < 10; row++) {
				writer.append(new String[] { "r" + row, "長".repeat(1_500_000) });
			}
			List<Column> wide = this.tables.complete(writer, List.of("甲", "乙"), large).schema();
			List<Object> read = new ArrayList<>();
			String after = null;
			for (int pages = 0; pages < 6; pages++) {
				TablePage page = this.tables.page(TableQuery.parse(large, wide, null, List.of(), null, 100, after));
				assertThat(page.rows()).hasSizeBetween(1, 2);
				if (after == null) {
					assertThat(page.total()).isEqualTo(10);
				}
				page.rows().forEach((row) -> read.add(row.getFirst()));
				after = page.next();
				if (after == null) {
					break;
				}
			}
			assertThat(read).containsExactly("r0", "r1", "r2", "r3", "r4", "r5", "r6", "r7", "r8", "r9");
		}
	}

	@Test
	void groupsThatDoNotFitAreRefused() {
		assertThatExceptionOfType(QueryInvalid.class)
			.isThrownBy(() -> groups("数量", Grouping.Unit.YEAR, Grouping.Measure.COUNT, null, 9));
		assertThatExceptionOfType(QueryInvalid.class)
			.isThrownBy(() -> groups("编号", null, Grouping.Measure.SUM, "a:b", 9));
		assertThatExceptionOfType(QueryInvalid.class)
			.isThrownBy(() -> groups("编号", null, Grouping.Measure.SUM, null, 9));
		assertThatExceptionOfType(QueryInvalid.class)
			.isThrownBy(() -> groups("nothing", null, Grouping.Measure.COUNT, null, 9));
	}

	private GroupedRows groups(String by, Grouping.Unit unit, Grouping.Measure measure, String of, int top) {
		TableQuery rows = TableQuery.parse(ID, this.columns, null, List.of(), null, null, null);
		return this.tables.groups(new Grouping(rows, by, unit, measure, of, top));
	}

	@Test
	void mandatoryConditionsCannotBeEscaped() {
		TableQuery query = TableQuery.parse(ID, this.columns, "编号", List.of("数量:ge:0"), null, 10, null)
			.with(List.of(Filter.parse("编号:eq:007", this.columns)));
		assertThat(this.tables.page(query).rows()).containsExactly(List.of("007"));
	}

	@Test
	void whatDoesNotFitIsRefused() {
		for (String filter : List.of("nothing:eq:1", "数量:eq:x", "数量:like:1", "日期:eq:2026-02-30", "数量", "数量:null:1",
				"数量:eq:1e999999999")) {
			assertThatExceptionOfType(QueryInvalid.class).isThrownBy(() -> rows(null, List.of(filter), null, 1, null));
		}
		assertThatExceptionOfType(QueryInvalid.class).isThrownBy(() -> rows("c0", List.of(), null, 1, null));
		assertThatExceptionOfType(QueryInvalid.class).isThrownBy(() -> rows(null, List.of(), "1; --", 1, null));
		assertThatExceptionOfType(QueryInvalid.class).isThrownBy(() -> rows(null, List.of(), null, 1, "-1"));
	}

	@Test
	void streamsStopWhenTold() {
		assertThatExceptionOfType(QueryStopped.class)
			.isThrownBy(() -> this.tables.stream(TableQuery.parse(ID, this.columns, null, List.of(), null, null, null),
					RowFormat.CSV.open(new ByteArrayOutputStream(), this.columns), () -> true));
	}

	@Test
	void everyFormatComesOut() throws IOException {
		for (RowFormat format : RowFormat.values()) {
			ByteArrayOutputStream out = new ByteArrayOutputStream();
			try (RowSink sink = format.open(out, this.columns)) {
				this.tables.stream(TableQuery.parse(ID, this.columns, null, List.of(), null, null, null), sink,
						() -> false);
			}
			String text = out.toString(StandardCharsets.UTF_8);
			switch (format) {
				case CSV -> assertThat(text).isEqualTo("编号,a:b,数量,日期,金额\r\n007,甲,1,2026-05-01,1.50\r\n"
						+ "008,\"乙\"\"'; DROP\",2,2026-05-02,20\r\n009,,10,,-3.25\r\n");
				case NDJSON -> assertThat(text.lines()).hasSize(3).contains("{\"编号\":\"009\",\"数量\":10,\"金额\":-3.25}");
				case XLSX -> assertThat(Arrays.copyOf(out.toByteArray(), 2)).isEqualTo(new byte[] { 'P', 'K' });
			}
		}
		assertThat(rows("金额", List.of(), null, 1, null).getFirst().getFirst()).isEqualTo(new BigDecimal("1.50"));
	}

}
