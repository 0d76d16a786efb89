package org.shuyuan.portal.workbench;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;

import org.jspecify.annotations.Nullable;
import org.shuyuan.portal.display.Display;
import org.shuyuan.portal.display.FieldErrors.Fault;
import org.shuyuan.vocab.Text;
import org.shuyuan.vocab.classification.Discoverability;
import org.shuyuan.vocab.classification.Grade;
import org.shuyuan.vocab.classification.Openness;
import org.shuyuan.vocab.classification.Sensitivity;
import org.shuyuan.vocab.classification.SharingClass;
import org.shuyuan.vocab.classification.SharingMode;
import org.shuyuan.vocab.entry.DataItem;
import org.shuyuan.vocab.entry.Distribution;
import org.shuyuan.vocab.entry.DistributionKind;
import org.shuyuan.vocab.entry.Entry;
import org.shuyuan.vocab.entry.ItemSource;
import org.shuyuan.vocab.entry.ItemType;
import org.shuyuan.vocab.entry.SourceKind;
import org.shuyuan.vocab.identifier.AgencyId;
import org.shuyuan.vocab.identifier.DistributionId;
import org.shuyuan.vocab.identifier.ItemId;
import org.shuyuan.vocab.rdf.Violation;

/**
 * Reads a typed form as an entry, and reports what cannot be read at its field. What an
 * entry needs beyond that is the catalogue's to say.
 */
final class EntryFormMapper {

	private static final Text UNREAD = Text.of("?");

	private final EntryForm form;

	private final Display reader;

	private final List<Fault> faults = new ArrayList<>();

	EntryFormMapper(EntryForm form, Display reader) {
		this.form = form;
		this.reader = reader;
	}

	List<Fault> faults() {
		return this.faults;
	}

	/** The entry; what the form does not show is kept from the stored one. */
	Entry read(AgencyId agency, @Nullable Entry stored) {
		EntryForm f = this.form;
		Text title = text("title", "desk.field.title", f.titleZh(), f.titleEn(), true);
		return Entry.of(Objects.requireNonNullElse(title, UNREAD), agency)
			.id((stored == null) ? null : stored.id())
			.key((stored == null) ? null : stored.key())
			.code((stored == null) ? null : stored.code())
			.description(text("description", "desk.field.description", f.descriptionZh(), f.descriptionEn(), false))
			.keywords(f.keywordTexts())
			.themes(f.themes())
			.library(FormText.of(f.library()))
			.area(FormText.of(f.area()))
			.entityKind(FormText.of(f.entityKind()))
			.frequency(FormText.of(f.frequency()))
			.sharing(sharing())
			.modes(f.modes().stream().map(SharingMode::ofCode).toList())
			.openness(openness())
			.discoverability((FormText.of(f.discoverability()) == null) ? Discoverability.AGENCY
					: Discoverability.ofCode(FormText.orEmpty(f.discoverability())))
			.grade(grade(f.grade()))
			.items(items())
			.distributions(distributions())
			.contact(contact())
			.related((stored == null) ? List.of() : stored.related())
			.issued((stored == null) ? null : stored.issued())
			.modified((stored == null) ? null : stored.modified())
			.landingPage((stored == null) ? null : stored.landingPage())
			.harvestedFrom((stored == null) ? null : stored.harvestedFrom())
			.build();
	}

	private Entry.@Nullable Contact contact() {
		EntryForm f = this.form;
		String name = FormText.of(f.contactName());
		String phone = FormText.of(f.contactPhone());
		String email = FormText.of(f.contactEmail());
		return (name == null && phone == null && email == null) ? null : new Entry.Contact(name, phone, email);
	}

	private @Nullable SharingClass sharing() {
		EntryForm f = this.form;
		return switch (FormText.orEmpty(f.sharing())) {
			case "unconditional" -> new SharingClass.Unconditional();
			case "conditional" -> {
				Set<AgencyId> scope = new HashSet<>();
				f.scope().forEach((agency) -> scope.add(new AgencyId(agency)));
				yield new SharingClass.Conditional(scope, Set.copyOf(f.purposes()));
			}
			case "not-shared" -> new SharingClass.NotShared(FormText.orEmpty(f.sharingReason()),
					EntryForm.CitationRow.citations(f.sharingCitations()));
			case String _ -> null;
		};
	}

