package org.shuyuan.catalogue.search.lucene;

import java.io.IOException;
import java.util.Collection;
import java.util.Iterator;

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
import org.shuyuan.catalogue.search.index.EntryDocument;
import tools.jackson.databind.json.JsonMapper;

/**
 * How an entry is stored in a Lucene index.
 */
final class LuceneDocuments {

	private static final FieldType TERMS = terms();

	private final JsonMapper json;

	LuceneDocuments(JsonMapper json) {
		this.json = json;
	}

	Document of(EntryDocument entry) {
		Document document = new Document();
		String id = entry.id().value();
		document.add(new StringField(EntryDocument.ID, id, Field.Store.NO));
		document.add(new SortedDocValuesField(EntryDocument.ID, new BytesRef(id)));
		document.add(new Field(EntryDocument.TITLE, new Listed(entry.title()), TERMS));
		document.add(new Field(EntryDocument.ANY, new Listed(entry.any()), TERMS));
		document.add(new Field(EntryDocument.SPELLING, new Listed(entry.spellings()), TERMS));
		entry.keys().forEach((key) -> document.add(new StringField(EntryDocument.KEY, key, Field.Store.NO)));
		entry.seenBy()
			.forEach((agency) -> document.add(new StringField(EntryDocument.SEEN_BY, agency, Field.Store.NO)));
		entry.facets().forEach((facet, values) -> {
			for (String value : values) {
				document.add(new StringField(facet.field(), value, Field.Store.NO));
				document.add(new SortedSetDocValuesField(facet.field(), new BytesRef(value)));
			}
		});
		document.add(new NumericDocValuesField(EntryDocument.MODIFIED, entry.modified()));
		document.add(new NumericDocValuesField(EntryDocument.LENGTH, entry.length()));
		document.add(new SortedDocValuesField(EntryDocument.ORDER, new BytesRef(entry.order())));
		document.add(new StoredField(EntryDocument.HIT, this.json.writeValueAsBytes(entry.hit())));
		return document;
	}

	private static FieldType terms() {
		FieldType type = new FieldType();
		type.setTokenized(true);
		type.setOmitNorms(true);
		type.setIndexOptions(IndexOptions.DOCS);
		type.freeze();
		return type;
	}

	/**
	 * Tokens that were made already.
	 */
	private static final class Listed extends TokenStream {

		private final CharTermAttribute term = addAttribute(CharTermAttribute.class);

		private final Collection<String> terms;

		private Iterator<String> left;

		private Listed(Collection<String> terms) {
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
