package org.shuyuan.catalogue.rdf;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

import org.jspecify.annotations.Nullable;
import org.shuyuan.vocab.LanguageTag;
import org.shuyuan.vocab.harvest.HarvestedFaults;

/**
 * Scans Turtle or N-Triples token by token, in one pass: writes tokens that no parser
 * takes in a form that it does (a language tag {@code zh_CN}, an IRI with a line break,
 * an unknown escape), and finds the statement around a place.
 */
final class TurtleScan {

	private static final String ESCAPES = "tbnrf\"'\\";

	/** Most line breaks in a string that should have none. */
	private static final int MOST_BREAKS = 20;

	private final String text;

	private final boolean lines;

	private final Map<String, String> prefixes = new HashMap<>();

	private final StringBuilder out = new StringBuilder();

	private int copied;

	private int at;

	private int depth;

	private int start = -1;

	/** Whether the token was a string without an end; a stop at its line's end counts. */
	private boolean openString;

	private int noMoreIris = Integer.MAX_VALUE;

	/**
	 * @param lines whether every line is a statement, as in N-Triples
	 */
	TurtleScan(String text, boolean lines) {
		this.text = text;
		this.lines = lines;
	}

	/**
	 * The text with its tokens repaired; the same one where there is nothing to repair.
	 */
	String mended() {
		while (this.at < this.text.length()) {
			token();
		}
		if (this.copied == 0) {
			return this.text;
		}
		return this.out.append(this.text, this.copied, this.text.length()).toString();
	}

	/** The statement that contains an offset. */
	Optional<Statement> statementAt(int offset) {
		while (this.at < this.text.length()) {
			int began = this.start;
			boolean ended = token();
			if (began >= 0 && (ended || this.at >= this.text.length()) && this.at > offset) {
				String content = this.text.substring(began, this.at);
				return Optional.of(new Statement(began, this.at, content, subject(content)));
			}
			if (began < 0 && this.start > offset) {
				return Optional.empty();
			}
		}
		return Optional.empty();
	}

	/** Reads one token; whether it ended a statement. */
	private boolean token() {
		char c = this.text.charAt(this.at);
		if (this.lines && c == '\n' || this.start < 0 && Character.isWhitespace(c)) {
			this.at++;
			return end(c == '\n');
		}
		if (c == '#') {
			int end = this.text.indexOf('\n', this.at);
			this.at = (end < 0) ? this.text.length() : end;
			return false;
		}
		if (this.start < 0) {
			this.start = this.at;
		}
		switch (c) {
			case '<' -> iri();
			case '"', '\'' -> string(c);
			case '\\' -> this.at = Math.min(this.at + 2, this.text.length());
			case '[', '(' -> {
				this.depth++;
				this.at++;
			}
			case ']', ')' -> {
				this.depth = Math.max(0, this.depth - 1);
				this.at++;
			}
			default -> this.at++;
		}
		if (this.openString) {
			this.openString = false;
			return !this.lines && end(endsLineWithStop());
		}
		return (c == '.' || c == '<') && end(isEnd(c));
	}

	private boolean isEnd(char c) {
		if (this.lines) {
			return false;
		}
		if (c == '<') {
			return isSparqlDirective();
		}
		return this.depth == 0 && (this.at >= this.text.length() || Character.isWhitespace(this.text.charAt(this.at))
				|| this.text.charAt(this.at) == '#' || this.text.charAt(this.at) == '<');
	}

	private boolean endsLineWithStop() {
		int last = this.at - 1;
		while (last > this.start && Character.isWhitespace(this.text.charAt(last))) {
			last--;
		}
		return this.text.charAt(last) == '.';
	}

	private boolean end(boolean ended) {
		if (ended && this.start >= 0) {
			learnPrefix();
			this.start = -1;
			this.depth = 0;
			return true;
		}
		return false;
	}

	/** PREFIX and BASE, as in SPARQL, end without a full stop. */
	private boolean isSparqlDirective() {
		return isWord("PREFIX", this.start) || isWord("BASE", this.start);
	}

	private boolean isWord(String word, int place) {
		int end = place + word.length();
		return this.text.regionMatches(true, place, word, 0, word.length()) && end < this.text.length()
				&& Character.isWhitespace(this.text.charAt(end));
	}

	private void learnPrefix() {
		int word = (this.text.charAt(this.start) == '@') ? this.start + 1 : this.start;
		if (isWord("PREFIX", word)) {
			String directive = this.text.substring(word + 6, Math.min(this.at, this.text.length()));
			int colon = directive.indexOf(':');
			int open = directive.indexOf('<', Math.max(0, colon));
			int close = directive.indexOf('>', Math.max(0, open));
			if (colon >= 0 && open >= 0 && close >= 0) {
				this.prefixes.put(directive.substring(0, colon).strip(), directive.substring(open + 1, close));
			}
		}
	}

	private void iri() {
		int end = (this.at >= this.noMoreIris) ? -1 : this.text.indexOf('>', this.at);
		int line = this.lines ? this.text.indexOf('\n', this.at) : -1;
		if (end < 0 || line >= 0 && line < end) {
			this.noMoreIris = (end < 0) ? Math.min(this.noMoreIris, this.at) : this.noMoreIris;
			this.at++;
			return;
		}
		String iri = this.text.substring(this.at + 1, end);
		if (stopsParsers(iri)) {
			replace(this.at + 1, end, HarvestedFaults.unreadable(iri));
		}
		this.at = end + 1;
	}

