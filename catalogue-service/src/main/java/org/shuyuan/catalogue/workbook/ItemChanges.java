package org.shuyuan.catalogue.workbook;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

import org.shuyuan.catalogue.workbook.Workbook.CellChange;
import org.shuyuan.vocab.entry.DataItem;
import org.shuyuan.vocab.entry.Entry;
import org.shuyuan.vocab.identifier.ItemId;

/**
 * Which items a workbook adds, changes or leaves out.
 */
final class ItemChanges {

	private ItemChanges() {
	}

	static List<CellChange> of(ReadResource read, Entry before, Entry after) {
		List<CellChange> changes = new ArrayList<>();
		Map<ItemId, DataItem> old = new LinkedHashMap<>();
		before.items().forEach((each) -> old.put(Objects.requireNonNull(each.id()), each));
		for (int i = 0; i < after.items().size(); i++) {
			DataItem item = after.items().get(i);
			String path = "items[" + i + "]";
			DataItem was = (item.id() != null) ? old.remove(item.id()) : null;
			String name = item.name().zh();
			if (was == null) {
				changes.add(new CellChange(read.cell(path), WorkbookColumn.ITEM_NAME, name, "", name));
			}
			else {
				Workbook.differences(ResourceCells.of(was, null), ResourceCells.of(item, null))
					.forEach((column, texts) -> changes.add(new CellChange(read.cell(path + "." + column.path()),
							column, name, texts.getFirst(), texts.getLast())));
			}
		}
		old.values()
			.forEach((each) -> changes.add(new CellChange(read.resource().first(), WorkbookColumn.ITEM_NAME,
					each.name().zh(), each.name().zh(), "")));
		return changes;
	}

}
