package org.shuyuan.catalogue.search;

import java.util.BitSet;
import java.util.Set;

import org.jspecify.annotations.Nullable;
import org.shuyuan.catalogue.search.index.SearchHit;
import org.shuyuan.catalogue.text.TextAnalysis;
import org.shuyuan.vocab.Text;

import org.springframework.web.util.HtmlUtils;

/**
 * Marks what was found in the original text. Everything but the marks is escaped.
 */
final class Highlighter {

	private static final int PASSAGE = 140;

	private static final int BEFORE = 30;

	/** Longer texts are marked only so far. */
	private static final int LOOKED_AT = 5000;

	private final TextAnalysis analysis;

	private final Set<String> terms;

	Highlighter(TextAnalysis analysis, Set<String> terms) {
		this.analysis = analysis;
		this.terms = terms;
	}

	SearchHit.Highlights of(SearchHit searchHit) {
		String english = searchHit.title().en();
		return new SearchHit.Highlights(whole(searchHit.title().zh()), (english != null) ? whole(english) : null,
				description(searchHit.description()));
	}

	private @Nullable String description(@Nullable Text description) {
		if (description == null) {
			return null;
		}
		String english = description.en();
		if (english != null && marks(description.zh()).isEmpty() && !marks(english).isEmpty()) {
			return passage(english);
		}
		return passage(description.zh());
	}

	String whole(String text) {
		return marked(text, marks(text), 0, text.length());
	}

	String passage(String text) {
		BitSet marks = marks(text);
		int first = Math.max(0, marks.nextSetBit(0));
		int start = (text.length() <= PASSAGE) ? 0 : Math.clamp(first - BEFORE, 0, text.length() - PASSAGE);
		int end = Math.min(text.length(), start + PASSAGE);
		start = between(text, start);
		end = between(text, end);
		return ((start > 0) ? "…" : "") + marked(text, marks, start, end) + ((end < text.length()) ? "…" : "");
	}

	private BitSet marks(String text) {
		BitSet marks = new BitSet(text.length());
		if (this.terms.isEmpty()) {
			return marks;
		}
		String looked = (text.length() > LOOKED_AT) ? text.substring(0, LOOKED_AT) : text;
		for (TextAnalysis.Token token : this.analysis.parts(looked)) {
			if (this.terms.contains(token.term())) {
				marks.set(token.start(), token.end());
			}
		}
		return marks;
	}

	private static String marked(String text, BitSet marks, int start, int end) {
		StringBuilder html = new StringBuilder(end - start + 32);
		int at = start;
		while (at < end) {
			boolean mark = marks.get(at);
			int next = mark ? marks.nextClearBit(at) : marks.nextSetBit(at);
			next = (next < 0) ? end : Math.min(next, end);
			String escaped = HtmlUtils.htmlEscape(text.substring(at, next), "UTF-8");
			html.append(mark ? "<mark>" + escaped + "</mark>" : escaped);
			at = next;
		}
		return html.toString();
	}

	/** A place that cuts no character in two. */
	private static int between(String text, int at) {
		boolean inside = at > 0 && at < text.length() && Character.isLowSurrogate(text.charAt(at));
		return inside ? at - 1 : at;
	}

}
