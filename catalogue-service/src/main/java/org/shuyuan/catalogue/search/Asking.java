package org.shuyuan.catalogue.search;

import java.util.ArrayList;
import java.util.List;

/**
 * What a question's words come to: what has to be met, and how much better each thing met
 * makes a hit.
 */
final class Asking {

	private static final float EXACT = 1000;

	private static final float TITLE = 3;

	private static final float BEGINNING = 400;

	private static final float SPELLED = 40;

	/** Engines look for longer beginnings with great effort, or not at all. */
	private static final int LONGEST_BEGINNING = 200;

	private Asking() {
	}

	/**
	 * Hits for the words, every unit met; or, relaxed, any of them.
	 */
	static Clause words(Asked asked, boolean relaxed) {
		if (asked.key().isEmpty()) {
			return new Clause.Everything();
		}
		List<Clause> any = new ArrayList<>();
		any.add(new Clause.Holds(EntryDocument.KEY, EntryDocument.cut(asked.key()), EXACT));
		if (!asked.units().isEmpty()) {
			any.add(units(asked.units(), relaxed));
		}
		String spelling = asked.spelling();
		if (spelling != null) {
			any.add(new Clause.Begins(EntryDocument.SPELLING, spelling, 1));
		}
		return new Clause.Sum(List.of(), any);
	}

	private static Clause units(List<Asked.Unit> units, boolean relaxed) {
		List<Clause> wanted = units.stream().map(Asking::anywhere).toList();
		List<Clause> better = new ArrayList<>();
		for (Asked.Unit unit : units) {
			better.add(ways(EntryDocument.TITLE, unit, TITLE));
			for (String word : unit.words()) {
				better.add(new Clause.Holds(EntryDocument.ANY, word, unit.worth()));
				better.add(new Clause.Holds(EntryDocument.TITLE, word, unit.worth()));
			}
		}
		if (!relaxed) {
			return new Clause.Sum(wanted, better);
		}
		better.addAll(wanted);
		return new Clause.Sum(List.of(), better);
	}

	private static Clause anywhere(Asked.Unit unit) {
		Clause written = ways(EntryDocument.ANY, unit, 1);
		String spelling = unit.spelling();
		return (spelling != null)
				? new Clause.Best(List.of(written, new Clause.Begins(EntryDocument.SPELLING, spelling, 1))) : written;
	}

	private static Clause ways(String field, Asked.Unit unit, float factor) {
		List<Clause> ways = new ArrayList<>();
		unit.ways().forEach((way) -> ways.add(new Clause.Holds(field, way, factor * unit.worth())));
		return (ways.size() == 1) ? ways.getFirst() : new Clause.Best(ways);
	}

	/** Titles that begin with, are spelled like, or contain what was typed so far. */
	static Clause title(Asked asked) {
		List<Clause> any = new ArrayList<>();
		String beginning = asked.key().substring(0, Math.min(asked.key().length(), LONGEST_BEGINNING));
		any.add(new Clause.Begins(EntryDocument.KEY, beginning, BEGINNING));
		if (!asked.units().isEmpty()) {
			any.add(new Clause.Sum(asked.units().stream().map((unit) -> ways(EntryDocument.TITLE, unit, 1)).toList(),
					List.of()));
			String spelling = (asked.units().size() == 1) ? asked.units().getFirst().spelling() : asked.spelling();
			if (spelling != null) {
				any.add(new Clause.Begins(EntryDocument.SPELLING, spelling, SPELLED));
			}
		}
		return new Clause.Sum(List.of(), any);
	}

}
