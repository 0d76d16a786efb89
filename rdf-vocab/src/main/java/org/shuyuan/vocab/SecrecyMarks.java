package org.shuyuan.vocab;

import java.text.Normalizer;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Knows secrecy markings 密级标志 in the form documents carry them (GB/T 9704). Speaking of
 * secrets, as a law's name does, is no marking. What carries one is not government data
 * (D3).
 */
public final class SecrecyMarks {

	private static final String LEVEL = "(绝\\s{0,3}密|机\\s{0,3}密|秘\\s{0,3}密)";

	private static final String NOT_THE_STATES = "(?<!商业|工作|国家|个人|技术|企业)";

	private static final String DOCUMENT = "(?:文件|资料|档案|材料|数据|信息)";

	/** In one group each, the level. */
	private static final Pattern MARK = Pattern.compile(NOT_THE_STATES + LEVEL + "\\s*级?\\s*[★☆*]" //
			+ "|" + NOT_THE_STATES + LEVEL + "\\s*\\d{1,2}\\s*年" //
			+ "|[★☆*]\\s*" + LEVEL + "(?!\\p{IsHan})" //
			+ "|(?:密\\s*级|保密级别|秘密等级|涉密等级)\\s*[:为是]?\\s*" + LEVEL + "(?!\\s*、)" //
			+ "|[(\\[【〔]\\s*" + LEVEL + "\\s*级?\\s*[)\\]】〕]" //
			+ "|" + NOT_THE_STATES + LEVEL + "级(?!别)" //
			+ "|(?:(?<![\\p{IsHan}《])|(?<=[为是属系于定件]))(绝\\s{0,3}密)(?:" + DOCUMENT + "|件|(?!\\s*[、\\p{IsHan}》]))");

	/** A level, or a document of one, that stands by itself in a sentence or field. */
	private static final Pattern BY_ITSELF = Pattern
		.compile("(?:^|[\\s\"=:,.;。])" + LEVEL + "(?:$|[\\s\"\\]:,.;。]|" + DOCUMENT + "(?!\\p{IsHan}))");

	private static final Pattern ALONE = Pattern.compile("[\\s【\\[(]*" + LEVEL + "[\\s】\\])]*([★☆*].{0,12})?");

	private static final Pattern HEADING = Pattern.compile("密\\s*级|保密级别|秘密等级|涉密等级");

	private static final Pattern INVISIBLE = Pattern.compile("\\p{Cf}+");

	private SecrecyMarks() {
	}

	/**
	 * Whether a description or a statement carries a marking; a level by itself is one
	 * there.
	 */
	public static boolean in(String text) {
		if (text.indexOf('密') < 0) {
			return false;
		}
		String plain = plain(text);
		return MARK.matcher(plain).find() || BY_ITSELF.matcher(plain).find();
	}

	/** The level of the first marking in data, where a level by itself may be a word. */
	public static Optional<String> find(String text) {
		if (text.indexOf('密') < 0) {
			return Optional.empty();
		}
		Matcher matcher = MARK.matcher(plain(text));
		return matcher.find() ? Optional.of(level(matcher)) : Optional.empty();
	}

	private static String level(Matcher matcher) {
		for (int group = 1; group <= matcher.groupCount(); group++) {
			if (matcher.group(group) != null) {
				return matcher.group(group).replaceAll("\\s", "");
			}
		}
		throw new IllegalStateException("A marking without a level");
	}

	/**
	 * Whether a line at a document's head, or a field that tells levels, is a marking.
	 */
	public static boolean isAlone(String text) {
		return text.length() < 40 && text.indexOf('密') >= 0 && ALONE.matcher(plain(text).strip()).matches();
	}

	/** Whether a column of that name tells the secrecy level of each row. */
	public static boolean isLevelColumn(String heading) {
		return heading.length() < 20 && HEADING.matcher(plain(heading)).find();
	}

	private static String plain(String text) {
		return INVISIBLE.matcher(Normalizer.normalize(text, Normalizer.Form.NFKC)).replaceAll("");
	}

}
