package org.shuyuan.portal.workbench;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

import org.jspecify.annotations.Nullable;
import org.shuyuan.vocab.Text;
import org.shuyuan.vocab.classification.Citation;
import org.shuyuan.vocab.classification.Openness;
import org.shuyuan.vocab.classification.SharingClass;
import org.shuyuan.vocab.entry.Entry;

/**
 * An entry as typed into the form: everything text, so that nothing typed is lost.
 *
 * @param etag revision the edit began from; empty for a new entry
 * @param once idempotency key of a new entry
 * @param keywords one per line, Chinese and English separated by a bar
 * @param purposes codes, or plain words where the entry had them
 */
public record EntryForm(@Nullable String etag, @Nullable String once, @Nullable String titleZh,
		@Nullable String titleEn, @Nullable String descriptionZh, @Nullable String descriptionEn,
		@Nullable String keywords, List<String> themes, @Nullable String library, @Nullable String area,
		@Nullable String entityKind, @Nullable String frequency, @Nullable String sharing, List<String> scope,
		List<String> purposes, @Nullable String sharingReason, List<CitationRow> sharingCitations, List<String> modes,
		@Nullable String openness, @Nullable String licence, @Nullable String conditionsZh,
		@Nullable String conditionsEn, @Nullable String opennessReason, List<CitationRow> opennessCitations,
		@Nullable String discoverability, @Nullable String grade, List<ItemRow> items,
		List<DistributionRow> distributions, @Nullable String contactName, @Nullable String contactPhone,
		@Nullable String contactEmail) {

	public EntryForm {
		themes = kept(themes);
		scope = kept(scope);
		purposes = kept(purposes);
		modes = kept(modes);
		sharingCitations = kept(sharingCitations);
		opennessCitations = kept(opennessCitations);
		items = kept(items);
		distributions = kept(distributions);
	}

	/**
	 * One citation.
	 */
	public record CitationRow(@Nullable String instrument, @Nullable String article) {

		static List<CitationRow> of(List<Citation> citations) {
			return citations.stream().map((c) -> new CitationRow(c.instrument(), c.article())).toList();
		}

		static List<Citation> citations(List<CitationRow> rows) {
			List<Citation> citations = new ArrayList<>();
			for (CitationRow row : rows) {
				String instrument = FormText.of(row.instrument());
				if (instrument != null) {
					citations.add(new Citation(instrument, FormText.of(row.article())));
				}
			}
			return citations;
		}

	}

	static EntryForm empty(String once) {
		return new EntryForm("", once, null, null, null, null, null, List.of(), null, null, null, null, null, List.of(),
				List.of(), null, List.of(), List.of("file-download"), null, null, null, null, null, List.of(), "public",
				null, List.of(ItemRow.empty()), List.of(DistributionRow.empty()), null, null, null);
	}

	static EntryForm of(Entry entry, String etag) {
		SharingClass sharing = entry.sharing();
		Openness openness = entry.openness();
		Entry.Contact contact = Objects.requireNonNullElse(entry.contact(), new Entry.Contact(null, null, null));
		SharingClass.Conditional conditional = (sharing instanceof SharingClass.Conditional c) ? c : null;
		SharingClass.NotShared notShared = (sharing instanceof SharingClass.NotShared n) ? n : null;
		Text conditions = (openness instanceof Openness.Conditional c) ? c.conditions() : null;
		Openness.NotOpen notOpen = (openness instanceof Openness.NotOpen n) ? n : null;
		Text description = entry.description();
		return new EntryForm(etag, "", entry.title().zh(), entry.title().en(),
				(description == null) ? null : description.zh(), (description == null) ? null : description.en(),
				String.join("\n", entry.keywords().stream().map(EntryForm::line).toList()), entry.themes(),
				entry.library(), entry.area(), entry.entityKind(), entry.frequency(),
				(sharing == null) ? null : sharing.code(),
				(conditional == null) ? List.of()
						: conditional.scope().stream().map(Object::toString).sorted().toList(),
				(conditional == null) ? List.of() : conditional.purposes().stream().sorted().toList(),
				(notShared == null) ? null : notShared.reason(),
				(notShared == null) ? List.of() : CitationRow.of(notShared.citations()),
				entry.modes().stream().map((mode) -> mode.code()).toList(), (openness == null) ? null : openness.code(),
				licence(openness), (conditions == null) ? null : conditions.zh(),
				(conditions == null) ? null : conditions.en(), (notOpen == null) ? null : notOpen.reason(),
				(notOpen == null) ? List.of() : CitationRow.of(notOpen.citations()), entry.discoverability().code(),
				(entry.grade() == null) ? null : entry.grade().code(), entry.items().stream().map(ItemRow::of).toList(),
				entry.distributions().stream().map(DistributionRow::of).toList(), contact.name(), contact.phone(),
				contact.email());
	}

	private static @Nullable String licence(@Nullable Openness openness) {
		return switch (openness) {
			case null -> null;
			case Openness.Unconditional open -> open.licence();
			case Openness.Conditional conditional -> conditional.licence();
			case Openness.NotOpen _ -> null;
		};
	}

	private static String line(Text text) {
		return (text.en() == null) ? text.zh() : text.zh() + " | " + text.en();
	}

	List<Text> keywordTexts() {
		List<Text> texts = new ArrayList<>();
		for (String line : lines(this.keywords)) {
			int bar = line.indexOf('|');
			String zh = (bar < 0) ? line : line.substring(0, bar);
			if (!zh.isBlank()) {
				texts.add(new Text(zh, (bar < 0) ? null : line.substring(bar + 1)));
			}
		}
		return texts;
	}

	private static List<String> lines(@Nullable String text) {
		return (text == null) ? List.of() : text.lines().map(String::strip).filter((line) -> !line.isEmpty()).toList();
	}

	EntryForm withItems(List<ItemRow> rows) {
		return with(this.etag, rows, this.distributions);
	}

	EntryForm withDistributions(List<DistributionRow> rows) {
		return with(this.etag, this.items, rows);
	}

	EntryForm withEtag(String newEtag) {
		return with(newEtag, this.items, this.distributions);
	}

	private EntryForm with(@Nullable String newEtag, List<ItemRow> itemRows, List<DistributionRow> distributionRows) {
		return new EntryForm(newEtag, this.once, this.titleZh, this.titleEn, this.descriptionZh, this.descriptionEn,
				this.keywords, this.themes, this.library, this.area, this.entityKind, this.frequency, this.sharing,
				this.scope, this.purposes, this.sharingReason, this.sharingCitations, this.modes, this.openness,
				this.licence, this.conditionsZh, this.conditionsEn, this.opennessReason, this.opennessCitations,
				this.discoverability, this.grade, itemRows, distributionRows, this.contactName, this.contactPhone,
				this.contactEmail);
	}

	private static <T> List<T> kept(List<T> list) {
		return (list == null) ? List.of() : list.stream().filter(Objects::nonNull).toList();
	}

}