	private @Nullable Openness openness() {
		EntryForm f = this.form;
		return switch (FormText.orEmpty(f.openness())) {
			case "unconditional" -> new Openness.Unconditional(FormText.orEmpty(f.licence()));
			case "conditional" -> new Openness.Conditional(FormText.orEmpty(f.licence()),
					text("conditions", "desk.field.conditions", f.conditionsZh(), f.conditionsEn(), false));
			case "not-open" -> new Openness.NotOpen(FormText.orEmpty(f.opennessReason()),
					EntryForm.CitationRow.citations(f.opennessCitations()));
			case String _ -> null;
		};
	}

	private List<DataItem> items() {
		List<DataItem> items = new ArrayList<>();
		for (int i = 0; i < this.form.items().size(); i++) {
			ItemRow row = this.form.items().get(i);
			String at = "items-" + i;
			if (!row.blank()) {
				items.add(DataItem
					.of(Objects.requireNonNullElse(
							text(at + "-name", "desk.field.name", row.nameZh(), row.nameEn(), true), UNREAD),
							(FormText.of(row.type()) == null) ? ItemType.STRING
									: ItemType.ofCode(FormText.orEmpty(row.type())))
					.id((FormText.of(row.id()) == null) ? null : new ItemId(FormText.orEmpty(row.id())))
					.column(FormText.of(row.column()))
					.length(length(row.length(), at))
					.meaning(text(at + "-meaning", "desk.field.meaning", row.meaningZh(), row.meaningEn(), false))
					.element(FormText.of(row.element()))
					.sensitivity((FormText.of(row.sensitivity()) == null) ? Sensitivity.NONE
							: Sensitivity.ofCode(FormText.orEmpty(row.sensitivity())))
					.grade(grade(row.grade()))
					.open(row.opens())
					.source(source(row, at))
					.openingReason(FormText.of(row.openingReason()))
					.required(row.isRequired())
					.primaryKey(row.inKey())
					.build());
			}
		}
		return items;
	}

	private ItemSource source(ItemRow row, String at) {
		SourceKind kind = (FormText.of(row.sourceKind()) == null) ? SourceKind.COLLECTED
				: SourceKind.ofCode(FormText.orEmpty(row.sourceKind()));
		if (kind == SourceKind.COLLECTED) {
			return ItemSource.collected();
		}
		AgencyId agency = null;
		ItemId item = null;
		try {
			String typedAgency = FormText.of(row.sourceAgency());
			String typedItem = FormText.of(row.sourceItem());
			agency = (typedAgency == null) ? null : new AgencyId(typedAgency);
			item = (typedItem == null) ? null : new ItemId(typedItem);
		}
		catch (IllegalArgumentException ex) {
			fault(at + "-source", "desk.fault.source");
		}
		return new ItemSource(kind, agency, item);
	}

	private @Nullable Integer length(@Nullable String typed, String at) {
		String length = FormText.of(typed);
		if (length == null) {
			return null;
		}
		if (!length.matches("[1-9][0-9]{0,8}")) {
			fault(at + "-length", "desk.fault.length");
			return null;
		}
		return Integer.valueOf(length);
	}

	private List<Distribution> distributions() {
		List<Distribution> distributions = new ArrayList<>();
		for (int i = 0; i < this.form.distributions().size(); i++) {
			DistributionRow row = this.form.distributions().get(i);
			if (!row.blank()) {
				String id = FormText.of(row.id());
				distributions.add(new Distribution((id == null) ? null : new DistributionId(id),
						Objects.requireNonNullElse(text("distributions-" + i + "-title",
								"desk.field.distribution.title", row.titleZh(), row.titleEn(), true), UNREAD),
						(FormText.of(row.kind()) == null) ? DistributionKind.TABLE
								: DistributionKind.ofCode(FormText.orEmpty(row.kind())),
						FormText.of(row.format()), FormText.of(row.accessUrl())));
			}
		}
		return distributions;
	}

	private @Nullable Text text(String field, String label, @Nullable String zh, @Nullable String en,
			boolean required) {
		if (FormText.of(zh) == null && (required || FormText.of(en) != null)) {
			fault(field, "desk.fault.chinese", this.reader.say(label));
		}
		return FormText.text(zh, en);
	}

	private static @Nullable Grade grade(@Nullable String code) {
		String typed = FormText.of(code);
		return (typed == null) ? null : Grade.ofCode(typed);
	}

	private void fault(String field, String key, Object... arguments) {
		this.faults.add(new Fault(field, this.reader.say(key, arguments), this.reader.say(key + ".advice"), null,
				Violation.Severity.INVALID));
	}

}
