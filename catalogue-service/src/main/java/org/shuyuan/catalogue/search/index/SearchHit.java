package org.shuyuan.catalogue.search.index;

import java.time.LocalDate;
import java.util.List;

import com.fasterxml.jackson.annotation.JsonInclude;
import org.jspecify.annotations.Nullable;
import org.shuyuan.vocab.Text;
import org.shuyuan.vocab.classification.Grade;
import org.shuyuan.vocab.entry.Completeness;
import org.shuyuan.vocab.entry.Entry;

/**
 * An entry that was found, as the answer shows it.
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record SearchHit(String id, Text title, @Nullable Text description, String agency, Text agencyName,
		List<String> themes, List<String> formats, @Nullable String openness, @Nullable String sharing,
		@Nullable Grade grade, @Nullable String library, @Nullable String frequency, @Nullable String area,
		Completeness completeness, @Nullable LocalDate modified, boolean hasData, @Nullable Long rows,
		@Nullable LocalDate dataModified, @Nullable Boolean allWords, @Nullable Highlights highlights) {

	/**
	 * Why it was found: HTML, escaped but for {@code <mark>}.
	 *
	 * @param title the Chinese title
	 * @param titleEn the English title
	 * @param description a passage of the description
	 */
	@JsonInclude(JsonInclude.Include.NON_NULL)
	public record Highlights(String title, @Nullable String titleEn, @Nullable String description) {
	}

	static SearchHit of(IndexedEntry found) {
		Entry entry = found.entry();
		var openness = entry.openness();
		var sharing = entry.sharing();
		return new SearchHit(found.id().value(), entry.title(), entry.description(), entry.agency().value(),
				found.agencyName(), entry.themes(), Facet.formats(entry), (openness != null) ? openness.code() : null,
				(sharing != null) ? sharing.code() : null, entry.grade(), entry.library(), entry.frequency(),
				entry.area(), entry.completeness(), found.modified(), found.data().available(), found.data().rows(),
				found.data().modified(), null, null);
	}

	public SearchHit meeting(boolean allWords) {
		return new SearchHit(this.id, this.title, this.description, this.agency, this.agencyName, this.themes,
				this.formats, this.openness, this.sharing, this.grade, this.library, this.frequency, this.area,
				this.completeness, this.modified, this.hasData, this.rows, this.dataModified, allWords,
				this.highlights);
	}

	public SearchHit with(Highlights highlights) {
		return new SearchHit(this.id, this.title, this.description, this.agency, this.agencyName, this.themes,
				this.formats, this.openness, this.sharing, this.grade, this.library, this.frequency, this.area,
				this.completeness, this.modified, this.hasData, this.rows, this.dataModified, this.allWords,
				highlights);
	}

}