	private static boolean stopsParsers(String iri) {
		for (int i = 0; i < iri.length(); i++) {
			char c = iri.charAt(i);
			if (c == '<' || c < ' ' || c == '\\' && !isCodePoint(iri, i + 1)) {
				return true;
			}
		}
		return false;
	}

	/**
	 * Whether an escaped code point begins at a place: u and four digits, U and eight.
	 */
	private static boolean isCodePoint(String text, int at) {
		if (at >= text.length() || text.charAt(at) != 'u' && text.charAt(at) != 'U') {
			return false;
		}
		int digits = (text.charAt(at) == 'u') ? 4 : 8;
		return at + digits < text.length()
				&& text.substring(at + 1, at + 1 + digits).chars().allMatch((each) -> Character.digit(each, 16) >= 0);
	}

	private void string(char quote) {
		String mark = String.valueOf(quote);
		String three = mark.repeat(3);
		boolean isLong = !this.lines && this.text.startsWith(three, this.at);
		int open = this.at;
		int close = isLong ? endOfLong(open + 3, three) : endOfShort(open + 1, quote);
		int inner = open + (isLong ? 3 : 1);
		if (close < 0) {
			this.at = isLong ? this.text.length() : endOfLine(inner);
			this.openString = true;
			return;
		}
		boolean broken = !isLong && this.text.substring(inner, close).indexOf('\n') >= 0;
		if (broken) {
			replace(open, open, mark + mark);
		}
		mendEscapes(inner, close);
		this.at = close + (isLong ? 3 : 1);
		if (broken) {
			replace(this.at, this.at, mark + mark);
		}
		language();
	}

	private int endOfLong(int from, String three) {
		int place = from;
		while (place < this.text.length()) {
			if (this.text.charAt(place) == '\\') {
				place += 2;
			}
			else if (this.text.startsWith(three, place)) {
				int end = place;
				while (this.text.startsWith(three, end + 1)) {
					end++;
				}
				return end;
			}
			else {
				place++;
			}
		}
		return -1;
	}

	/**
	 * The closing quote of a short string, which may be a few lines below if what follows
	 * it allows; -1 where there is none.
	 */
	private int endOfShort(int from, char quote) {
		int breaks = 0;
		int place = from;
		while (place < this.text.length() && breaks <= (this.lines ? 0 : MOST_BREAKS)) {
			char c = this.text.charAt(place);
			if (c == quote) {
				return (breaks == 0 || mayFollow(place + 1)) ? place : -1;
			}
			breaks += (c == '\n') ? 1 : 0;
			place += (c == '\\' && place + 1 < this.text.length() && this.text.charAt(place + 1) != '\n') ? 2 : 1;
		}
		return -1;
	}

	private int endOfLine(int from) {
		int end = this.text.indexOf('\n', from);
		return (end < 0) ? this.text.length() : end;
	}

	private boolean mayFollow(int place) {
		int next = place;
		while (next < this.text.length() && this.text.charAt(next) == ' ') {
			next++;
		}
		return next < this.text.length() && "@^;,.])".indexOf(this.text.charAt(next)) >= 0;
	}

	private void mendEscapes(int from, int to) {
		int place = from;
		while (place < to) {
			if (this.text.charAt(place) != '\\') {
				place++;
			}
			else if (place + 1 < to
					&& (ESCAPES.indexOf(this.text.charAt(place + 1)) >= 0 || isCodePoint(this.text, place + 1))) {
				place += 2;
			}
			else {
				replace(place, place, "\\");
				place++;
			}
		}
	}

	private void language() {
		if (this.at >= this.text.length() || this.text.charAt(this.at) != '@') {
			return;
		}
		int end = this.at + 1;
		while (end < this.text.length() && isTag(this.text.charAt(end))) {
			end++;
		}
		String tag = this.text.substring(this.at + 1, end);
		if (tag.isEmpty() || tag.indexOf('_') >= 0) {
			String mended = LanguageTag.wellFormed(tag);
			replace(this.at, end, mended.isEmpty() ? "" : "@" + mended);
		}
		this.at = end;
	}

	private static boolean isTag(char c) {
		return c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c >= '0' && c <= '9' || c == '-' || c == '_';
	}

	private void replace(int from, int to, String by) {
		if (from >= this.copied) {
			this.out.append(this.text, this.copied, from).append(by);
			this.copied = to;
		}
	}

	private @Nullable String subject(String statement) {
		if (statement.startsWith("<")) {
			int end = statement.indexOf('>');
			return (end < 0) ? null : statement.substring(1, end);
		}
		int end = 0;
		while (end < statement.length() && !Character.isWhitespace(statement.charAt(end))) {
			end++;
		}
		int colon = statement.substring(0, end).indexOf(':');
		String prefix = (colon < 0) ? null : this.prefixes.get(statement.substring(0, colon));
		return (prefix != null) ? prefix + statement.substring(colon + 1, end) : null;
	}

	/**
	 * A statement, from its subject to its full stop.
	 *
	 * @param from where it begins
	 * @param to where it ends
	 * @param content what it says
	 * @param subject IRI of its subject, where it has one
	 */
	record Statement(int from, int to, String content, @Nullable String subject) {
	}

}
