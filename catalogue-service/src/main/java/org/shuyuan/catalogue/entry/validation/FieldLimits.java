package org.shuyuan.catalogue.entry.validation;

import java.util.ArrayList;
import java.util.List;

import org.jspecify.annotations.Nullable;
import org.shuyuan.vocab.Text;
import org.shuyuan.vocab.classification.Citation;
import org.shuyuan.vocab.classification.Openness;
import org.shuyuan.vocab.classification.SharingClass;
import org.shuyuan.vocab.entry.DataItem;
import org.shuyuan.vocab.entry.Distribution;
import org.shuyuan.vocab.entry.Entry;
import org.shuyuan.vocab.entry.NamedResource;
import org.shuyuan.vocab.entry.SourceMetadata;
import org.shuyuan.vocab.rdf.Violation;

/**
 * How long each field of an entry may be, in characters, and how many there may be of
 * each. What a shape limits (sh:maxLength) stands there alone: the title.
 */
final class FieldLimits {

	private static final int CODE = 200;

	private static final int NAME = 300;

	private static final int SENTENCE = 2000;

	private static final int ADDRESS = 2000;

	private static final int PROSE = 50_000;

	private static final int FEW = 100;

	private static final int ITEMS = 2000;

	private static final int DISTRIBUTIONS = 20_000;

	private final List<Violation> violations = new ArrayList<>();

	private FieldLimits() {
	}

	static List<Violation> check(Entry entry) {
		FieldLimits limits = new FieldLimits();
		limits.described(entry);
		limits.classified(entry);
		limits.source(entry.atSource());
		for (int i = 0; i < entry.items().size(); i++) {
			limits.item(entry.items().get(i), "items[" + i + "].");
		}
		for (int i = 0; i < entry.distributions().size(); i++) {
			Distribution each = entry.distributions().get(i);
			String path = "distributions[" + i + "].";
			limits.text(path + "title", each.title(), SENTENCE);
			limits.length(path + "format", each.format(), CODE);
			limits.length(path + "accessUrl", each.accessUrl(), ADDRESS);
			if (each.atSource() != null) {
				limits.length(path + "atSource.downloadUrl", each.atSource().downloadUrl(), ADDRESS);
				limits.named(path + "atSource.format", each.atSource().format());
				limits.named(path + "atSource.licence", each.atSource().licence());
			}
		}
		return List.copyOf(limits.violations);
	}

	private void described(Entry entry) {
		length("code", entry.code(), CODE);
		text("description", entry.description(), PROSE);
		count("keywords", entry.keywords().size(), FEW * 5);
		entry.keywords().forEach((each) -> text("keywords", each, NAME));
		length("landingPage", entry.landingPage(), ADDRESS);
		length("harvestedFrom", entry.harvestedFrom(), CODE);
		count("items", entry.items().size(), ITEMS);
		count("distributions", entry.distributions().size(), DISTRIBUTIONS);
		count("related", entry.related().size(), FEW * 5);
		if (entry.contact() != null) {
			length("contact.name", entry.contact().name(), NAME);
			length("contact.phone", entry.contact().phone(), CODE);
			length("contact.email", entry.contact().email(), CODE);
		}
	}

	private void source(@Nullable SourceMetadata source) {
		if (source != null) {
			count("atSource.themes", source.themes().size(), FEW);
			source.themes().forEach((each) -> named("atSource.themes", each));
			count("atSource.licences", source.licences().size(), FEW);
			source.licences().forEach((each) -> named("atSource.licences", each));
			count("atSource.areas", source.areas().size(), FEW);
			source.areas().forEach((each) -> named("atSource.areas", each));
			named("atSource.publisher", source.publisher());
			named("atSource.frequency", source.frequency());
			named("atSource.accessRights", source.accessRights());
		}
	}

	private void named(String path, @Nullable NamedResource named) {
		if (named != null) {
			length(path + ".uri", named.uri(), ADDRESS);
			text(path + ".name", named.name(), SENTENCE);
		}
	}

	private void classified(Entry entry) {
		count("themes", entry.themes().size(), FEW);
		entry.themes().forEach((each) -> length("themes", each, CODE));
		length("library", entry.library(), CODE);
		length("area", entry.area(), CODE);
		length("entityKind", entry.entityKind(), CODE);
		length("frequency", entry.frequency(), CODE);
		switch (entry.sharing()) {
			case SharingClass.Conditional conditional -> {
				count("sharing.scope", conditional.scope().size(), FEW * 5);
				count("sharing.purposes", conditional.purposes().size(), FEW);
				conditional.purposes().forEach((each) -> length("sharing.purposes", each, NAME));
			}
			case SharingClass.NotShared closed -> grounds("sharing", closed.reason(), closed.citations());
			case SharingClass.Unconditional _ -> {
			}
			case null -> {
			}
		}
		switch (entry.openness()) {
			case Openness.Unconditional open -> length("openness.licence", open.licence(), CODE);
			case Openness.Conditional open -> {
				length("openness.licence", open.licence(), CODE);
				text("openness.conditions", open.conditions(), SENTENCE);
			}
			case Openness.NotOpen closed -> grounds("openness", closed.reason(), closed.citations());
			case null -> {
			}
		}
	}

	private void grounds(String path, String reason, List<Citation> citations) {
		length(path + ".reason", reason, SENTENCE);
		count(path + ".citations", citations.size(), FEW);
		for (int i = 0; i < citations.size(); i++) {
			length(path + ".citations[" + i + "].instrument", citations.get(i).instrument(), CODE);
			length(path + ".citations[" + i + "].article", citations.get(i).article(), CODE);
		}
	}

	private void item(DataItem item, String path) {
		text(path + "name", item.name(), NAME);
		length(path + "column", item.column(), NAME);
		text(path + "meaning", item.meaning(), SENTENCE);
		length(path + "element", item.element(), CODE);
		length(path + "openingReason", item.openingReason(), SENTENCE);
	}

	private void text(String path, @Nullable Text text, int longest) {
		if (text != null) {
			length(path + ".zh", text.zh(), longest);
			length(path + ".en", text.en(), longest);
		}
	}

	private void length(String path, @Nullable String text, int longest) {
		if (text != null && text.length() > longest) {
			this.violations.add(Descriptions.invalid("value-too-long", path,
					Text.of("超过 " + longest + " 个字符", "Longer than " + longest + " characters"),
					Text.of("请缩短", "Shorten it")));
		}
	}

	private void count(String path, int count, int most) {
		if (count > most) {
			this.violations
				.add(Descriptions.invalid("too-many", path, Text.of("超过 " + most + " 个", "More than " + most),
						Text.of("请减少，或分成几个条目", "Leave some out, or make several entries of it")));
		}
	}

}
