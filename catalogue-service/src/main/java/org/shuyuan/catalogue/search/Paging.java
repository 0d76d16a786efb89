package org.shuyuan.catalogue.search;

import java.nio.charset.StandardCharsets;
import java.util.Base64;

import org.apache.lucene.search.FieldDoc;
import org.apache.lucene.search.ScoreDoc;
import org.apache.lucene.search.Sort;
import org.apache.lucene.search.SortField;
import org.apache.lucene.search.TopDocs;
import org.apache.lucene.util.BytesRef;
import org.jspecify.annotations.Nullable;

/**
 * Where a page ends, as an opaque token: the values the last hit was sorted by.
 */
final class Paging {

	private static final SortField BY_ID = new SortField(EntryDocument.ID, SortField.Type.STRING);

	private Paging() {
	}

	static Sort sort(Question.Sorting sorting) {
		return switch (sorting) {
			case RELEVANCE -> new Sort(SortField.FIELD_SCORE, BY_ID);
			case MODIFIED -> new Sort(modified(), BY_ID);
			case TITLE -> new Sort(new SortField(EntryDocument.ORDER, SortField.Type.STRING), BY_ID);
		};
	}

	private static SortField modified() {
		return new SortField(EntryDocument.MODIFIED, SortField.Type.LONG, true, Long.MIN_VALUE);
	}

	static @Nullable String next(TopDocs found, int limit, Question.Sorting sorting) {
		if (found.scoreDocs.length <= limit) {
			return null;
		}
		ScoreDoc last = found.scoreDocs[limit - 1];
		if (!(last instanceof FieldDoc sorted)) {
			return null;
		}
		Object first = sorted.fields[0];
		String value = (first instanceof BytesRef bytes) ? bytes.utf8ToString() : String.valueOf(first);
		String token = sorting.name().charAt(0) + ((BytesRef) sorted.fields[1]).utf8ToString() + value;
		return Base64.getUrlEncoder().withoutPadding().encodeToString(token.getBytes(StandardCharsets.UTF_8));
	}

	/**
	 * The end of the page before.
	 * @throws IllegalArgumentException if the token is not one of this order's
	 */
	static FieldDoc read(String token, Question.Sorting sorting) {
		String text = new String(Base64.getUrlDecoder().decode(token), StandardCharsets.UTF_8);
		if (text.length() < 27 || text.charAt(0) != sorting.name().charAt(0)) {
			throw new IllegalArgumentException("Not the end of a page in this order");
		}
		BytesRef id = new BytesRef(text.substring(1, 27));
		String value = text.substring(27);
		Object first = switch (sorting) {
			case RELEVANCE -> Float.valueOf(value);
			case MODIFIED -> Long.valueOf(value);
			case TITLE -> new BytesRef(value);
		};
		return new FieldDoc(Integer.MAX_VALUE, Float.NaN, new Object[] { first, id });
	}

}
