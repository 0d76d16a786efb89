package org.shuyuan.catalogue.intake;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import org.jspecify.annotations.Nullable;
import org.shuyuan.vocab.CodeList;
import org.shuyuan.vocab.Text;
import org.shuyuan.vocab.classification.SharingClass;
import org.shuyuan.vocab.entry.Completeness;
import org.shuyuan.vocab.entry.Distribution;
import org.shuyuan.vocab.entry.Entry;
import org.shuyuan.vocab.entry.NamedResource;
import org.shuyuan.vocab.entry.SourceDistribution;
import org.shuyuan.vocab.entry.SourceMetadata;
import org.shuyuan.vocab.harvest.HarvestedFaults;
import org.shuyuan.vocab.rdf.Violation;

/**
 * Codes as other catalogues write them: a concept's name, in either language, means its
 * code. Values of a harvested description that are in no list are kept in the source's
 * own terms, with a note; an agency's own description is refused by name for it.
 */
final class ImportedCodes {

	private final boolean harvested;

	private final List<Violation> notes;

	private ImportedCodes(Completeness completeness, List<Violation> notes) {
		this.harvested = completeness == Completeness.HARVESTED;
		this.notes = notes;
	}

	/** The entry with codes instead of names; notes receive what was dropped. */
	static Entry resolved(Entry entry, Completeness completeness, List<Violation> notes) {
		return new ImportedCodes(completeness, notes).resolved(entry);
	}

	private Entry resolved(Entry entry) {
		List<String> themes = new ArrayList<>();
		List<NamedResource> foreignThemes = new ArrayList<>();
		for (String theme : entry.themes()) {
			String code = code("themes", theme, "themes");
			if (code == null) {
				foreignThemes.add(named(theme));
			}
			else if (!themes.contains(code)) {
				themes.add(code);
			}
		}
		String frequency = code("frequencies", entry.frequency(), "frequency");
		SourceMetadata atSource = entry.atSource();
		if (!foreignThemes.isEmpty() || frequency == null && entry.frequency() != null) {
			atSource = with((atSource != null) ? atSource : SourceMetadata.NONE, foreignThemes,
					(frequency == null) ? entry.frequency() : null);
		}
		List<Distribution> distributions = new ArrayList<>();
		for (int i = 0; i < entry.distributions().size(); i++) {
			distributions.add(resolved(entry.distributions().get(i), "distributions[" + i + "].format"));
		}
		return entry.change()
			.themes(themes)
			.library(code("libraries", entry.library(), "library"))
			.entityKind(code("entity-kinds", entry.entityKind(), "entityKind"))
			.frequency(frequency)
			.sharing(sharing(entry.sharing()))
			.distributions(distributions)
			.atSource(atSource)
			.build();
	}

	private static SourceMetadata with(SourceMetadata source, List<NamedResource> themes, @Nullable String frequency) {
		List<NamedResource> all = new ArrayList<>(source.themes());
		all.addAll(themes);
		return new SourceMetadata(source.publisher(), all, (frequency != null) ? named(frequency) : source.frequency(),
				source.licences(), source.areas(), source.accessRights());
	}

	private Distribution resolved(Distribution distribution, String path) {
		String written = distribution.format();
		String code = code("formats", written, path);
		SourceDistribution source = distribution.atSource();
		if (code == null && written != null) {
			SourceDistribution said = (source != null) ? source : SourceDistribution.NONE;
			source = new SourceDistribution(said.downloadUrl(), said.mediaType(), named(written), said.licence(),
					said.issued(), said.modified());
		}
		return new Distribution(distribution.id(), distribution.title(), distribution.kind(), code,
				distribution.accessUrl(), source);
	}

	private @Nullable SharingClass sharing(@Nullable SharingClass sharing) {
		if (!this.harvested || sharing == null) {
			return sharing;
		}
		this.notes.add(new Violation("sharing-left-out", Violation.Severity.WARNING, "sharing",
				Text.of("汇聚目录不设共享属性，来源所写的 " + sharing.code() + " 未采用",
						"A harvested description has no sharing class; '%s' was left out".formatted(sharing.code())),
				Text.of("由部门补全为完整目录后再设定", "Let an agency complete the entry and set it"), null));
		return null;
	}

	private @Nullable String code(String scheme, @Nullable String written, String path) {
		if (written == null || CodeList.of(scheme).has(written)) {
			return written;
		}
		Optional<String> named = CodeList.of(scheme).codeOf(written);
		if (named.isPresent() || !this.harvested) {
			return named.orElse(written);
		}
		this.notes.add(HarvestedFaults.codeUnknown(scheme, path, written));
		return null;
	}

	private static NamedResource named(String written) {
		return NamedResource.ofWord(written);
	}

}
