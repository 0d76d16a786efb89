package org.shuyuan.portal.catalogue;

import java.util.List;
import java.util.Map;

import org.jspecify.annotations.Nullable;
import org.shuyuan.vocab.Text;

/**
 * What a search found.
 *
 * @param total hits on all pages
 * @param totalAllWords those of them that match all words; they come first
 * @param relaxed whether there are hits and none of them matches all words
 * @param didYouMean words close to those asked for that entries have
 * @param corrected whether the hits are those of {@code didYouMean}
 * @param items this page
 * @param facets counts by facet
 * @param next address of the next page
 */
public record SearchResult(long total, @Nullable Long totalAllWords, boolean relaxed, @Nullable String didYouMean,
		@Nullable Boolean corrected, List<Hit> items, Map<String, List<Count>> facets, @Nullable String next) {

	/** No hits. */
	public static final SearchResult NOTHING = new SearchResult(0, null, false, null, null, List.of(), Map.of(), null);

	public SearchResult {
		items = (items == null) ? List.of() : List.copyOf(items);
		facets = (facets == null) ? Map.of() : facets;
	}

	/** The same with other hits. */
	public SearchResult with(List<Hit> items) {
		return new SearchResult(this.total, this.totalAllWords, this.relaxed, this.didYouMean, this.corrected, items,
				this.facets, this.next);
	}

	/** Whether some hits match all words and others only some. */
	public boolean mixed() {
		return this.totalAllWords != null && this.totalAllWords > 0 && this.totalAllWords < this.total;
	}

	/** Hits of this page that match all words, or those that do not. */
	public List<Hit> meeting(boolean allWords) {
		return this.items.stream().filter((hit) -> allWords == !Boolean.FALSE.equals(hit.allWords())).toList();
	}

	/** The words whose hits these are, where they are not those that were asked for. */
	public @Nullable String instead() {
		return Boolean.TRUE.equals(this.corrected) ? this.didYouMean : null;
	}

	/** Counts of one facet, most first. */
	public List<Count> facet(String name) {
		return this.facets.getOrDefault(name, List.of());
	}

	/**
	 * How many hits have a value.
	 *
	 * @param value the value
	 * @param label what it is called
	 * @param count hits
	 */
	public record Count(String value, @Nullable Text label, long count) {

		/** The label, or the value where it has none. */
		public Text name() {
			return (this.label != null) ? this.label : Text.of(this.value);
		}

	}

	/**
	 * An entry that was found.
	 *
	 * @param id its id
	 * @param title its title
	 * @param description its abstract
	 * @param agency code of the agency that answers for it
	 * @param agencyName name of that agency
	 * @param themes theme codes
	 * @param formats format codes
	 * @param openness openness code
	 * @param modified day of the last change
	 * @param completeness {@code full} or {@code harvested}
	 * @param hasData whether data can be had
	 * @param rows rows of its table
	 * @param allWords whether it matches all words of the query
	 * @param highlights why it was found
	 */
	public record Hit(String id, Text title, @Nullable Text description, @Nullable String agency,
			@Nullable Text agencyName, List<String> themes, List<String> formats, @Nullable String openness,
			@Nullable String modified, @Nullable String completeness, boolean hasData, @Nullable Long rows,
			@Nullable Boolean allWords, @Nullable Highlights highlights) {

		public Hit {
			themes = (themes == null) ? List.of() : List.copyOf(themes);
			formats = (formats == null) ? List.of() : List.copyOf(formats);
		}

		/** Whether applicants may get data that are not open to all. */
		public boolean onApplication() {
			return !this.hasData && "conditional".equals(this.openness) && !"harvested".equals(this.completeness);
		}

	}

	/**
	 * HTML of the catalogue, escaped but for {@code <mark>}.
	 *
	 * @param title the Chinese title
	 * @param titleEn the English title
	 * @param description a passage of the abstract
	 */
	public record Highlights(@Nullable String title, @Nullable String titleEn, @Nullable String description) {
	}

}
