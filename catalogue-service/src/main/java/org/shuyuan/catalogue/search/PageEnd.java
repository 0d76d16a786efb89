package org.shuyuan.catalogue.search;

import java.nio.charset.StandardCharsets;
import java.util.Base64;

/**
 * Where a page ends: what its last hit was sorted by.
 *
 * @param id the hit's id
 * @param key what comes before the id in the order asked for
 */
record PageEnd(String id, Key key) {

	private static final int ID_LENGTH = 26;

	/** What hits are sorted by, ties left to the id. */
	sealed interface Key {

		/**
		 * Best first, short titles before long ones.
		 *
		 * @param score what was met is worth
		 * @param length length of the title
		 */
		record Relevance(float score, long length) implements Key {
		}

		/**
		 * Newest first.
		 *
		 * @param day day of the last change, from 1970
		 */
		record Modified(long day) implements Key {
		}

		/**
		 * As a dictionary has it.
		 *
		 * @param order the title's sort key
		 */
		record Title(String order) implements Key {
		}

	}

	/** This end as an opaque token. */
	String token() {
		String text = switch (this.key) {
			case Key.Relevance(float score, long length) -> "R" + this.id + score + "/" + length;
			case Key.Modified(long day) -> "M" + this.id + day;
			case Key.Title(String order) -> "T" + this.id + order;
		};
		return Base64.getUrlEncoder().withoutPadding().encodeToString(text.getBytes(StandardCharsets.UTF_8));
	}

	/**
	 * Reads a token.
	 * @throws IllegalArgumentException if it is not one of this order's
	 */
	static PageEnd of(String token, Question.Sorting sorting) {
		String text = new String(Base64.getUrlDecoder().decode(token), StandardCharsets.UTF_8);
		if (text.length() < ID_LENGTH + 1 || text.charAt(0) != sorting.name().charAt(0)) {
			throw new IllegalArgumentException("Not the end of a page in this order");
		}
		String value = text.substring(ID_LENGTH + 1);
		return new PageEnd(text.substring(1, ID_LENGTH + 1), switch (sorting) {
			case RELEVANCE -> relevance(value);
			case MODIFIED -> new Key.Modified(Long.parseLong(value));
			case TITLE -> new Key.Title(value);
		});
	}

	private static Key relevance(String value) {
		int slash = value.indexOf('/');
		float score = Float.parseFloat(value.substring(0, Math.max(0, slash)));
		if (!Float.isFinite(score)) {
			throw new IllegalArgumentException("Not the end of a page");
		}
		return new Key.Relevance(score, Long.parseLong(value.substring(slash + 1)));
	}

}
