package org.shuyuan.catalogue.search.lucene;

import java.util.ArrayList;
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
import org.apache.lucene.search.FuzzyQuery;
import org.apache.lucene.search.MatchAllDocsQuery;
import org.apache.lucene.search.PrefixQuery;
import org.apache.lucene.search.Query;
import org.apache.lucene.search.TermInSetQuery;
import org.apache.lucene.search.TermQuery;
import org.apache.lucene.util.BytesRef;
import org.jspecify.annotations.Nullable;
import org.shuyuan.catalogue.search.index.Clause;
import org.shuyuan.catalogue.search.index.EntryDocument;
import org.shuyuan.catalogue.search.index.Facet;
import org.shuyuan.catalogue.search.index.SearchQuery;

/**
 * Clauses as Lucene wants them.
 */
final class LuceneQueries {

	private LuceneQueries() {
	}

	static Query of(Clause clause) {
		return switch (clause) {
			case Clause.Everything _ -> MatchAllDocsQuery.INSTANCE;
			case Clause.Holds(var field, var terms, float weight) -> weight(holds(field, terms), weight);
			case Clause.Begins(var field, var beginning, float weight) ->
				weight(new PrefixQuery(new Term(field, beginning)), weight);
			case Clause.Best(var several) ->
				new DisjunctionMaxQuery(several.stream().map(LuceneQueries::of).toList(), 0);
			case Clause.Similar(var field, var term, int edits, float weight) ->
				weight(new FuzzyQuery(new Term(field, term), edits, Clause.SAME_BEGINNING), weight);
			case Clause.AtLeast(int minimum, var several) -> atLeast(minimum, several);
			case Clause.Tiers(var all, var some, var better) -> {
				List<Query> tiers = new ArrayList<>();
				tiers.add(weight(of(all), Clause.Tiers.ALL_WORDS));
				some.forEach((one) -> tiers.add(weight(of(one), Clause.Tiers.SOME_WORDS)));
				BooleanQuery.Builder both = new BooleanQuery.Builder().add(new DisjunctionMaxQuery(tiers, 0),
						BooleanClause.Occur.MUST);
				better.forEach((one) -> both.add(of(one), BooleanClause.Occur.SHOULD));
				yield both.build();
			}
		};
	}

	private static Query atLeast(int minimum, List<Clause> several) {
		boolean every = minimum == several.size();
		BooleanQuery.Builder some = new BooleanQuery.Builder();
		several.forEach((one) -> some.add(of(one), every ? BooleanClause.Occur.MUST : BooleanClause.Occur.SHOULD));
		return every ? some.build() : some.setMinimumNumberShouldMatch(minimum).build();
	}

	private static Query weight(Query query, float weight) {
		return new BoostQuery(new ConstantScoreQuery(query), weight);
	}

	private static Query holds(String field, List<String> terms) {
		if (terms.size() == 1) {
			return new TermQuery(new Term(field, terms.getFirst()));
		}
		BooleanQuery.Builder all = new BooleanQuery.Builder();
		terms.forEach((term) -> all.add(new TermQuery(new Term(field, term)), BooleanClause.Occur.FILTER));
		return all.build();
	}

	/**
	 * The query narrowed to what was chosen, but for one facet, and to what may be seen.
	 */
	static Query narrowed(Query words, Map<Facet, Set<String>> chosen, @Nullable Facet except,
			SearchQuery.Reader reader) {
		BooleanQuery.Builder narrowed = new BooleanQuery.Builder().add(words, BooleanClause.Occur.MUST);
		boolean filtered = false;
		for (var choice : chosen.entrySet()) {
			if (choice.getKey() != except) {
				narrowed.add(anyOf(choice.getKey().field(), choice.getValue()), BooleanClause.Occur.FILTER);
				filtered = true;
			}
		}
		if (reader instanceof SearchQuery.Reader.Department(var agency)) {
			narrowed.add(anyOf(EntryDocument.SEEN_BY, Set.of(EntryDocument.DEPARTMENTS, agency.value())),
					BooleanClause.Occur.FILTER);
			filtered = true;
		}
		return filtered ? narrowed.build() : words;
	}

	/** What every department may see of the entries that match a clause. */
	static Query seenByDepartments(Clause clause) {
		return new BooleanQuery.Builder().add(of(clause), BooleanClause.Occur.FILTER)
			.add(anyOf(EntryDocument.SEEN_BY, Set.of(EntryDocument.DEPARTMENTS)), BooleanClause.Occur.FILTER)
			.build();
	}

	private static Query anyOf(String field, Collection<String> values) {
		if (values.size() == 1) {
			return new TermQuery(new Term(field, values.iterator().next()));
		}
		return new TermInSetQuery(field, values.stream().map(BytesRef::new).toList());
	}

}
