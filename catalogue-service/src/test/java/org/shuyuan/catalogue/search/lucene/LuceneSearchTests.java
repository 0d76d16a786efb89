package org.shuyuan.catalogue.search.lucene;

import java.nio.file.Path;
import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.shuyuan.catalogue.search.SearchContract;
import org.shuyuan.catalogue.search.index.IndexPosition;
import org.shuyuan.catalogue.search.index.SearchEngine;
import org.shuyuan.catalogue.search.index.TestFindables;

import static org.assertj.core.api.Assertions.assertThat;

class LuceneSearchTests extends SearchContract {

	@Override
	protected SearchEngine engine(Path folder) {
		return new LuceneEngine(folder, ANALYSIS, JSON);
	}

	@Test
	void resumesAtTheCommittedPosition(@TempDir Path folder) {
		LuceneIndex first = new LuceneIndex(folder, ANALYSIS, JSON);
		first.apply(List.of(TestFindables.titled("公交站点")), List.of(), new IndexPosition(5, 2));
		first.commit();
		first.apply(List.of(TestFindables.titled("公交线路")), List.of(), new IndexPosition(6, 2));
		first.abandon();
		try (LuceneIndex second = new LuceneIndex(folder, ANALYSIS, JSON)) {
			assertThat(second.position()).isEqualTo(new IndexPosition(5, 2));
			int left = second.read((searcher) -> searcher.getIndexReader().numDocs());
			assertThat(left).isEqualTo(1);
		}
	}

}
