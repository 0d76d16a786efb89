package org.shuyuan.catalogue.search;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;

import org.apache.lucene.analysis.TokenStream;
import org.apache.lucene.analysis.tokenattributes.CharTermAttribute;
import org.apache.lucene.document.Document;
import org.apache.lucene.document.Field;
import org.apache.lucene.document.FieldType;
import org.apache.lucene.document.NumericDocValuesField;
import org.apache.lucene.document.SortedDocValuesField;
import org.apache.lucene.document.SortedSetDocValuesField;
import org.apache.lucene.document.StoredField;
import org.apache.lucene.document.StringField;
import org.apache.lucene.index.IndexOptions;
import org.apache.lucene.util.BytesRef;
import org.jspecify.annotations.Nullable;
import org.shuyuan.vocab.DataItem;
import org.shuyuan.vocab.Discoverability;
import org.shuyuan.vocab.Entry;
import org.shuyuan.vocab.Text;
import tools.jackson.databind.json.JsonMapper;

/**
 * How an entry lies in an index.
 */
final class EntryDocument {

	/** Changes whenever what is written here does: older indexes are drawn anew. */
	static final String VERSION = "2";

	static final String ID = "id";

	static final String ANY = "any";

	static final String TITLE = "title";

	static final String KEY = "key";

	static final String SPELLING = "spelling";

	static final String SEEN_BY = "seenBy";

	static final String ORDER = "order";

	static final String MODIFIED = "modified";

	static final String HIT = "hit";

	/** Who may see what every department may. */
	static final String DEPARTMENTS = "departments";

	/** The longest term that Lucene takes is a little above 32,000 bytes. */
	private static final int LONGEST_KEY = 4000;

	private static final FieldType TOKENS = tokens();

	private final TextAnalysis analysis;

	private final JsonMapper json;

	EntryDocument(TextAnalysis analysis, JsonMapper json) {
		this.analysis = analysis;
		this.json = json;
	}

	Document of(Findable found) {
		Entry entry = found.entry();
		Document document = new Document();
		document.add(new StringField(ID, found.id().value(), Field.Store.NO));
		document.add(new SortedDocValuesField(ID, new BytesRef(found.id().value())));
		List<String> title = new ArrayList<>();
		take(entry.title(), true, title);
		List<String> any = new ArrayList<>(title);
		takeRest(found, any);
		document.add(new Field(TITLE, new Listed(title), TOKENS));
		document.add(new Field(ANY, new Listed(any), TOKENS));
		addKeys(entry, document);
		addSeenBy(entry, document);
		for (Facet facet : Facet.values()) {
			for (String value : facet.values(found)) {
				document.add(new StringField(facet.field(), value, Field.Store.NO));
				document.add(new SortedSetDocValuesField(facet.field(), new BytesRef(value)));
			}
		}
		if (found.modified() != null) {
			document.add(new NumericDocValuesField(MODIFIED, found.modified().toEpochDay()));
		}
		document.add(new SortedDocValuesField(ORDER, new BytesRef(cut(this.analysis.order(entry.title().zh())))));
		document.add(new StoredField(HIT, this.json.writeValueAsBytes(Hit.of(found))));
		return document;
	}

	private void takeRest(Findable found, List<String> any) {
		Entry entry = found.entry();
		entry.keywords().forEach((keyword) -> take(keyword, true, any));
		take(found.agencyName(), false, any);
		take(entry.description(), false, any);
		for (DataItem item : entry.items()) {
			take(item.name(), true, any);
		}
		entry.distributions().forEach((distribution) -> take(distribution.title(), false, any));
		String code = entry.code();
		if (code != null) {
			this.analysis.tokens(code, true).forEach((token) -> any.add(token.term()));
		}
	}

	private void take(@Nullable Text text, boolean characters, List<String> terms) {
		if (text != null) {
			this.analysis.tokens(text.zh(), characters).forEach((token) -> terms.add(token.term()));
			if (text.en() != null) {
				this.analysis.tokens(text.en(), characters).forEach((token) -> terms.add(token.term()));
			}
		}
	}

	private void addKeys(Entry entry, Document document) {
		document.add(new StringField(KEY, cut(this.analysis.key(entry.title().zh())), Field.Store.NO));
		String english = entry.title().en();
		if (english != null) {
			document.add(new StringField(KEY, cut(this.analysis.key(english)), Field.Store.NO));
		}
		for (String spelling : this.analysis.spellings(entry.title().zh())) {
			document.add(new StringField(SPELLING, spelling, Field.Store.NO));
		}
		for (Text keyword : entry.keywords()) {
			for (String spelling : this.analysis.spellings(keyword.zh())) {
				document.add(new StringField(SPELLING, spelling, Field.Store.NO));
			}
		}
	}

	private static void addSeenBy(Entry entry, Document document) {
		document.add(new StringField(SEEN_BY, entry.agency().value(), Field.Store.NO));
		if (entry.discoverability() != Discoverability.AGENCY) {
			document.add(new StringField(SEEN_BY, DEPARTMENTS, Field.Store.NO));
		}
	}

	/** A key that is short enough for a term. */
	static String cut(String key) {
		return (key.length() > LONGEST_KEY) ? key.substring(0, LONGEST_KEY) : key;
	}

	private static FieldType tokens() {
		FieldType type = new FieldType();
		type.setTokenized(true);
		type.setIndexOptions(IndexOptions.DOCS_AND_FREQS);
		type.freeze();
		return type;
	}

	/**
	 * Tokens that were made already.
	 */
	private static final class Listed extends TokenStream {

		private final CharTermAttribute term = addAttribute(CharTermAttribute.class);

		private final List<String> terms;

		private Iterator<String> left;

		private Listed(List<String> terms) {
			this.terms = terms;
			this.left = terms.iterator();
		}

		@Override
		public boolean incrementToken() {
			if (!this.left.hasNext()) {
				return false;
			}
			clearAttributes();
			this.term.append(this.left.next());
			return true;
		}

		@Override
		public void reset() throws IOException {
			super.reset();
			this.left = this.terms.iterator();
		}

	}

}
