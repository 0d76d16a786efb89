package org.shuyuan.catalogue.search.lucene;

import java.nio.file.Path;

import org.shuyuan.catalogue.search.index.SearchEngine;
import org.shuyuan.catalogue.search.index.SearchIndex;
import org.shuyuan.catalogue.text.TextAnalysis;
import tools.jackson.databind.json.JsonMapper;

/**
 * Lucene in this process: each instance keeps its own indexes.
 */
public final class LuceneEngine implements SearchEngine {

	private final Path data;

	private final TextAnalysis analysis;

	private final JsonMapper json;

	public LuceneEngine(Path data, TextAnalysis analysis, JsonMapper json) {
		this.data = data;
		this.analysis = analysis;
		this.json = json;
	}

	@Override
	public SearchIndex open(String name) {
		return new LuceneIndex(this.data.resolve("catalogue/search-" + name), this.analysis, this.json);
	}

	/** In this process it answers whenever anything does. */
	@Override
	public void check() {
	}

}
