package org.shuyuan.catalogue.intake;

import java.time.LocalDate;
import java.util.List;
import java.util.Set;

import org.shuyuan.vocab.Text;
import org.shuyuan.vocab.classification.Openness;
import org.shuyuan.vocab.classification.SharingClass;
import org.shuyuan.vocab.classification.SharingMode;
import org.shuyuan.vocab.entry.DataItem;
import org.shuyuan.vocab.entry.Distribution;
import org.shuyuan.vocab.entry.DistributionKind;
import org.shuyuan.vocab.entry.Entry;
import org.shuyuan.vocab.entry.ItemType;
import org.shuyuan.vocab.identifier.AgencyId;

/**
 * The worked example of a template.
 */
final class WorkbookExample {

	private WorkbookExample() {
	}

	static Entry entry() {
		return Entry.of(Text.of("公交站点", "Bus stops"), AgencyId.ofBody("11990100MB0A00007"))
			.description(Text.of("全市公交站点的名称、位置与启用日期。"))
			.themes(List.of("transport"))
			.frequency("monthly")
			.sharing(new SharingClass.Conditional(Set.of(), Set.of("公共交通线网优化")))
			.modes(List.of(SharingMode.SERVICE_INTERFACE))
			.openness(new Openness.Unconditional("cc-by-4.0"))
			.items(List.of(
					item("站名", "stop_name", ItemType.STRING, "站点名称").change().length(40).primaryKey(true).build(),
					item("经度", "longitude", ItemType.DECIMAL, "CGCS2000 经度，度"),
					item("启用日期", "opened", ItemType.DATE, "投入使用的日期")))
			.distributions(List.of(new Distribution(null, Text.of("公交站点"), DistributionKind.TABLE, "csv", null)))
			.contact(new Entry.Contact("数据科", null, null))
			.issued(LocalDate.of(2026, 1, 15))
			.build();
	}

	private static DataItem item(String name, String column, ItemType type, String meaning) {
		return DataItem.of(Text.of(name), type).column(column).meaning(Text.of(meaning)).open(true).build();
	}

}
