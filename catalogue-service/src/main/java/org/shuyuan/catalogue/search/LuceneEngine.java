package org.shuyuan.catalogue.search;

import java.nio.file.Path;

import tools.jackson.databind.json.JsonMapper;

/**
 * Lucene in this process: each instance keeps indexes of its own.
 */
final class LuceneEngine implements SearchEngine {

	private final Path data;

	private final TextAnalysis analysis;

	private final JsonMapper json;

	LuceneEngine(Path data, TextAnalysis analysis, JsonMapper json) {
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
