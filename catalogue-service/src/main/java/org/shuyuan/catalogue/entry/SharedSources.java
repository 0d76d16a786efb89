package org.shuyuan.catalogue.entry;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

import org.jspecify.annotations.Nullable;
import org.shuyuan.catalogue.agency.Agencies;
import org.shuyuan.catalogue.entry.validation.Descriptions;
import org.shuyuan.catalogue.source.SourceRegister;
import org.shuyuan.vocab.CodeList;
import org.shuyuan.vocab.Text;
import org.shuyuan.vocab.entry.Completeness;
import org.shuyuan.vocab.entry.DataItem;
import org.shuyuan.vocab.entry.Entry;
import org.shuyuan.vocab.entry.ItemSource;
import org.shuyuan.vocab.entry.SourceKind;
import org.shuyuan.vocab.identifier.AgencyId;
import org.shuyuan.vocab.rdf.Violation;
import org.shuyuan.vocab.rdf.Violation.Severity;
import org.shuyuan.vocab.row.ColumnName;

import org.springframework.stereotype.Component;

/**
 * Whether the agency that an item is said to be shared from has it (Government Data
 * Sharing Regulation, art. 19): it is the source of the data element for that kind of
 * entity and area, or has published the item named, or one of that name where no data
 * element is bound.
 */
@Component
class SharedSources {

	/** Revisions cached; they never change. */
	private static final int REMEMBERED = 5000;

	private final SourceRegister sources;

	private final Agencies agencies;

	private final EntryStore store;

	private final Descriptions descriptions;

	private final Map<String, Set<String>> published = new ConcurrentHashMap<>();

	SharedSources(SourceRegister sources, Agencies agencies, EntryStore store, Descriptions descriptions) {
		this.sources = sources;
		this.agencies = agencies;
		this.store = store;
		this.descriptions = descriptions;
	}

	/** The items whose source is not to be found. */
	List<Violation> unresolved(Entry entry) {
		List<Violation> violations = new ArrayList<>();
		if (entry.completeness() == Completeness.HARVESTED) {
			return violations;
		}
		for (int i = 0; i < entry.items().size(); i++) {
			DataItem item = entry.items().get(i);
			ItemSource source = item.source();
			if (source.kind() == SourceKind.SHARED_FROM && source.agency() != null
					&& !resolved(entry, item, source.agency())) {
				violations.add(notFound(source.agency(), "items[" + i + "].source"));
			}
		}
		return violations;
	}

	private boolean resolved(Entry entry, DataItem item, AgencyId agency) {
		if (agency.equals(entry.agency()) || !this.agencies.exists(agency)) {
			return false;
		}
		if (item.element() != null && this.sources.isSource(agency, item.element(), kinds(entry, item.element()),
				(entry.area() != null) ? entry.area() : "")) {
			return true;
		}
		if (item.source().item() != null) {
			return hasPublished(agency, item.source().item().value());
		}
		return item.element() == null && (hasPublished(agency, ColumnName.fold(item.name().zh()))
				|| hasPublished(agency, ColumnName.fold(item.columnName())));
	}

	/** The kind of the entry, and the kind that the element is about. */
	private static Set<String> kinds(Entry entry, String element) {
		Set<String> kinds = new HashSet<>();
		kinds.add((entry.entityKind() != null) ? entry.entityKind() : "");
		CodeList.of("elements").find(element).flatMap((each) -> each.property("entityKind")).ifPresent(kinds::add);
		return kinds;
	}

	private boolean hasPublished(AgencyId agency, String idOrName) {
		if (this.published.size() > REMEMBERED) {
			this.published.clear();
		}
		return this.store.inForce(agency)
			.stream()
			.anyMatch((entryState) -> this.published
				.computeIfAbsent(entryState.id() + "." + entryState.publishedRevision(), (_) -> names(entryState))
				.contains(idOrName));
	}

	private Set<String> names(EntryState entryState) {
		Set<String> names = new HashSet<>();
		Integer revision = entryState.publishedRevision();
		if (revision != null) {
			this.store.description(entryState.id(), revision)
				.map(this.descriptions::read)
				.ifPresent((entry) -> entry.items().forEach((item) -> add(item, names)));
		}
		return names;
	}

	private static void add(DataItem item, Set<String> names) {
		if (item.id() != null) {
			names.add(item.id().value());
		}
		names.add(ColumnName.fold(item.name().zh()));
		names.add(ColumnName.fold(item.columnName()));
	}

	private static Violation notFound(@Nullable AgencyId agency, String path) {
		return new Violation("source-not-found", Severity.INCOMPLETE, path,
				Text.of("部门 " + agency + " 不是该数据项的数源，或尚未发布该数据项",
						"The agency " + agency + " is not the source of this item, or has not published it yet"),
				Text.of("在一数一源登记（/sources）中查找数源部门，或用 source.item 指明其数据项；自行采集的改为 collected",
						"Find the source among /sources, or name its item as source.item; what is collected here is 'collected'"),
				"D19");
	}

}
