package org.shuyuan.vocab.negativelist;

import java.util.Optional;

import static org.shuyuan.vocab.negativelist.MarkText.SIGN;
import static org.shuyuan.vocab.negativelist.MarkText.STAR;

/**
 * Knows markings of state, work and commercial secrets 密级标志 in the form documents carry
 * them (GB/T 9704), and the many ways to write that. Speaking of secrets, as a law's name
 * does, is no marking. What carries one is not government data (D3). Only text within a
 * few characters of a level counts, so the work grows with the text's length.
 */
public final class SecrecyMarks {

	private static final int LONGEST_HEADING = 20;

	private static final int LONGEST_LINE = 40;

	private static final String[] LABELS = { "密级", "密 级", "保密级别", "秘密等级", "涉密等级", "保密等级", "涉密级别", "密级标识", "密级标志",
			"定密级别" };

	private static final String[] TERM_LABELS = { "保密期限", "保密期" };

	/** Secrets that are not the state's, and the state's in general. */
	private static final String[] SPOKEN_OF = { "商业", "国家", "个人", "技术", "企业" };

	private static final String[] DOCUMENTS = { "文件", "资料", "档案", "材料", "数据", "信息" };

	private static final String[] INTERNAL = { "资料", "文件", "档案", "材料", "数据", "信息", "使用", "传阅", "事项", "参考", "掌握", "公文" };

	/** Signs between or before things to choose from. */
	private static final String CHOICES = "/□■○☐☑☒✓√" + SIGN;

	private SecrecyMarks() {
	}

	/**
	 * Whether a description or a statement carries a marking; a level by itself is one
	 * there.
	 */
	public static boolean in(String text) {
		if (!mayCarry(text)) {
			return false;
		}
		MarkScan scan = new MarkScan(MarkText.fold(text));
		return scan.find(SecrecyMarks::isMarked).isPresent() || scan.find(SecrecyMarks::isByItself).isPresent();
	}

	/** Whether a file's name carries a marking; a level by itself is one there. */
	public static boolean inName(String name) {
		return in(name.replace('_', ' ').replace('-', ' ').replace('(', ' ').replace(')', ' '));
	}

	/** The level of the first marking in data, where a level by itself may be a word. */
	public static Optional<String> find(String text) {
		return mayCarry(text) ? new MarkScan(MarkText.fold(text)).find(SecrecyMarks::isMarked) : Optional.empty();
	}

	/**
	 * Whether a line at a document's head, or a field of secrecy levels, is a marking.
	 */
	public static boolean isAlone(String text) {
		if (text.length() >= LONGEST_LINE || !mayCarry(text)) {
			return false;
		}
		MarkScan scan = new MarkScan(MarkText.fold(text).strip());
		return scan.find(SecrecyMarks::isAlone).isPresent();
	}

	/** Whether a column, or a field, of that name holds a secrecy level or its term. */
	public static boolean isLevelColumn(String heading) {
		if (heading.length() >= LONGEST_HEADING || (heading.indexOf('密') < 0 && heading.indexOf('宻') < 0)) {
			return false;
		}
		String name = MarkText.fold(heading).replace(" ", "");
		return contains(name, LABELS) || contains(name, TERM_LABELS);
	}

	private static boolean contains(String text, String[] words) {
		for (String word : words) {
			if (text.contains(word)) {
				return true;
			}
		}
		return false;
	}

	/** Whether a closer look is worth it. */
	private static boolean mayCarry(String text) {
		for (int i = 0; i < text.length(); i++) {
			char next = text.charAt(i);
			if (next == '密' || next == '宻' || next == '蜜' || next == '内' || next == '內' || next == MarkText.CIRCLED) {
				return true;
			}
		}
		return false;
	}

	private static boolean isMarked(MarkScan at) {
		return switch (at.kind()) {
			case INTERNAL -> isInternal(at);
			case COMMERCIAL -> isCommercial(at);
			case TERM -> !at.isHan(at.start() - 1) && at.hasColon() && at.isTerm(at.afterConnectors());
			case LEVEL -> isLevel(at);
		};
	}

	private static boolean isLevel(MarkScan at) {
		boolean work = at.isAfter("工作");
		String other = at.after(SPOKEN_OF);
		int start = work ? at.start() - 2 : at.start();
		int behind = at.behind();
		if (!other.isEmpty()) {
			boolean term = at.stars(behind) == 1 && at.isTerm(at.past(behind));
			boolean state = at.stars(behind) == 1 && at.at(behind) == STAR
					&& (other.equals("国家") || (other.equals("商业") && !at.isHan(at.past(behind))));
			return term || state || (isKindOfCommerce(at, at.start() - 2) && at.stars(behind) == 1);
		}
		return isSigned(at, behind, work) || hasTerm(at, behind, start) || at.isLabelled(start, LABELS)
				|| at.isBracketed(start, behind) || at.isSignedBefore(start, at.end())
				|| (!work && at.at(at.end()) == '级' && at.at(at.end() + 1) != '别') || (!work && isMostSecret(at));
	}

