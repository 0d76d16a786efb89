package org.shuyuan.catalogue.search;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import org.shuyuan.vocab.Text;

/**
 * Answers questions from an index, whatever its engine.
 */
final class EntrySearch {

	/** Titles looked at for suggestions, of which some may be the same. */
	private static final int LOOKED_AT = 40;

	private final SearchIndex index;

	private final TextAnalysis analysis;

	private final WordCounts counts;

	private final Corrections corrections;

	EntrySearch(SearchIndex index, TextAnalysis analysis) {
		this.index = index;
		this.analysis = analysis;
		this.counts = new WordCounts(index, System::nanoTime);
		this.corrections = new Corrections(analysis);
	}

	/**
	 * One page of what meets all words and then of what meets enough of them. Where
	 * nothing meets all, words close to those asked for are looked for; where nothing
	 * meets enough, they are taken instead, and if there are none, any word will do.
	 * @throws IllegalArgumentException if the page's end is not this question's
	 */
	Answer answer(Question question) {
		String after = question.after();
		return (after != null) ? further(question, Cursor.parse(after)) : first(question);
	}

	private Answer first(Question question) {
		Asked asked = this.analysis.asked(question.words());
		Answer given = page(question, asked, Cursor.Mode.GIVEN, rarity(asked));
		if (given.totalAllWords() > 0 || asked.units().isEmpty()) {
			return given;
		}
		Optional<String> correction = correction(question);
		if (given.total() == 0 && correction.isPresent()) {
			Asked corrected = this.analysis.asked(correction.get());
			Answer instead = page(question, corrected, Cursor.Mode.CORRECTED, rarity(corrected));
			if (instead.total() > 0) {
				return instead.suggesting(correction.get());
			}
		}
		boolean any = given.total() == 0 && asked.divisible();
		Answer answer = any ? page(question, asked, Cursor.Mode.ANY, rarity(asked)) : given;
		return correction.map(answer::suggesting).orElse(answer);
	}

	private Answer further(Question question, Cursor cursor) {
		Question rest = question.after(cursor.end());
		if (cursor.mode() == Cursor.Mode.CORRECTED) {
			String words = correction(question)
				.orElseThrow(() -> new IllegalArgumentException("Not the end of a page of this question"));
			return further(rest, this.analysis.asked(words), cursor).suggesting(words);
		}
		return further(rest, this.analysis.asked(question.words()), cursor);
	}

	private Answer further(Question rest, Asked asked, Cursor cursor) {
		return page(rest, asked, cursor.mode(), Rarity.parse(cursor.steps(), asked.units().size()));
	}

	private Answer page(Question question, Asked asked, Cursor.Mode mode, Rarity rarity) {
		boolean ranked = question.sort() == Question.Sorting.RELEVANCE;
		Found found = this.index.find(question, new Asking(asked, rarity).words(mode == Cursor.Mode.ANY, ranked));
		Marking marking = new Marking(this.analysis, asked.terms());
		List<Hit> hits = found.hits().stream().map((hit) -> hit.with(marking.of(hit))).toList();
		PageEnd end = found.end();
		return new Answer(found.total(), found.totalAllWords(), null, mode == Cursor.Mode.CORRECTED, hits,
				found.counts(), (end != null) ? new Cursor(mode, rarity.steps(), end.token()).token() : null);
	}

	private Rarity rarity(Asked asked) {
		return asked.divisible() ? this.counts.of(asked.units()) : Rarity.even(asked.units().size());
	}

	/** Words close to the question's that some entry the reader may see meets all of. */
	private Optional<String> correction(Question question) {
		return this.corrections.of(question.words(), (similar) -> this.index.best(similar, LOOKED_AT))
			.filter((words) -> {
				Question once = new Question(words, Map.of(), List.of(), Question.Sorting.RELEVANCE, 1, null,
						question.reader());
				Asked asked = this.analysis.asked(words);
				return page(once, asked, Cursor.Mode.GIVEN, Rarity.even(asked.units().size())).totalAllWords() > 0;
			});
	}

	/** Titles that what was typed so far may become, ten at most, each once. */
	Map<String, Text> suggestions(String typed) {
		Asked asked = this.analysis.asked(typed);
		Map<String, Text> suggestions = new LinkedHashMap<>();
		if (asked.key().isEmpty()) {
			return suggestions;
		}
		for (Hit hit : this.index.best(Asking.title(asked), LOOKED_AT)) {
			if (suggestions.size() < 10 && !suggestions.containsValue(hit.title())) {
				suggestions.put(hit.id(), hit.title());
			}
		}
		return suggestions;
	}

}
