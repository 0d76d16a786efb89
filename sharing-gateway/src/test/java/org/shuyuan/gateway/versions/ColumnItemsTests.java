package org.shuyuan.gateway.versions;

import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.shuyuan.vocab.Text;
import org.shuyuan.vocab.entry.DataItem;
import org.shuyuan.vocab.entry.ItemType;
import org.shuyuan.vocab.identifier.ItemId;

import static org.assertj.core.api.Assertions.assertThat;

class ColumnItemsTests {

	private static DataItem item(String name, String column, boolean open) {
		return DataItem.of(Text.of(name), ItemType.STRING).id(ItemId.random()).column(column).open(open).build();
	}

	@ParameterizedTest
	@ValueSource(strings = { "列X", "列x", "列Ｘ", " 列 X", "列\u3000x", "列\u200bX" })
	void closedItemOfTheSameNameClosesTheColumn(String same) {
		DataItem open = item("公开名", "列X", true);
		for (DataItem closed : List.of(item("身份", same, false), item(same, null, false))) {
			for (List<DataItem> items : List.of(List.of(open, closed), List.of(closed, open))) {
				ColumnItems columns = ColumnItems.of(List.of("甲", "列X"), items);
				assertThat(columns.mayOpen("列X")).isFalse();
				assertThat(columns.all().get("列X")).containsExactlyInAnyOrder(open, closed);
			}
		}
		assertThat(ColumnItems.of(List.of("列X"), List.of(open)).mayOpen("列X")).isTrue();
	}

	@Test
	void columnThatIsNamedOtherwiseIsDescribedByNobody() {
		DataItem open = item("名称", "name", true);
		assertThat(ColumnItems.of(List.of("名称"), List.of(open)).mayOpen("名称")).isTrue();
		assertThat(ColumnItems.of(List.of("Name"), List.of(open)).mayOpen("Name")).isFalse();
		ColumnItems both = ColumnItems.of(List.of("name", "名称"), List.of(open));
		assertThat(both.mayOpen("name")).isTrue();
		assertThat(both.mayOpen("名称")).as("a second column of one item").isFalse();
	}

}
