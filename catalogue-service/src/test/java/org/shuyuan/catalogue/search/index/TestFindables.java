package org.shuyuan.catalogue.search.index;

import java.time.LocalDate;
import java.util.List;

import org.jspecify.annotations.Nullable;
import org.shuyuan.vocab.Text;
import org.shuyuan.vocab.classification.Discoverability;
import org.shuyuan.vocab.classification.Grade;
import org.shuyuan.vocab.classification.Openness;
import org.shuyuan.vocab.classification.SharingClass;
import org.shuyuan.vocab.entry.Distribution;
import org.shuyuan.vocab.entry.DistributionKind;
import org.shuyuan.vocab.entry.Entry;
import org.shuyuan.vocab.identifier.AgencyId;
import org.shuyuan.vocab.identifier.DistributionId;
import org.shuyuan.vocab.identifier.EntryId;

/**
 * Entries to be found.
 */
public final class TestFindables {

	public static final AgencyId TRANSPORT = AgencyId.ofBody("11990100MB0A00007");

	public static final AgencyId HEALTH = AgencyId.ofBody("11990100MB0A00008");

	private TestFindables() {
	}

	public static IndexedEntry of(Text title, @Nullable Text description, AgencyId agency, String theme, String format,
			Discoverability discoverability) {
		return of(EntryId.random(), title, description, agency, theme, format, discoverability);
	}

	public static IndexedEntry of(EntryId id, Text title, @Nullable Text description, AgencyId agency, String theme,
			String format, Discoverability discoverability) {
		Entry entry = Entry.of(title, agency)
			.id(id)
			.description(description)
			.themes(List.of(theme))
			.library("thematic")
			.area("990100")
			.frequency("monthly")
			.sharing(new SharingClass.Unconditional())
			.openness(new Openness.Unconditional("cc-by-4.0"))
			.discoverability(discoverability)
			.grade(Grade.GENERAL_1)
			.distributions(List
				.of(new Distribution(DistributionId.random(), Text.of("数据表"), DistributionKind.TABLE, format, null)))
			.build();
		return new IndexedEntry(entry.id(), 1, entry, Text.of(agency.equals(TRANSPORT) ? "市交通运输局" : "市卫生健康委员会"),
				LocalDate.of(2026, 5, 1), IndexedEntry.Data.NONE);
	}

	public static IndexedEntry titled(String title) {
		return of(Text.of(title), null, TRANSPORT, "transport", "csv", Discoverability.PUBLIC);
	}

}
