package org.shuyuan.catalogue.sparql;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

import org.apache.jena.graph.Node;
import org.apache.jena.graph.NodeFactory;
import org.apache.jena.graph.Triple;
import org.jspecify.annotations.Nullable;
import org.shuyuan.catalogue.publicview.PublicGraph;
import org.shuyuan.catalogue.publicview.PublicView;
import org.shuyuan.catalogue.publicview.ViewProblems;
import org.shuyuan.catalogue.publicview.ViewReadiness;
import org.shuyuan.catalogue.sparql.query.ReadOnlyQuery;
import org.shuyuan.catalogue.sparql.query.RunningQuery;
import org.shuyuan.catalogue.sparql.store.QuadStore;
import org.shuyuan.catalogue.sparql.store.SparqlUnavailable;
import org.shuyuan.catalogue.sparql.store.ViewPosition;
import org.shuyuan.observability.PlatformProperties;
import org.shuyuan.support.task.BackgroundTask;
import org.shuyuan.support.task.Backoff;

import org.springframework.context.annotation.Bean;
import org.springframework.stereotype.Component;

/**
 * The public view as quads: one named graph for each entry and each part of the
 * vocabulary, and one that says how much of the view is reflected.
 */
@Component
class PublicDataset {

	/** Changes whenever what is written here does: an older dataset is rebuilt. */
	private static final String VERSION = "3";

	/** The larger a transaction, the cheaper each graph in it. */
	private static final int BATCH = 4000;

	/** More than these are not written in one transaction, but for a single graph. */
	private static final int MOST_TRIPLES = 100_000;

	/** Small commits are dear: changes that follow soon are taken in together. */
	private static final Duration GATHERING = Duration.ofMillis(150);

	private static final Duration LONGEST_WAIT = Duration.ofSeconds(5);

	/** How often is looked again, by who only reads, and while the store is away. */
	private static final Duration LOOK = Duration.ofSeconds(1);

	private final PublicView view;

	private final ViewReadiness readiness;

	private final QuadStore store;

	private final String baseUri;

	private final BackgroundTask task;

	private volatile CountDownLatch caughtUp = new CountDownLatch(1);

	private volatile @Nullable SparqlUnavailable failure;

	private volatile long position = -1;

	private @Nullable VocabularyGraphs vocabulary;

	/** Position from which on the dataset is complete enough to be asked. */
	private long wanted;

	PublicDataset(PublicView view, ViewReadiness readiness, QuadStore store, PlatformProperties platform) {
		this.view = view;
		this.readiness = readiness;
		this.store = store;
		this.task = new BackgroundTask("catalogue-sparql", this::step, Backoff.QUICK).withEnd(store::close);
		this.baseUri = platform.baseUri().toString();
	}

	/**
	 * A query over the dataset, once that has caught up.
	 * @throws org.shuyuan.support.problem.Problem if it has not for a while
	 */
	RunningQuery query(ReadOnlyQuery query, Duration longest) {
		SparqlUnavailable down = this.failure;
		CountDownLatch ready = this.caughtUp;
		if (down != null && ready.getCount() > 0) {
			throw new SparqlUnavailable(down);
		}
		try {
			if (ready.await(LONGEST_WAIT.toMillis(), TimeUnit.MILLISECONDS)) {
				return this.store.query(query, longest);
			}
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
		}
		throw ViewProblems.notReady();
	}

	/**
	 * The position of the public view that queries reflect, as last seen; 0 before that.
	 */
	long position() {
		return Math.max(this.position, 0);
	}

	/**
	 * Whether updating the dataset failed in its last round, or hangs in this one.
	 */
	boolean failing() {
		return this.failure != null || this.task.isHanging();
	}

	private Duration step() throws InterruptedException {
		try {
			boolean writing = follow();
			this.failure = null;
			return writing ? Duration.ZERO : LOOK;
		}
		catch (SparqlUnavailable ex) {
			this.failure = ex;
			throw ex;
		}
	}

	private VocabularyGraphs vocabulary() {
		VocabularyGraphs known = this.vocabulary;
		if (known == null) {
			known = VocabularyGraphs.at(this.baseUri);
			this.vocabulary = known;
		}
		return known;
	}

	/** Whether this instance maintains the dataset. */
	private boolean follow() throws InterruptedException {
		boolean writing = this.store.writing();
		boolean drawn = this.readiness.ready();
		PublicView.Standing standing = this.view.standing();
		Optional<ViewPosition> reflected = this.store.reflected();
		if (writing && (reflected.isEmpty() || !current(reflected.get(), standing))) {
			draw(reflected, standing);
			reflected = this.store.reflected();
		}
		if (drawn) {
			reach(reflected, standing);
		}
		if (writing && reflected.isPresent()) {
			take(reflected.get(), standing);
		}
		return writing;
	}

	private boolean current(ViewPosition reflected, PublicView.Standing standing) {
		return reflected.version().equals(VERSION) && reflected.vocabulary().equals(vocabulary().stamp())
				&& reflected.position() <= standing.position();
	}

	/** Starts over, unless only the vocabulary has changed. */
	private void draw(Optional<ViewPosition> reflected, PublicView.Standing standing) {
		Optional<ViewPosition> kept = reflected
			.filter((known) -> known.version().equals(VERSION) && known.position() <= standing.position());
		if (kept.isEmpty() && reflected.isPresent()) {
			this.store.clear();
		}
		long reached = kept.map(ViewPosition::position).orElse(0L);
		this.store.replace(vocabulary().triples(), kept, new ViewPosition(VERSION, vocabulary().stamp(), reached));
	}

	private void take(ViewPosition reflected, PublicView.Standing standing) throws InterruptedException {
		List<PublicGraph> changes = this.view.awaitGraphs(reflected.position(), BATCH, Duration.ofSeconds(2));
		if (!changes.isEmpty() && changes.size() < BATCH) {
			Thread.sleep(GATHERING);
			changes = this.view.graphsAfter(reflected.position(), BATCH);
		}
		if (changes.isEmpty()) {
			this.task.upToDate();
			this.store.rest();
			return;
		}
		ViewPosition before = reflected;
		Map<Node, List<Triple>> graphs = new LinkedHashMap<>();
		int triples = 0;
		for (PublicGraph change : changes) {
			graphs.put(NodeFactory.createURI(this.baseUri + "/entries/" + change.id()), change.triples());
			triples += change.triples().size();
			if (triples >= MOST_TRIPLES || change == changes.getLast()) {
				ViewPosition after = new ViewPosition(VERSION, vocabulary().stamp(), change.position());
				this.store.replace(graphs, Optional.of(before), after);
				before = after;
				graphs.clear();
				triples = 0;
			}
		}
		reach(this.store.reflected(), standing);
	}

	/** What is complete may be asked, until the store loses something. */
	private void reach(Optional<ViewPosition> reflected, PublicView.Standing standing) {
		long reached = reflected.map(ViewPosition::position).orElse(-1L);
		if (reached < this.position || this.position < 0) {
			this.wanted = standing.lastEntry();
		}
		if (reached < this.position && this.caughtUp.getCount() == 0) {
			this.caughtUp = new CountDownLatch(1);
		}
		this.position = reached;
		if (reached >= this.wanted) {
			this.caughtUp.countDown();
		}
	}

	@Bean
	BackgroundTask sparqlViewTask() {
		return this.task;
	}

}
