package org.shuyuan.catalogue.search.lucene;

import java.io.IOException;
import java.util.Collection;

import org.apache.lucene.index.LeafReaderContext;
import org.apache.lucene.search.CollectorManager;
import org.apache.lucene.search.Scorable;
import org.apache.lucene.search.ScoreMode;
import org.apache.lucene.search.SimpleCollector;
import org.jspecify.annotations.Nullable;

/**
 * Counts hits of at least some score in the pass that collects them.
 */
final class ScoreCount implements CollectorManager<ScoreCount.Counting, Integer> {

	private final float least;

	ScoreCount(float least) {
		this.least = least;
	}

	@Override
	public Counting newCollector() {
		return new Counting(this.least);
	}

	@Override
	public Integer reduce(Collection<Counting> collectors) {
		return collectors.stream().mapToInt((collector) -> collector.count).sum();
	}

	static final class Counting extends SimpleCollector {

		private final float least;

		private @Nullable Scorable scorer;

		private int count;

		private Counting(float least) {
			this.least = least;
		}

		@Override
		public void setScorer(Scorable scorer) {
			this.scorer = scorer;
		}

		@Override
		protected void doSetNextReader(LeafReaderContext context) {
			this.scorer = null;
		}

		@Override
		public void collect(int document) throws IOException {
			Scorable scored = this.scorer;
			if (scored != null && scored.score() >= this.least) {
				this.count++;
			}
		}

		@Override
		public ScoreMode scoreMode() {
			return ScoreMode.COMPLETE;
		}

	}

}
