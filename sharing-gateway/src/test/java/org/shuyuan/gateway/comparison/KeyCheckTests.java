package org.shuyuan.gateway.comparison;

import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.LongFunction;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.shuyuan.gateway.versions.Difference;
import org.shuyuan.gateway.versions.Severity;
import org.shuyuan.vocab.Text;
import org.shuyuan.vocab.classification.Sensitivity;
import org.shuyuan.vocab.entry.DataItem;
import org.shuyuan.vocab.entry.ItemSource;
import org.shuyuan.vocab.entry.ItemType;
import org.shuyuan.vocab.identifier.ItemId;

import static org.assertj.core.api.Assertions.assertThat;

/** Rows that agree in a key are found, however many there are. */
class KeyCheckTests {

	@TempDir
	private Path work;

	private static DataItem item(String name, ItemType type) {
		return new DataItem(ItemId.random(), Text.of(name), null, type, null, null, null, Sensitivity.NONE, null, false,
				ItemSource.collected(), null, true, true);
	}

	/** What is found in rows whose keys are made of their numbers. */
	private Optional<Difference> check(long rows, LongFunction<Object[]> key, ItemType... types) throws IOException {
		List<DataItem> items = Stream.of(types).map((type) -> item("列" + type, type)).toList();
		try (KeyCheck check = new KeyCheck(items, items.stream().map(DataItem::columnName).toList(), rows, this.work)) {
			for (long row = 1; row <= rows; row++) {
				check.see(row, Arrays.asList(key.apply(row)));
			}
			return check.difference(Severity.WAITS);
		}
		finally {
			try (Stream<Path> left = Files.list(this.work)) {
				assertThat(left).isEmpty();
			}
		}
	}

	@Test
	void findsTheFewThatRepeatAmongMany() throws IOException {
		assertThat(check(1_000_000, (row) -> new Object[] { "编号" + row }, ItemType.STRING)).isEmpty();
		Difference found = check(1_000_000,
				(row) -> new Object[] { "编号" + ((row == 999_999) ? 2 : (row == 500_000) ? 499_999 : row) },
				ItemType.STRING)
			.orElseThrow();
		assertThat(found.count()).isEqualTo(2);
		assertThat(found.rows()).containsExactly(500_000L, 999_999L);
		assertThat(found.text().zh()).contains("第 500000 行同第 499999 行、第 999999 行同第 2 行");
	}

	@Test
	void holdsOneKeyOnlyWhereAllRowsHaveIt() throws IOException {
		Difference found = check(1_000_000, (_) -> new Object[] { "同一个" }, ItemType.STRING).orElseThrow();
		assertThat(found.count()).isEqualTo(999_999);
		assertThat(found.rows()).hasSize(RowNumbers.MOST).startsWith(2L, 3L).endsWith(21L);
	}

	@Test
	void aKeyOfSeveralAgreesInAllOfThem() throws IOException {
		assertThat(check(4, (row) -> new Object[] { "甲" + row / 2, row % 2 }, ItemType.STRING, ItemType.INTEGER))
			.isEmpty();
		assertThat(check(2, (row) -> (row == 1) ? new Object[] { "ab", "c" } : new Object[] { "a", "bc" },
				ItemType.STRING, ItemType.STRING))
			.isEmpty();
		assertThat(check(3, (row) -> new Object[] { "甲", (row == 2) ? null : 1L }, ItemType.STRING, ItemType.INTEGER))
			.hasValueSatisfying((found) -> assertThat(found.rows()).containsExactly(3L));
	}

	@Test
	void numbersAgreeByWhatTheyAreWorthUnlessTheyAreText() throws IOException {
		LongFunction<Object[]> written = (row) -> new Object[] { new BigDecimal((row == 1) ? "1.10" : "1.1") };
		assertThat(check(2, written, ItemType.DECIMAL)).isPresent();
		assertThat(check(2, written, ItemType.STRING)).isEmpty();
		assertThat(check(2, (row) -> new Object[] { (row == 1) ? " A1" : "A1 " }, ItemType.STRING)).isPresent();
	}

	@Test
	void rowsWithAGapAgreeWithNone() throws IOException {
		assertThat(check(3, (_) -> new Object[] { null, "乙" }, ItemType.STRING, ItemType.STRING)).isEmpty();
	}

}
