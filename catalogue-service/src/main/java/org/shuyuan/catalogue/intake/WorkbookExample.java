package org.shuyuan.catalogue.intake;

import java.time.LocalDate;
import java.util.List;
import java.util.Set;

import org.shuyuan.vocab.AgencyId;
import org.shuyuan.vocab.Completeness;
import org.shuyuan.vocab.DataItem;
import org.shuyuan.vocab.Discoverability;
import org.shuyuan.vocab.Distribution;
import org.shuyuan.vocab.DistributionKind;
import org.shuyuan.vocab.Entry;
import org.shuyuan.vocab.ItemSource;
import org.shuyuan.vocab.ItemType;
import org.shuyuan.vocab.Openness;
import org.shuyuan.vocab.Sensitivity;
import org.shuyuan.vocab.SharingClass;
import org.shuyuan.vocab.SharingMode;
import org.shuyuan.vocab.Text;

/**
 * The worked example of a template.
 */
final class WorkbookExample {

	private WorkbookExample() {
	}

	static Entry entry() {
		return new Entry(null, null, null, Text.of("公交站点", "Bus stops"), Text.of("全市公交站点的名称、位置与启用日期。"), List.of(),
				AgencyId.ofBody("11990100MB0A00007"), List.of("transport"), null, null, null, "monthly",
				new SharingClass.Conditional(Set.of(), Set.of("公共交通线网优化")), List.of(SharingMode.SERVICE_INTERFACE),
				new Openness.Unconditional("cc-by-4.0"), Discoverability.PUBLIC, null,
				List.of(item("站名", "stop_name", ItemType.STRING, 40, "站点名称"),
						item("经度", "longitude", ItemType.DECIMAL, 12, "CGCS2000 经度，度"),
						item("启用日期", "opened", ItemType.DATE, null, "投入使用的日期")),
				List.of(new Distribution(null, Text.of("公交站点"), DistributionKind.TABLE, "csv", null)),
				new Entry.Contact("数据科", null, null), List.of(), LocalDate.of(2026, 1, 15), null, null, null,
				Completeness.FULL);
	}

	private static DataItem item(String name, String column, ItemType type,
			@org.jspecify.annotations.Nullable Integer length, String meaning) {
		return new DataItem(null, Text.of(name), column, type, length, Text.of(meaning), null, Sensitivity.NONE, null,
				true, ItemSource.collected());
	}

}
