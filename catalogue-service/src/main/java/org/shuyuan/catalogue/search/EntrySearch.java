package org.shuyuan.catalogue.search;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import org.shuyuan.vocab.Text;

/**
 * Answers questions from an index, whatever its engine.
 */
final class EntrySearch {

	/** Titles looked at for suggestions, of which some may be the same. */
	private static final int LOOKED_AT = 40;

	private final SearchIndex index;

	private final TextAnalysis analysis;

	EntrySearch(SearchIndex index, TextAnalysis analysis) {
		this.index = index;
		this.analysis = analysis;
	}

	Answer answer(Question question) {
		Asked asked = this.analysis.asked(question.words());
		Found all = this.index.find(question, Asking.words(asked, false));
		if (all.total() > 0 || asked.units().size() < 2) {
			return answer(all, false, asked);
		}
		Found any = this.index.find(question, Asking.words(asked, true));
		return answer(any, any.total() > 0, asked);
	}

	private Answer answer(Found found, boolean relaxed, Asked asked) {
		Marking marking = new Marking(this.analysis, asked.terms());
		List<Hit> hits = found.hits().stream().map((hit) -> hit.with(marking.of(hit))).toList();
		PageEnd end = found.end();
		return new Answer(found.total(), relaxed, hits, found.counts(), (end != null) ? end.token() : null);
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