	private static boolean isSigned(MarkScan at, int behind, boolean once) {
		int stars = at.stars(behind);
		if (stars > 0) {
			return !once || stars == 1;
		}
		int next = at.skip(behind + 1);
		return at.at(behind) == SIGN && (!at.isHan(next) || at.isTerm(next));
	}

	private static boolean hasTerm(MarkScan at, int behind, int start) {
		char before = at.at(start - 1);
		boolean begins = !MarkScan.isHan(before) || "为是属系于定件".indexOf(before) >= 0;
		if (at.isYears(behind) && !at.isHan(behind)) {
			return true;
		}
		int term = at.pastSeparators(behind);
		int end = at.endOfTerm(term);
		return end > 0 && !at.isHan(end) && (begins || at.at(end) == ')');
	}

	/** 绝密 by itself, and before a document or in place of one; not one of a choice. */
	private static boolean isMostSecret(MarkScan at) {
		if (at.at(at.start()) != '绝') {
			return false;
		}
		char before = at.at(at.start() - 1);
		boolean begins = (!MarkScan.isHan(before) && "《/、".indexOf(before) < 0 && CHOICES.indexOf(before) < 0)
				|| "为是属系于定件".indexOf(before) >= 0;
		int next = at.skip(at.end());
		if (CHOICES.indexOf(at.at(next)) >= 0 && at.isHan(at.skip(next + 1))) {
			return false;
		}
		return begins && (at.startsWith(at.end(), DOCUMENTS) || at.at(at.end()) == '件'
				|| !(at.isHan(next) || at.at(next) == '、' || at.at(next) == '》'));
	}

	private static boolean isInternal(MarkScan at) {
		int word = at.end();
		boolean document = at.startsWith(word, INTERNAL);
		int behind = at.skip(document ? word + 2 : word);
		int term = at.skip(behind + 1);
		if (at.at(behind) == STAR || at.at(behind) == SIGN) {
			return at.stars(behind) <= 1 && (!at.isHan(term) || at.isTerm(term) || document);
		}
		if (at.at(behind) == '*' && at.stars(behind) == 1 && at.isTerm(term)) {
			return true;
		}
		return (at.isLabelled(at.start(), LABELS) && !at.isHan(word))
				|| (document && at.isSignedBefore(at.start(), word + 2));
	}

	private static boolean isCommercial(MarkScan at) {
		boolean kind = isKindOfCommerce(at, at.start());
		int behind = at.behind();
		if (at.stars(behind) == 1 || at.at(behind) == SIGN) {
			return kind || !at.isHan(at.past(behind)) || at.isTerm(at.past(behind));
		}
		return kind && (at.isTerm(at.pastSeparators(behind)) || at.isBracketed(at.start() - 2, behind)
				|| at.isLabelled(at.start() - 2, LABELS));
	}

	private static boolean isKindOfCommerce(MarkScan at, int end) {
		return at.endsWith(end, "核心") || at.endsWith(end, "普通");
	}

	/** A level, or a document of one, alone in a sentence or field. */
	private static boolean isByItself(MarkScan at) {
		if (at.kind() != MarkScan.Kind.LEVEL || !isBoundary(at.at(at.start() - 1))) {
			return false;
		}
		char next = at.at(at.end());
		return isBoundary(next) || next == ')' || (at.startsWith(at.end(), DOCUMENTS) && !at.isHan(at.end() + 2));
	}

	private static boolean isBoundary(char next) {
		return next == MarkScan.NOTHING || " \"=:,.;。!".indexOf(next) >= 0;
	}

	private static boolean isAlone(MarkScan at) {
		if (at.kind() != MarkScan.Kind.LEVEL) {
			return false;
		}
		int start = at.isAfter("工作") ? at.start() - 2 : at.start();
		int behind = at.end();
		while (at.at(behind) == ' ' || at.at(behind) == ')' || at.at(behind) == '级') {
			behind++;
		}
		boolean sign = at.stars(behind) > 0 || at.at(behind) == SIGN;
		boolean ends = at.at(behind) == MarkScan.NOTHING || (sign && at.length() - behind <= 13);
		for (int i = 0; i < start; i++) {
			ends &= at.at(i) == ' ' || at.at(i) == '(';
		}
		return ends;
	}

}
