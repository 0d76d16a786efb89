package org.shuyuan.catalogue.search.index;

import java.nio.charset.StandardCharsets;
import java.util.Base64;

/**
 * Where a page ends: what its last hit was sorted by.
 *
 * @param id the hit's id
 * @param score the weight of the matches, which every order begins with: what matches all
 * words comes before what matches some
 * @param key what comes before the id in the order asked for
 */
public record SortPosition(String id, float score, Key key) {

	private static final int ID_LENGTH = 26;

	/** What hits are sorted by, ties left to the id. */
	public sealed interface Key {

		/**
		 * Best first, short titles before long ones.
		 *
		 * @param length length of the title
		 */
		record Relevance(long length) implements Key {
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
	public String token() {
		String text = switch (this.key) {
			case Key.Relevance(long length) -> "R" + this.id + this.score + "/" + length;
			case Key.Modified(long day) -> "M" + this.id + this.score + "/" + day;
			case Key.Title(String order) -> "T" + this.id + this.score + "/" + order;
		};
		return Base64.getUrlEncoder().withoutPadding().encodeToString(text.getBytes(StandardCharsets.UTF_8));
	}

	/**
	 * Reads a token.
	 * @throws IllegalArgumentException if it is not one of this order's
	 */
	public static SortPosition of(String token, SearchQuery.Sorting sorting) {
		String text = new String(Base64.getUrlDecoder().decode(token), StandardCharsets.UTF_8);
		if (text.length() < ID_LENGTH + 1 || text.charAt(0) != sorting.name().charAt(0)) {
			throw new IllegalArgumentException("Not the end of a page in this order");
		}
		int slash = text.indexOf('/', ID_LENGTH + 1);
		float score = Float.parseFloat(text.substring(ID_LENGTH + 1, Math.max(ID_LENGTH + 1, slash)));
		if (!Float.isFinite(score)) {
			throw new IllegalArgumentException("Not the end of a page");
		}
		String value = text.substring(slash + 1);
		return new SortPosition(text.substring(1, ID_LENGTH + 1), score, switch (sorting) {
			case RELEVANCE -> new Key.Relevance(Long.parseLong(value));
			case MODIFIED -> new Key.Modified(Long.parseLong(value));
			case TITLE -> new Key.Title(value);
		});
	}

}
