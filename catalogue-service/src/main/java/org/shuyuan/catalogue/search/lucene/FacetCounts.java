package org.shuyuan.catalogue.search.lucene;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import org.apache.lucene.index.DocValues;
import org.apache.lucene.index.LeafReaderContext;
import org.apache.lucene.index.SortedSetDocValues;
import org.apache.lucene.search.Collector;
import org.apache.lucene.search.CollectorManager;
import org.apache.lucene.search.LeafCollector;
import org.apache.lucene.search.Scorable;
import org.apache.lucene.search.ScoreMode;
import org.shuyuan.catalogue.search.index.Facet;

/**
 * Counts hits per facet and value while they are collected; needs nothing that would have
 * to be prepared for each new state of an index.
 */
final class FacetCounts implements CollectorManager<FacetCounts.Counting, Map<Facet, Map<String, Integer>>> {

	private final List<Facet> facets;

	FacetCounts(List<Facet> facets) {
		this.facets = List.copyOf(facets);
	}

	@Override
	public Counting newCollector() {
		return new Counting(this.facets);
	}

	@Override
	public Map<Facet, Map<String, Integer>> reduce(Collection<Counting> collectors) throws IOException {
		Map<Facet, Map<String, Integer>> counts = new EnumMap<>(Facet.class);
		this.facets.forEach((facet) -> counts.put(facet, new HashMap<>()));
		for (Counting collector : collectors) {
			for (Tally tally : collector.tallies) {
				tally.addTo(counts.computeIfAbsent(tally.facet, (facet) -> new HashMap<>()));
			}
		}
		return counts;
	}

	static final class Counting implements Collector {

		private final List<Facet> facets;

		private final List<Tally> tallies = new ArrayList<>();

		private Counting(List<Facet> facets) {
			this.facets = facets;
		}

		@Override
		public LeafCollector getLeafCollector(LeafReaderContext context) throws IOException {
			Tally[] here = new Tally[this.facets.size()];
			for (int i = 0; i < here.length; i++) {
				Facet facet = this.facets.get(i);
				here[i] = new Tally(facet, DocValues.getSortedSet(context.reader(), facet.field()));
				this.tallies.add(here[i]);
			}
			return new LeafCollector() {

				@Override
				public void setScorer(Scorable scorer) {
				}

				@Override
				public void collect(int document) throws IOException {
					for (Tally tally : here) {
						tally.count(document);
					}
				}

			};
		}

		@Override
		public ScoreMode scoreMode() {
			return ScoreMode.COMPLETE_NO_SCORES;
		}

	}

	private static final class Tally {

		private final Facet facet;

		private final SortedSetDocValues values;

		private final int[] counts;

		private Tally(Facet facet, SortedSetDocValues values) {
			this.facet = facet;
			this.values = values;
			this.counts = new int[Math.toIntExact(values.getValueCount())];
		}

		private void count(int document) throws IOException {
			if (this.values.advanceExact(document)) {
				for (int i = this.values.docValueCount(); i > 0; i--) {
					this.counts[(int) this.values.nextOrd()]++;
				}
			}
		}

		private void addTo(Map<String, Integer> totals) throws IOException {
			for (int ordinal = 0; ordinal < this.counts.length; ordinal++) {
				if (this.counts[ordinal] > 0) {
					totals.merge(this.values.lookupOrd(ordinal).utf8ToString(), this.counts[ordinal], Integer::sum);
				}
			}
		}

	}

}
