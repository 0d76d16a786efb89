package org.shuyuan.vocab.entry;

import java.text.Normalizer;
import java.util.List;
import java.util.Set;

import org.jspecify.annotations.Nullable;
import org.shuyuan.vocab.classification.Grade;
import org.shuyuan.vocab.classification.Openness;
import org.shuyuan.vocab.classification.SharingClass;

/**
 * What of an entry the public may read. This is the only place of the rule: what is
 * published, and what a reviewer sees before, both come from it.
 */
public final class PublicPart {

	/** Digits of a mobile number. */
	private static final int MOBILE = 11;

	private PublicPart() {
	}

	/**
	 * The public part: no key, no contact but the office that a source publishes itself,
	 * no related entries (they may not be public), no conditions between departments, no
	 * internal addresses, and only the items that may open; none at all where the
	 * strictest grade may not open. The grade is the strictest. A key with an item left
	 * out is not a key: the rest of it may well repeat.
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
		// named one by one: what is new in an entry is not public before it is named here
		return Entry.of(entry.title(), entry.agency())
			.id(entry.id())
			.code(entry.code())
			.description(entry.description())
			.keywords(entry.keywords())
			.themes(entry.themes())
			.library(entry.library())
			.area(entry.area())
			.entityKind(entry.entityKind())
			.frequency(entry.frequency())
			.sharing(sharing)
			.modes(entry.modes())
			.openness(openness)
			.discoverability(entry.discoverability())
			.grade(grade)
			.items(items)
			.distributions(distributions)
			.contact(harvested ? office(entry.contact()) : null)
			.issued(entry.issued())
			.modified(entry.modified())
			.landingPage(entry.landingPage())
			.harvestedFrom(entry.harvestedFrom())
			.completeness(entry.completeness())
			.atSource(harvested ? entry.atSource() : null)
			.build();
	}

	/**
	 * A contact with a mobile number anywhere in it counts as a person.
	 */
	private static Entry.@Nullable Contact office(Entry.@Nullable Contact contact) {
		boolean person = contact != null
				&& (hasMobile(contact.name()) || hasMobile(contact.phone()) || hasMobile(contact.email()));
		return person ? null : contact;
	}

	/** Whether any eleven digits that follow each other are a mobile number. */
	private static boolean hasMobile(@Nullable String text) {
		String digits = (text != null) ? Normalizer.normalize(text, Normalizer.Form.NFKC).replaceAll("\\D", "") : "";
		for (int i = 0; i + MOBILE <= digits.length(); i++) {
			if (digits.charAt(i) == '1' && digits.charAt(i + 1) >= '3') {
				return true;
			}
		}
		return false;
	}

	private static DataItem of(DataItem item) {
		return DataItem.of(item.name(), item.type())
			.id(item.id())
			.column(item.column())
			.length(item.length())
			.meaning(item.meaning())
			.element(item.element())
			.sensitivity(item.sensitivity())
			.grade(item.grade())
			.open(true)
			.source(new ItemSource(item.source().kind(), item.source().agency(), null))
			.openingReason(item.openingReason())
			.required(item.required())
			.primaryKey(item.primaryKey())
			.build();
	}

}
