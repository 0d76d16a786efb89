package org.shuyuan.vocab;

import java.text.Normalizer;
import java.util.List;
import java.util.Set;

import org.jspecify.annotations.Nullable;

/**
 * What of an entry the public may read. The rule stands here only: what is published, and
 * what a reviewer sees before, are both drawn by it.
 */
public final class PublicPart {

	private PublicPart() {
	}

	/**
	 * The public part: no key, no contact but the office that a source gives out itself,
	 * no related entries (they may not be public), no conditions between departments, no
	 * internal addresses, and only the items that may open; none at all where the
	 * strictest grade may not open. The grade is the strictest. A key of which one item
	 * is left out is none: the rest of it may well repeat.
	 */
	public static Entry of(Entry entry) {
		Grade grade = entry.strictestGrade();
		boolean mayOpen = grade == null || grade.mayOpen();
		boolean wholeKey = entry.items().stream().filter(DataItem::primaryKey).allMatch(DataItem::mayOpen);
		List<DataItem> items = mayOpen ? entry.items()
			.stream()
			.filter(DataItem::mayOpen)
			.map((item) -> of(item.withPrimaryKey(wholeKey && item.primaryKey())))
			.toList() : List.of();
		boolean harvested = entry.completeness() == Completeness.HARVESTED;
		List<Distribution> distributions = entry.distributions()
			.stream()
			.map((each) -> harvested ? each
					: new Distribution(each.id(), each.title(), each.kind(), each.format(), null))
			.toList();
		SharingClass sharing = (entry.sharing() instanceof SharingClass.Conditional)
				? new SharingClass.Conditional(Set.of(), Set.of()) : entry.sharing();
		Openness openness = (mayOpen || entry.openness() == null || entry.openness() instanceof Openness.NotOpen)
				? entry.openness() : new Openness.NotOpen("", List.of());
		return new Entry(entry.id(), null, entry.code(), entry.title(), entry.description(), entry.keywords(),
				entry.agency(), entry.themes(), entry.library(), entry.area(), entry.entityKind(), entry.frequency(),
				sharing, entry.modes(), openness, entry.discoverability(), grade, items, distributions,
				harvested ? office(entry.contact()) : null, List.of(), entry.issued(), entry.modified(),
				entry.landingPage(), entry.harvestedFrom(), entry.completeness(), harvested ? entry.atSource() : null);
	}

	/** A contact that is reached by a mobile number is taken for a person. */
	private static Entry.@Nullable Contact office(Entry.@Nullable Contact contact) {
		return (contact == null || contact.phone() == null || !isMobile(contact.phone())) ? contact : null;
	}

	/**
	 * Whether the digits of a telephone number are, or end in, a mobile number of the
	 * mainland.
	 */
	private static boolean isMobile(String phone) {
		String digits = Normalizer.normalize(phone, Normalizer.Form.NFKC).replaceAll("\\D", "");
		String last = digits.substring(Math.max(0, digits.length() - 11));
		return last.length() == 11 && last.charAt(0) == '1' && last.charAt(1) >= '3';
	}

	private static DataItem of(DataItem item) {
		return new DataItem(item.id(), item.name(), item.column(), item.type(), item.length(), item.meaning(),
				item.element(), item.sensitivity(), item.grade(), true,
				new ItemSource(item.source().kind(), item.source().agency(), null), item.openingReason(),
				item.required(), item.primaryKey());
	}

}
