package org.shuyuan.catalogue.search;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;

import org.apache.lucene.index.Term;
import org.apache.lucene.search.BooleanClause;
import org.apache.lucene.search.BooleanQuery;
import org.apache.lucene.search.BoostQuery;
import org.apache.lucene.search.ConstantScoreQuery;
import org.apache.lucene.search.DisjunctionMaxQuery;
import org.apache.lucene.search.MatchAllDocsQuery;
import org.apache.lucene.search.PrefixQuery;
import org.apache.lucene.search.Query;
import org.apache.lucene.search.TermInSetQuery;
import org.apache.lucene.search.TermQuery;
import org.apache.lucene.util.BytesRef;
import org.jspecify.annotations.Nullable;

/**
 * Puts a question the way Lucene wants it.
 */
final class Asking {

	private static final float EXACT = 1000;

	private static final float TITLE = 3;

	private Asking() {
	}

	/**
	 * Hits for the words, every unit met; or, relaxed, any of them.
	 */
	static Query words(Asked asked, boolean relaxed) {
		if (asked.key().isEmpty()) {
			return MatchAllDocsQuery.INSTANCE;
		}
		Query exact = new BoostQuery(
				new ConstantScoreQuery(new TermQuery(new Term(EntryDocument.KEY, EntryDocument.cut(asked.key())))),
				EXACT);
		BooleanQuery.Builder any = new BooleanQuery.Builder().add(exact, BooleanClause.Occur.SHOULD);
		if (!asked.units().isEmpty()) {
			any.add(units(asked.units(), relaxed), BooleanClause.Occur.SHOULD);
		}
		String spelling = asked.spelling();
		if (spelling != null) {
			any.add(spelled(spelling), BooleanClause.Occur.SHOULD);
		}
		return any.build();
	}

	private static Query units(Collection<Asked.Unit> units, boolean relaxed) {
		BooleanQuery.Builder all = new BooleanQuery.Builder();
		for (Asked.Unit unit : units) {
			all.add(anywhere(unit), relaxed ? BooleanClause.Occur.SHOULD : BooleanClause.Occur.MUST);
			all.add(new BoostQuery(ways(EntryDocument.TITLE, unit.ways()), TITLE), BooleanClause.Occur.SHOULD);
			for (String word : unit.words()) {
				all.add(new TermQuery(new Term(EntryDocument.ANY, word)), BooleanClause.Occur.SHOULD);
			}
		}
		return all.build();
	}

	private static Query anywhere(Asked.Unit unit) {
		Query written = ways(EntryDocument.ANY, unit.ways());
		String spelling = unit.spelling();
		return (spelling != null) ? new DisjunctionMaxQuery(List.of(written, spelled(spelling)), 0) : written;
	}

	private static Query ways(String field, List<List<String>> ways) {
		List<Query> queries = ways.stream().map((way) -> way(field, way)).toList();
		return (queries.size() == 1) ? queries.getFirst() : new DisjunctionMaxQuery(queries, 0);
	}

	private static Query way(String field, List<String> terms) {
		if (terms.size() == 1) {
			return new TermQuery(new Term(field, terms.getFirst()));
		}
		BooleanQuery.Builder all = new BooleanQuery.Builder();
		terms.forEach((term) -> all.add(new TermQuery(new Term(field, term)), BooleanClause.Occur.MUST));
		return all.build();
	}

	private static Query spelled(String spelling) {
		return new ConstantScoreQuery(new PrefixQuery(new Term(EntryDocument.SPELLING, spelling)));
	}

	/** Titles that begin with, are spelled like, or contain what was typed so far. */
	static Query title(Asked asked) {
		BooleanQuery.Builder any = new BooleanQuery.Builder();
		String key = EntryDocument.cut(asked.key());
		any.add(new BoostQuery(new ConstantScoreQuery(new PrefixQuery(new Term(EntryDocument.KEY, key))), 100),
				BooleanClause.Occur.SHOULD);
		if (!asked.units().isEmpty()) {
			BooleanQuery.Builder all = new BooleanQuery.Builder();
			asked.units().forEach((unit) -> all.add(ways(EntryDocument.TITLE, unit.ways()), BooleanClause.Occur.MUST));
			any.add(new ConstantScoreQuery(all.build()), BooleanClause.Occur.SHOULD);
			String spelling = (asked.units().size() == 1) ? asked.units().getFirst().spelling() : asked.spelling();
			if (spelling != null) {
				any.add(new BoostQuery(spelled(spelling), 10), BooleanClause.Occur.SHOULD);
			}
		}
		return any.build();
	}

	/**
	 * The query narrowed to what was chosen, but for one facet, and to what may be seen.
	 */
	static Query narrowed(Query words, Map<Facet, Set<String>> chosen, @Nullable Facet except, Question.Reader reader) {
		BooleanQuery.Builder narrowed = new BooleanQuery.Builder().add(words, BooleanClause.Occur.MUST);
		boolean filtered = false;
		for (var choice : chosen.entrySet()) {
			if (choice.getKey() != except) {
				narrowed.add(anyOf(choice.getKey().field(), choice.getValue()), BooleanClause.Occur.FILTER);
				filtered = true;
			}
		}
		if (reader instanceof Question.Reader.Department(var agency)) {
			narrowed.add(anyOf(EntryDocument.SEEN_BY, Set.of(EntryDocument.DEPARTMENTS, agency.value())),
					BooleanClause.Occur.FILTER);
			filtered = true;
		}
		return filtered ? narrowed.build() : words;
	}

	private static Query anyOf(String field, Collection<String> values) {
		if (values.size() == 1) {
			return new TermQuery(new Term(field, values.iterator().next()));
		}
		return new TermInSetQuery(field, values.stream().map(BytesRef::new).toList());
	}

}
