package org.shuyuan.gateway.columns;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.shuyuan.gateway.query.Grouping;
import org.shuyuan.gateway.query.QueryInvalid;
import org.shuyuan.gateway.query.TableQuery;
import org.shuyuan.gateway.rowformat.RowFormat;
import org.shuyuan.gateway.tables.GroupedRows;
import org.shuyuan.gateway.tables.TableWriter;
import org.shuyuan.gateway.tables.Tables;
import org.shuyuan.gateway.tables.TestTables;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Columns in the ways people write numbers and dates: kept as written, compared by value.
 */
class WrittenFormTests {

	private static final String ID = "cd".repeat(32);

	@TempDir
	private Path folder;

	private Tables tables;

	@BeforeEach
	void open() {
		this.tables = TestTables.in(this.folder);
	}

	@AfterEach
	void close() throws Exception {
		this.tables.destroy();
	}

	private List<Column> column(String... values) {
		try (TableWriter writer = this.tables.create(1)) {
			for (String value : values) {
				writer.append(new String[] { value });
			}
			return this.tables.complete(writer, List.of("列"), ID).schema();
		}
	}

	private List<String> ask(List<Column> columns, String filter, String sort) {
		return this.tables
			.page(TableQuery.parse(ID, columns, null, filter.isEmpty() ? List.of() : List.of(filter),
					sort.isEmpty() ? null : sort, 100, null))
			.rows()
			.stream()
			.map((row) -> RowFormat.text(row.getFirst()))
			.toList();
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', value = { "date|2023年1月5日;2023年12月15日;2023年6月1日", "date|2023/1/5;2023/12/15;2023/6/1",
			"date|二〇二三年一月五日;二〇二三年十二月十五日;二零二三年六月三十日", "date|２０２３年１月５日;２０２３年１２月１５日", "date|2023年1月5号;2023年12月15号",
			"date|2023 年 1 月 5 日;2023 年 12 月 15 日", "date|2023-1-5;—;2023-6-1;暂无",
			"datetime|2023-01-05 00:00:00.0;2023-12-15 08:30:00.0", "datetime|2023年1月5日8时30分;2023年12月15日 18时",
			"datetime|2023年1月5日 上午8:30;2023年12月15日下午6:00", "datetime|2023年1月5日8点5分9秒;2023年1月5日 9:00",
			"date|2023.1.5;2023.12.15;2023.6.1", "date|2023-1-5;2023-12-15;2023-6-1",
			"date|民国112年1月5日;民国112年12月15日;民国112年6月1日", "date|2023年1月;2023年12月;2023年6月",
			"datetime|2023/1/5 8:30;2023/12/15 18:00;2023/6/1 0:05:09", "datetime|2023年1月5日 8:30;2023年12月15日;2023年6月1日",
			"decimal|１２;３００;９９", "decimal|1,200;13,000.5;9,900", "decimal|12%;130.5%;99％", "decimal|1.1;1.10;1.2",
			"decimal|5;1,000;-" })
	void columnsKeepWhatWasWrittenAndHaveAType(String type, String values) {
		String[] written = values.split(";");
		List<Column> columns = column(written);
		assertThat(columns.getFirst().type().code()).isEqualTo(type);
		assertThat(ask(columns, "", "")).containsExactly(written);
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|',
			value = { "2023年1月5日;2023年12月15日;2023年6月1日|2023年1月5日;2023年6月1日;2023年12月15日",
					"2023/1/5;2023/12/15;2023/6/1|2023/1/5;2023/6/1;2023/12/15",
					"2023/1/5 18:00;2023/1/5 8:30;2023/6/1 0:05|2023/1/5 8:30;2023/1/5 18:00;2023/6/1 0:05",
					"二〇二三年十二月十五日;二〇二三年一月二十一日;二零二三年六月十日|二〇二三年一月二十一日;二零二三年六月十日;二〇二三年十二月十五日",
					"2023年1月5日 下午1:00;2023年1月5日 上午9:30;2023年1月5日10时|2023年1月5日 上午9:30;2023年1月5日10时;2023年1月5日 下午1:00",
					"2023-01-05 18:00:00.0;2023-01-05 08:30:00.5|2023-01-05 08:30:00.5;2023-01-05 18:00:00.0",
					"１２３;９９;１０００|９９;１２３;１０００", "1,200;900;13,000|900;1,200;13,000", "9.5%;10%;100%|9.5%;10%;100%",
					"民国99年12月1日;民国112年1月5日;民国100年6月1日|民国99年12月1日;民国100年6月1日;民国112年1月5日" })
	void sortsByValue(String values, String sorted) {
		assertThat(ask(column(values.split(";")), "", "列")).containsExactly(sorted.split(";"));
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|',
			value = { "2023年1月5日;2023年6月1日;2023年12月15日|列:ge:2023-06-01|2",
					"2023年1月5日;2023年6月1日;2023年12月15日|列:ge:2023年6月1日|2", "二〇二三年一月五日;二〇二三年十二月十五日|列:ge:2023-06-01|1",
					"2023年1月5日8时30分;2023年1月5日 18时|列:gt:2023-01-05 12:00:00|1", "2023-1-5;—;2023-6-1|列:ge:2023-02-01|1",
					"2023/1/5;2023/6/1;2023/12/15|列:lt:2023-06-01|1", "2023/1/5;2023/6/1;2023/12/15|列:eq:2023-01-05|1",
					"１２３;９９|列:gt:100|1", "1,200;900|列:gt:1000|1", "1,200;900|列:eq:1200|1", "1.1;1.10;1.2|列:eq:1.1|2",
					"2023/1/5 8:30;2023/1/5 18:00|列:gt:2023-01-05 12:00:00|1", "1,200;900|列:in:900,1200|2",
					"12%;99%|列:ge:50%|1" })
	void filtersByValue(String values, String filter, int rows) {
		assertThat(ask(column(values.split(";")), filter, "")).hasSize(rows);
	}

	@Test
	void longDecimalsAreNumbers() {
		List<Column> columns = column("113.12345678901234", "99.3", "113.5");
		assertThat(columns.getFirst().type()).isEqualTo(ColumnType.DECIMAL);
		assertThat(ask(columns, "列:gt:100", "")).containsExactly("113.12345678901234", "113.5");
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|',
			value = { "007;008", "110101199003074477;110101199003074478", "+86 1;+86 2", "甲;1", "2023年13月5日;2023年1月5日",
					"2023/2/30;2023/2/1", "1,23;4,56", "12%;5", "-;-;-;5;无", "1E5;2E5", "1/2;3/4",
					"2023年1月5日 上午13:00;2023年1月5日", "—;—;2023-1-5" })
	void whatMayBeACodeStaysText(String values) {
		assertThat(column(values.split(";")).getFirst()).isEqualTo(new Column("列", ColumnType.STRING));
	}

	@ParameterizedTest
	@CsvSource({ "列:gt:100", "列:le:2023-06-01", "列:ge:1,000", "列:lt:2023年6月1日", "列:gt:100元", "列:ge:≥5", "列:lt:1 234",
			"列:ge:1.5万", "列:ge:二〇二三年六月一日", "列:ge:2023-06-01T08:00:00Z", "列:gt:+5", "列:gt:.5" })
	void orderOfTextByNumberOrDateIsRefused(String filter) {
		List<Column> columns = column("甲", "100", "99.3", "2023-06-01");
		assertThatExceptionOfType(QueryInvalid.class).isThrownBy(() -> ask(columns, filter, ""))
			.satisfies((refused) -> assertThat(refused.type().code()).isEqualTo("filter-order"));
		assertThat(ask(columns, "列:eq:100", "")).containsExactly("100");
		assertThat(ask(columns, "列:ge:丙", "")).containsExactly("甲");
	}

	@Test
	void profileNamesSmallestAndLargestByValue() {
		try (TableWriter writer = this.tables.create(1)) {
			for (String value : Arrays.asList("2023年2月5日", "2023年12月15日", "2023年10月1日")) {
				writer.append(new String[] { value });
			}
			ColumnProfile profile = this.tables.complete(writer, List.of("列"), ID).columns().getFirst();
			assertThat(profile.min()).isEqualTo("2023年2月5日");
			assertThat(profile.max()).isEqualTo("2023年12月15日");
			assertThat(profile.written()).isTrue();
		}
	}

	@Test
	void groupsByMonthOfAWrittenDate() {
		List<Column> columns = column("2023年1月5日", "2023年1月9日", "2023年12月15日");
		TableQuery rows = TableQuery.parse(ID, columns, null, List.of(), null, null, null);
		assertThat(this.tables.groups(new Grouping(rows, "列", Grouping.Unit.MONTH, Grouping.Measure.COUNT, null, 10))
			.groups()).extracting(GroupedRows.Group::value).containsExactly("2023-01", "2023-12");
	}

}
