package org.shuyuan.gateway.negativelist;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;

import org.jspecify.annotations.Nullable;

/**
 * Tells a document's secrecy marking (绝密 机密 秘密) from text that speaks of secrets. A
 * marking is a level with a star (机密★10年), a level named as one (密级：秘密), or, at the head
 * of a document, a level standing alone.
 */
public final class SecrecyMarkings {

	private static final List<byte[]> LEVELS = List.of(utf8("绝密"), utf8("机密"), utf8("秘密"));

	private static final List<byte[]> STARS = List.of(utf8("★"), utf8("☆"));

	private static final List<byte[]> NAMES = List.of(utf8("密级：秘密"), utf8("密级:秘密"));

	/** What precedes a level when it is not a state secret's. */
	private static final List<byte[]> OTHER_SECRETS = List.of(utf8("商业"), utf8("工作"), utf8("国家"), utf8("个人"),
			utf8("技术"));

	private static final Pattern ALONE = Pattern
		.compile("[\\s【\\[(（]*(绝\\s*密|机\\s*密|秘\\s*密)[\\s】\\])）]*([★☆*].{0,12})?");

	private static final Pattern HEADING = Pattern.compile("密\\s*级|保密级别|秘密等级|涉密等级");

	private SecrecyMarkings() {
	}

	/**
	 * Whether a cell above the table's rows, or a line at a document's head, is a
	 * marking.
	 */
	public static boolean isHeadMarking(String cell) {
		return cell.length() < 40 && ALONE.matcher(cell.strip()).matches();
	}

	/** Whether a column of that name tells the secrecy level of each row. */
	public static boolean isLevelColumn(String heading) {
		return heading.length() < 20 && HEADING.matcher(heading).find();
	}

	/** The marking that begins exactly here, masked, if there is one. */
	static @Nullable String findAt(byte[] text, int from, int at, int to) {
		for (byte[] level : LEVELS) {
			if (matches(text, at, to, level)) {
				String name = new String(level, StandardCharsets.UTF_8);
				return (isStarred(text, from, at, to) || isNamed(text, from, at)) ? name + "****" : null;
			}
		}
		return null;
	}

	private static boolean isStarred(byte[] text, int from, int at, int to) {
		int after = at + 6;
		while (after < to && text[after] == ' ') {
			after++;
		}
		for (byte[] star : STARS) {
			if (matches(text, after, to, star)) {
				return OTHER_SECRETS.stream()
					.noneMatch((other) -> at - other.length >= from && matches(text, at - other.length, to, other));
			}
		}
		return false;
	}

	private static boolean isNamed(byte[] text, int from, int at) {
		for (byte[] name : NAMES) {
			int length = name.length - 6;
			if (at - length >= from && matches(text, at - length, at + 1, Arrays.copyOf(name, length))) {
				return true;
			}
		}
		return false;
	}

	private static boolean matches(byte[] text, int at, int to, byte[] wanted) {
		if (at + wanted.length > to) {
			return false;
		}
		for (int i = 0; i < wanted.length; i++) {
			if (text[at + i] != wanted[i]) {
				return false;
			}
		}
		return true;
	}

	private static byte[] utf8(String text) {
		return text.getBytes(StandardCharsets.UTF_8);
	}

}
