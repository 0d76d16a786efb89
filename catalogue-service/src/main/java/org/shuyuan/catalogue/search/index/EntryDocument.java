package org.shuyuan.catalogue.search.index;

import java.util.Collection;
import java.util.EnumMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;
import org.shuyuan.catalogue.text.TextAnalysis;
import org.shuyuan.vocab.Text;
import org.shuyuan.vocab.classification.Discoverability;
import org.shuyuan.vocab.entry.DataItem;
import org.shuyuan.vocab.entry.Entry;
import org.shuyuan.vocab.identifier.EntryId;

/**
 * What any engine stores of an entry. All terms are ready made: an engine only compares
 * them.
 *
 * @param id the entry's id
 * @param position position of the change that made it so
 * @param title terms of the titles
 * @param any terms of everything that can be searched, the titles' among them
 * @param keys the titles as keys
 * @param spellings beginnings to find it by in pinyin
 * @param seenBy departments that may see it
 * @param facets values by facet
 * @param modified day of the last change, from 1970
 * @param order sort key of the title
 * @param length length of the title
 * @param hit the entry as answers show it
 */
public record EntryDocument(EntryId id, long position, Set<String> title, Set<String> any, Set<String> keys,
		Set<String> spellings, Set<String> seenBy, Map<Facet, List<String>> facets, long modified, String order,
		long length, SearchHit hit) {

	/** Changes whenever what is written here does: older indexes are rebuilt. */
	public static final String VERSION = "4";

	public static final String ID = "id";

	public static final String ANY = "any";

	public static final String TITLE = "title";

	public static final String KEY = "key";

	public static final String SPELLING = "spelling";

	public static final String SEEN_BY = "seenBy";

	public static final String ORDER = "order";

	public static final String LENGTH = "length";

	public static final String MODIFIED = "modified";

	public static final String HIT = "hit";

	/** Who may see what every department may. */
	public static final String DEPARTMENTS = "departments";

	/** The longest term that engines take is a little above 32,000 bytes. */
	private static final int LONGEST_KEY = 4000;

	/** Sorts after every day there was. */
	private static final long NO_DAY = -1_000_000_000;

	public static EntryDocument of(IndexedEntry found, TextAnalysis analysis) {
		Entry entry = found.entry();
		Set<String> title = new LinkedHashSet<>();
		take(entry.title(), true, title, analysis);
		Set<String> any = new LinkedHashSet<>(title);
		takeRest(found, any, analysis);
		texts(entry.title()).forEach((text) -> any.addAll(analysis.writtenTerms(text)));
		Map<Facet, List<String>> facets = new EnumMap<>(Facet.class);
		for (Facet facet : Facet.values()) {
			facets.put(facet, facet.values(found));
		}
		String key = analysis.key(entry.title().zh());
		return new EntryDocument(found.id(), found.position(), title, any, keys(entry.title(), analysis),
				spellings(entry, analysis), seenBy(entry), facets,
				(found.modified() != null) ? found.modified().toEpochDay() : NO_DAY,
				cut(analysis.order(entry.title().zh())), key.codePointCount(0, key.length()), SearchHit.of(found));
	}

	private static void takeRest(IndexedEntry found, Collection<String> any, TextAnalysis analysis) {
		Entry entry = found.entry();
		entry.keywords().forEach((keyword) -> take(keyword, true, any, analysis));
		take(found.agencyName(), false, any, analysis);
		any.addAll(analysis.agencyTerms(found.agencyName().zh()));
		any.add(analysis.codeTerm(entry.agency().value()));
		take(entry.description(), false, any, analysis);
		for (DataItem item : entry.items()) {
			take(item.name(), true, any, analysis);
		}
		entry.distributions().forEach((distribution) -> take(distribution.title(), false, any, analysis));
		String code = entry.code();
		if (code != null) {
			take(code, true, any, analysis);
			any.add(analysis.codeTerm(code));
		}
	}

	private static void take(@Nullable Text text, boolean characters, Collection<String> terms, TextAnalysis analysis) {
		if (text != null) {
			take(text.zh(), characters, terms, analysis);
			if (text.en() != null) {
				take(text.en(), characters, terms, analysis);
			}
		}
	}

	private static Stream<String> texts(Text text) {
		return (text.en() != null) ? Stream.of(text.zh(), text.en()) : Stream.of(text.zh());
	}

	private static void take(String text, boolean characters, Collection<String> terms, TextAnalysis analysis) {
		terms.addAll(analysis.terms(text, characters));
	}

	private static Set<String> keys(Text title, TextAnalysis analysis) {
		Set<String> keys = new LinkedHashSet<>();
		keys.add(cut(analysis.key(title.zh())));
		if (title.en() != null) {
			keys.add(cut(analysis.key(title.en())));
		}
		return keys;
	}

	private static Set<String> spellings(Entry entry, TextAnalysis analysis) {
		Set<String> spellings = new LinkedHashSet<>(analysis.spellings(entry.title().zh()));
		for (Text keyword : entry.keywords()) {
			spellings.addAll(analysis.spellings(keyword.zh()));
		}
		return spellings;
	}

	private static Set<String> seenBy(Entry entry) {
		return (entry.discoverability() != Discoverability.AGENCY) ? Set.of(entry.agency().value(), DEPARTMENTS)
				: Set.of(entry.agency().value());
	}

	/** A key that is short enough for a term. */
	public static String cut(String key) {
		return (key.length() > LONGEST_KEY) ? key.substring(0, LONGEST_KEY) : key;
	}

}
