package org.shuyuan.vocab.negativelist;

import java.util.Optional;
import java.util.function.Predicate;

import org.jspecify.annotations.Nullable;

import static org.shuyuan.vocab.negativelist.MarkText.STAR;

/**
 * Walks over the words in a folded text that may be part of a marking, and shows what
 * surrounds the current one.
 */
final class MarkScan {

	/** What {@link #at} answers beyond either end. */
	static final char NOTHING = '\0';

	private static final int WIDEST_GAP = 4;

	/** What may be between a word and the following sign. */
	private static final String CLOSING = " \"'“”‘’()>";

	private static final int MOST_CONNECTORS = 6;

	private static final String NUMERALS = "0123456789一二三四五六七八九十〇零两廿卅百壹贰叁肆伍陆柒捌玖拾";

	/** What of a level's name, and its kind. */
	enum Kind {

		/** 绝密, 机密 or 秘密. */
		LEVEL,
		/** 商密. */
		COMMERCIAL,
		/** 内部. */
		INTERNAL,
		/** 保密期限. */
		TERM

	}

	private final String text;

	private Kind kind = Kind.LEVEL;

	private int start;

	private int end;

	MarkScan(String text) {
		this.text = text;
	}

	/** The level of the first word that fits. */
	Optional<String> find(Predicate<MarkScan> fitting) {
		for (int i = 0; i < this.text.length(); i++) {
			String level = word(i);
			if (level != null && fitting.test(this)) {
				return Optional.of(level);
			}
		}
		return Optional.empty();
	}

	private @Nullable String word(int i) {
		char next = this.text.charAt(i);
		if (next == '部' && at(i - 1) == '内') {
			return found(Kind.INTERNAL, i - 1, i + 1, "内部");
		}
		if (next != '密') {
			return null;
		}
		if (at(i - 1) == '商') {
			return found(Kind.COMMERCIAL, i - 1, i + 1, "商密");
		}
		if (at(i - 1) == '保' && at(i + 1) == '期') {
			return found(Kind.TERM, i - 1, (at(i + 2) == '限') ? i + 3 : i + 2, "保密期限");
		}
		int first = i - 1;
		while (i - first <= WIDEST_GAP && " -._/|~+'*".indexOf(at(first)) >= 0) {
			first--;
		}
		if (!isLevel(at(first)) || (first < i - 1 && isHan(at(first - 1)) && "为是属系于定件级".indexOf(at(first - 1)) < 0
				&& !endsWith(first, "工作"))) {
			return null;
		}
		return found(Kind.LEVEL, first, i + 1, at(first) + "密");
	}

	private String found(Kind kind, int start, int end, String level) {
		this.kind = kind;
		this.start = start;
		this.end = end;
		return level;
	}

	private static boolean isLevel(char next) {
		return next == '秘' || next == '机' || next == '绝';
	}

	Kind kind() {
		return this.kind;
	}

	int start() {
		return this.start;
	}

	int end() {
		return this.end;
	}

	int length() {
		return this.text.length();
	}

	char at(int place) {
		return (place < 0 || place >= this.text.length()) ? NOTHING : this.text.charAt(place);
	}

	static boolean isHan(char next) {
		return (next >= 0x3400 && next <= 0x9FFF) || next == '々' || next == '〇';
	}

	boolean isHan(int place) {
		return isHan(at(place));
	}

	/** Past a space, if there is one. */
	int skip(int place) {
		return (at(place) == ' ') ? place + 1 : place;
	}

	/**
	 * Behind the word, the character 级 and spaces; of one sign, behind what parts it from
	 * the word.
	 */
	int behind() {
		int place = skip(this.end);
		place = (at(place) == '级') ? skip(place + 1) : place;
		int sign = place;
		while (sign - place < 2 && CLOSING.indexOf(at(sign)) >= 0) {
			sign++;
		}
		return (sign > place && (at(sign) == STAR || at(sign) == MarkText.SIGN) && stars(sign) <= 1) ? sign : place;
	}

	boolean isAfter(String word) {
		return endsWith(this.start, word);
	}

	/** Which of the words the present one follows; empty if none. */
	String after(String[] words) {
		for (String word : words) {
			if (isAfter(word)) {
				return word;
			}
		}
		return "";
	}

	boolean endsWith(int end, String word) {
		return end >= word.length() && this.text.startsWith(word, end - word.length());
	}

	boolean startsWith(int place, String[] words) {
		for (String word : words) {
			if (this.text.startsWith(word, place)) {
				return true;
			}
		}
		return false;
	}

	/** How many stars follow each other there, three at most. */
	int stars(int place) {
		int stars = 0;
		while (stars < 3 && (at(place + stars) == STAR || at(place + stars) == '*')) {
			stars++;
		}
		return stars;
	}

	/** Past one sign and spaces. */
	int past(int place) {
		return skip(place + 1);
	}

	boolean isSignedBefore(int start, int end) {
		int before = (at(start - 1) == ' ') ? start - 2 : start - 1;
		return (at(before) == STAR || at(before) == '*') && !isHan(end);
	}

	boolean isBracketed(int start, int behind) {
		int before = (at(start - 1) == ' ') ? start - 2 : start - 1;
		return at(before) == '(' && at(behind) == ')';
	}

	/** Whether a label precedes, and no alternative follows. */
	boolean isLabelled(int start, String[] labels) {
		int before = start - 1;
		boolean close = true;
		while (start - before <= MOST_CONNECTORS && " :为是=|\"',->()".indexOf(at(before)) >= 0) {
			close &= " :为是".indexOf(at(before)) >= 0;
			before--;
		}
		boolean labelled = false;
		for (String label : labels) {
			labelled |= endsWith(before + 1, label);
		}
		int next = skip(this.end);
		return labelled && "、/或和及".indexOf(at(next)) < 0 && (close || !isHan(next) || at(next) == '级');
	}

	boolean hasColon() {
		return at(skip(this.end)) == ':';
	}

	int afterConnectors() {
		int place = this.end;
		while (place - this.end < MOST_CONNECTORS && " :\"'".indexOf(at(place)) >= 0) {
			place++;
		}
		return place;
	}

	/** Past what may part a level from its term. */
	int pastSeparators(int place) {
		int after = place;
		while (after - place < WIDEST_GAP && " .-(:/|#+@_<".indexOf(at(after)) >= 0) {
			after++;
		}
		return after;
	}

	boolean isTerm(int place) {
		return endOfTerm(place) > 0;
	}

	/** One or two digits and the word for years, which no further word takes up. */
	boolean isYears(int place) {
		int after = place;
		while (after - place < 3 && at(after) >= '0' && at(after) <= '9') {
			after++;
		}
		int year = skip(after);
		return after > place && after - place <= 2 && at(year) == '年' && "级代后来前间份度".indexOf(at(year + 1)) < 0;
	}

	/** Where a term of secrecy ends that begins there; -1 if none does. */
	int endOfTerm(int place) {
		if (startsWith(place, new String[] { "启用前" })) {
			return place + 3;
		}
		if (startsWith(place, new String[] { "长期", "永久" })) {
			return place + 2;
		}
		int after = place;
		while (after - place < 4 && NUMERALS.indexOf(at(after)) >= 0) {
			after++;
		}
		int unit = skip(after);
		if (after == place || after - place > 3) {
			return -1;
		}
		if (at(unit) == '年' && "级代后来前间份度".indexOf(at(unit + 1)) < 0) {
			return (at(unit + 1) == '期') ? unit + 2 : unit + 1;
		}
		return (at(unit) == '个' && at(unit + 1) == '月') ? unit + 2 : -1;
	}

}
