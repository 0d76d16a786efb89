package org.shuyuan.portal.catalogue;

import java.util.List;
import java.util.Map;

import org.jspecify.annotations.Nullable;
import org.shuyuan.vocab.Text;

/**
 * What a search found.
 *
 * @param total hits on all pages
 * @param relaxed whether any of the words had to do
 * @param items this page
 * @param facets counts by facet
 * @param next address of the next page
 */
public record Found(long total, boolean relaxed, List<Hit> items, Map<String, List<Count>> facets,
		@Nullable String next) {

	public Found {
		items = (items == null) ? List.of() : List.copyOf(items);
		facets = (facets == null) ? Map.of() : facets;
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
	 * @param highlights why it was found
	 */
	public record Hit(String id, Text title, @Nullable Text description, @Nullable String agency,
			@Nullable Text agencyName, List<String> themes, List<String> formats, @Nullable String openness,
			@Nullable String modified, @Nullable String completeness, boolean hasData, @Nullable Long rows,
			@Nullable Highlights highlights) {

		public Hit {
			themes = (themes == null) ? List.of() : List.copyOf(themes);
			formats = (formats == null) ? List.of() : List.copyOf(formats);
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
