package org.shuyuan.vocab;

/**
 * Which characters a description may hold: none that XML, and so RDF/XML, cannot carry,
 * no control characters, and none that turn the direction of writing, so that a text is
 * what it looks like.
 */
public final class Characters {

	private Characters() {
	}

	/** Whether all of a text may be stored and shown. */
	public static boolean acceptable(String text) {
		return text.codePoints().noneMatch((each) -> unwritable(each) || disguising(each));
	}

	/** Whether XML can carry a text. */
	public static boolean writable(String text) {
		return text.codePoints().noneMatch(Characters::unwritable);
	}

	private static boolean unwritable(int character) {
		return character < ' ' && "\t\n\r".indexOf(character) < 0 || character == 0xFFFE || character == 0xFFFF
				|| Character.getType(character) == Character.SURROGATE;
	}

	private static boolean disguising(int character) {
		return character >= 0x7F && character <= 0x9F || character >= 0x202A && character <= 0x202E
				|| character >= 0x2066 && character <= 0x2069;
	}

	/**
	 * A text as a cell of a spreadsheet gives it back: spaces of any width are plain
	 * ones, none is around it, and no carriage return is in it.
	 */
	public static String inCell(String text) {
		return text.replace('\u00a0', ' ').replace('\u3000', ' ').replace("\r", "").strip();
	}

}
