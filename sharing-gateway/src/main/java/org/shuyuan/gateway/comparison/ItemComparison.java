package org.shuyuan.gateway.comparison;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import org.shuyuan.gateway.columns.Column;
import org.shuyuan.gateway.columns.TableProfile;
import org.shuyuan.gateway.versions.DataVersion;
import org.shuyuan.gateway.versions.Difference;
import org.shuyuan.gateway.versions.Severity;
import org.shuyuan.vocab.Text;
import org.shuyuan.vocab.entry.DataItem;

/**
 * Compares the columns of a table with the items that the entry describes.
 */
final class ItemComparison {

	private ItemComparison() {
	}

	static boolean has(TableProfile profile, DataItem item, List<DataItem> items) {
		return profile.schema().stream().anyMatch((column) -> isFor(column, item, items));
	}

	private static boolean isFor(Column column, DataItem item, List<DataItem> items) {
		return DataVersion.itemFor(column.name(), items).filter(item::equals).isPresent();
	}

	/**
	 * @param doubt what an item without a column means, unless the version in force has
	 * none for it either
	 */
	static List<Difference> compare(TableProfile profile, List<DataItem> items, Severity doubt,
			Optional<DataVersion> before) {
		List<Difference> found = new ArrayList<>();
		for (DataItem item : items) {
			if (!has(profile, item, items)) {
				boolean known = before.isPresent()
						&& before.get().columns().stream().noneMatch((column) -> isFor(column, item, items));
				found
					.add(Difference
						.of("column-missing", known ? Severity.NOTE : doubt, item.columnName(),
								"缺少信息项“%s”的列".formatted(item.name().zh()),
								"There is no column for the item \"%s\"".formatted(item.name().in("en")))
						.about(item.id()));
				if (item.required() && known) {
					found.add(new Difference("required-missing", doubt, item.id(), item.columnName(), profile.rows(),
							null,
							Text.of("信息项“%s”必填，表中没有这一列".formatted(item.name().zh()),
									"The item \"%s\" is required and there is no column for it"
										.formatted(item.name().in("en")))));
				}
			}
		}
		if (!items.isEmpty()) {
			profile.schema()
				.stream()
				.map(Column::name)
				.filter((name) -> DataVersion.itemFor(name, items).isEmpty())
				.forEach((name) -> found.add(
						Difference.of("column-undescribed", Severity.NOTE, name, "“%s”未在目录信息项中登记，不对外提供".formatted(name),
								"\"%s\" is no item of the entry and is not delivered".formatted(name))));
		}
		return found;
	}

}
