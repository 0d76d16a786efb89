package org.shuyuan.catalogue.search;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

import org.shuyuan.catalogue.search.index.Clause;
import org.shuyuan.catalogue.search.index.EntryDocument;
import org.shuyuan.catalogue.text.AnalyzedQuery;

/**
 * What a question's words come to: what has to match, and how much each match adds to a
 * hit.
 */
final class QueryClauses {

	private static final float EXACT = 1000;

	private static final float TITLE = 3;

	private static final float SYNONYM = 0.75f;

	private static final float PART = 0.5f;

	private static final float BEGINNING = 400;

	private static final float SPELLED = 40;

	/** Engines look for longer beginnings with great effort, or not at all. */
	private static final int LONGEST_BEGINNING = 200;

	private final AnalyzedQuery analyzedQuery;

	private final WordRarity wordRarity;

	QueryClauses(AnalyzedQuery analyzedQuery, WordRarity wordRarity) {
		this.analyzedQuery = analyzedQuery;
		this.wordRarity = wordRarity;
	}

	/**
	 * Hits for the words: those that match all of them, then those that match enough.
	 * @param anyWord whether a single one is enough
	 * @param ranked whether hits of one tier are ranked among themselves
	 */
	Clause words(boolean anyWord, boolean ranked) {
		if (this.analyzedQuery.key().isEmpty()) {
			return new Clause.Everything();
		}
		Clause exact = new Clause.Holds(EntryDocument.KEY, EntryDocument.cut(this.analyzedQuery.key()), EXACT);
		List<Clause> all = new ArrayList<>();
		List<Clause> better = new ArrayList<>();
		all.add(exact);
		better.add(exact);
		List<Clause> every = required().mapToObj((unit) -> met(unit, false)).toList();
		if (!every.isEmpty()) {
			all.add(new Clause.AtLeast(every.size(), every));
		}
		String spelling = this.analyzedQuery.spelling();
		if (spelling != null) {
			all.add(new Clause.Begins(EntryDocument.SPELLING, spelling, 1));
		}
		IntStream.range(0, this.analyzedQuery.units().size()).forEach((unit) -> better(unit, better));
		return new Clause.Tiers(new Clause.AtLeast(1, all), enough(anyWord), ranked ? better : List.of());
	}

	private IntStream required() {
		List<AnalyzedQuery.Unit> units = this.analyzedQuery.units();
		return IntStream.range(0, units.size()).filter((unit) -> units.get(unit).demand() != AnalyzedQuery.Demand.NONE);
	}

	/**
	 * What is enough of the words: a third of the most distinctive ones, which are words
	 * some entry has and at least half as rare as the rarest of them.
	 */
	private List<Clause> enough(boolean anyWord) {
		List<AnalyzedQuery.Unit> units = this.analyzedQuery.units();
		List<Integer> known = required().filter(this.wordRarity::known).boxed().toList();
		List<Integer> words = known.stream()
			.filter((unit) -> units.get(unit).demand() == AnalyzedQuery.Demand.WORD)
			.toList();
		boolean onlyCharacters = required()
			.allMatch((unit) -> units.get(unit).demand() == AnalyzedQuery.Demand.CHARACTER);
		List<Integer> enough = onlyCharacters ? known : words;
		boolean part = units.stream().anyMatch((unit) -> !unit.parts().isEmpty());
		if (!this.analyzedQuery.divisible() && !part) {
			return List.of();
		}
		double most = enough.stream().mapToDouble(this::weight).max().orElse(0);
		List<Clause> telling = enough.stream()
			.filter((unit) -> anyWord || weight(unit) >= most / 2)
			.map((unit) -> met(unit, true))
			.toList();
		return telling.isEmpty() ? List.of()
				: List.of(new Clause.AtLeast(anyWord ? 1 : (telling.size() + 2) / 3, telling));
	}

	private float weight(int unit) {
		return this.wordRarity.weight(unit, this.analyzedQuery.units().get(unit).demand());
	}

	private Clause met(int number, boolean orPart) {
		return met(this.analyzedQuery.units().get(number), orPart);
	}

	/** A match anywhere in the entry, of any weight. */
	static Clause met(AnalyzedQuery.Unit unit, boolean orPart) {
		List<Clause> ways = new ArrayList<>();
		unit.ways().forEach((way) -> ways.add(new Clause.Holds(EntryDocument.ANY, way, 1)));
		if (orPart) {
			unit.parts().forEach((part) -> ways.add(new Clause.Holds(EntryDocument.ANY, part, 1)));
		}
		String spelling = unit.spelling();
		if (spelling != null) {
			ways.add(new Clause.Begins(EntryDocument.SPELLING, spelling, 1));
		}
		return (ways.size() == 1) ? ways.getFirst() : new Clause.AtLeast(1, ways);
	}

	private void better(int number, List<Clause> better) {
		AnalyzedQuery.Unit unit = this.analyzedQuery.units().get(number);
		float weight = weight(number);
		List<Clause> anywhere = waysAndParts(EntryDocument.ANY, unit, weight);
		String spelling = unit.spelling();
		if (spelling != null) {
			anywhere.add(new Clause.Begins(EntryDocument.SPELLING, spelling, 1));
		}
		better.add(new Clause.Best(anywhere));
		better.add(new Clause.Best(waysAndParts(EntryDocument.TITLE, unit, TITLE * weight)));
		for (String word : unit.words()) {
			better.add(new Clause.Holds(EntryDocument.ANY, word, weight));
			better.add(new Clause.Holds(EntryDocument.TITLE, word, weight));
		}
	}

	private static List<Clause> ways(String field, AnalyzedQuery.Unit unit, float weight) {
		List<Clause> ways = new ArrayList<>();
		for (List<String> way : unit.ways()) {
			ways.add(new Clause.Holds(field, way, ways.isEmpty() ? weight : SYNONYM * weight));
		}
		return ways;
	}

	private static List<Clause> waysAndParts(String field, AnalyzedQuery.Unit unit, float weight) {
		List<Clause> ways = ways(field, unit, weight);
		unit.parts().forEach((part) -> ways.add(new Clause.Holds(field, part, PART * weight)));
		return ways;
	}

	/** Titles that begin with, are spelled like, or contain what was typed so far. */
	static Clause title(AnalyzedQuery analyzedQuery) {
		List<Clause> any = new ArrayList<>();
		String beginning = analyzedQuery.key().substring(0, Math.min(analyzedQuery.key().length(), LONGEST_BEGINNING));
		any.add(new Clause.Begins(EntryDocument.KEY, beginning, BEGINNING));
		if (!analyzedQuery.units().isEmpty()) {
			List<Clause> every = analyzedQuery.units()
				.stream()
				.map((unit) -> (Clause) new Clause.Best(ways(EntryDocument.TITLE, unit, 1)))
				.toList();
			any.add(new Clause.AtLeast(every.size(), every));
			String spelling = (analyzedQuery.units().size() == 1) ? analyzedQuery.units().getFirst().spelling()
					: analyzedQuery.spelling();
			if (spelling != null) {
				any.add(new Clause.Begins(EntryDocument.SPELLING, spelling, SPELLED));
			}
		}
		return new Clause.AtLeast(1, any);
	}

}
