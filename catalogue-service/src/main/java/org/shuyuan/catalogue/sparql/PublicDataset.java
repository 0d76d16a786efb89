package org.shuyuan.catalogue.sparql;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

import org.apache.jena.dboe.base.file.Location;
import org.apache.jena.graph.Graph;
import org.apache.jena.graph.Node;
import org.apache.jena.graph.NodeFactory;
import org.apache.jena.rdf.model.Model;
import org.apache.jena.graph.Triple;
import org.apache.jena.sparql.core.DatasetGraph;
import org.apache.jena.sparql.core.Quad;
import org.apache.jena.system.Txn;
import org.apache.jena.tdb2.DatabaseMgr;
import org.apache.jena.tdb2.TDB2;
import org.apache.jena.tdb2.params.StoreParams;
import org.apache.jena.tdb2.sys.TDBInternal;
import org.jspecify.annotations.Nullable;
import org.shuyuan.catalogue.publicview.Follower;
import org.shuyuan.catalogue.publicview.PublicGraph;
import org.shuyuan.catalogue.publicview.PublicView;
import org.shuyuan.catalogue.publicview.ViewProblems;
import org.shuyuan.vocab.CodeList;
import org.shuyuan.vocab.Vocabulary;

import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;
import org.springframework.util.FileSystemUtils;

/**
 * The public view as quads: one named graph for each entry and each part of the
 * vocabulary. Its default graph, which queries do not see, holds the position reflected;
 * the two are committed together.
 */
@Component
class PublicDataset implements SmartLifecycle {

	/** Changes whenever what is written here does: an older dataset is drawn anew. */
	private static final String VERSION = "2";

	/** The larger a transaction, the cheaper each graph in it. */
	private static final int BATCH = 4000;

	/** Small commits are dear: changes that follow soon are taken in together. */
	private static final Duration GATHERING = Duration.ofMillis(150);

	/** Graphs written after which the files are worth compacting. */
	private static final int COMPACT_AFTER = 5000;

	private static final Duration LONGEST_WAIT = Duration.ofSeconds(5);

	/**
	 * Graphs are small, so one index by graph is enough, and two of the usual six would
	 * be written for nothing.
	 */
	private static final StoreParams STORE = StoreParams.builder("shuyuan")
		.quadIndexes(new String[] { "GPOS", "SPOG", "POSG", "OSPG" })
		.build();

	private static final Node VIEW = NodeFactory.createURI("urn:shuyuan:view");

	private static final Node POSITION = NodeFactory.createURI("urn:shuyuan:position");

	private static final Node STAMP = NodeFactory.createURI("urn:shuyuan:vocabulary");

	private final PublicView view;

	private final String baseUri;

	private final Path folder;

	private final Follower follower = new Follower("catalogue-sparql", this::step);

	private final CountDownLatch caughtUp = new CountDownLatch(1);

	private volatile @Nullable DatasetGraph dataset;

	private volatile long position;

	private int written;

	PublicDataset(PublicView view, @Value("${shuyuan.base-uri}") String baseUri, @Value("${shuyuan.data}") Path data) {
		this.view = view;
		this.baseUri = baseUri;
		this.folder = data.resolve("catalogue/sparql");
	}

	/**
	 * The dataset to query, once it has caught up.
	 * @throws org.shuyuan.catalogue.problem.CatalogueProblem if it has not for a while
	 */
	DatasetGraph ready() {
		try {
			DatasetGraph opened = this.caughtUp.await(LONGEST_WAIT.toMillis(), TimeUnit.MILLISECONDS) ? this.dataset
					: null;
			if (opened != null) {
				return opened;
			}
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
		}
		throw ViewProblems.notReady();
	}

	/** The position of the public view that queries reflect. */
	long position() {
		return this.position;
	}

	private void step() throws InterruptedException {
		DatasetGraph opened = (this.dataset != null) ? this.dataset : open();
		if (this.position > this.view.standing().position()) {
			Txn.executeWrite(opened, opened::clear);
			this.position = 0;
			addVocabulary(opened);
		}
		List<PublicGraph> changes = this.view.awaitGraphs(this.position, BATCH, Duration.ofSeconds(2));
		if (!changes.isEmpty() && changes.size() < BATCH) {
			Thread.sleep(GATHERING);
			changes = this.view.graphsAfter(this.position, BATCH);
		}
		if (!changes.isEmpty()) {
			apply(opened, changes);
		}
		else if (this.written >= COMPACT_AFTER) {
			this.written = 0;
			DatabaseMgr.compact(opened, true);
		}
		if (changes.size() < BATCH) {
			this.caughtUp.countDown();
		}
	}

	private void apply(DatasetGraph opened, List<PublicGraph> changes) {
		long reached = changes.getLast().position();
		Txn.executeWrite(opened, () -> {
			for (PublicGraph change : changes) {
				Node name = NodeFactory.createURI(this.baseUri + "/entries/" + change.id());
				if (opened.containsGraph(name)) {
					opened.removeGraph(name);
				}
				change.triples().forEach((triple) -> opened.add(Quad.create(name, triple)));
			}
			note(opened, POSITION, Long.toString(reached));
		});
		this.position = reached;
		this.written += changes.size();
	}

	private DatasetGraph open() {
		DatasetGraph opened;
		Path current = this.folder.resolve("v" + VERSION);
		try {
			if (!Files.isDirectory(current)) {
				FileSystemUtils.deleteRecursively(this.folder);
			}
			Files.createDirectories(current);
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
		opened = DatabaseMgr.connectDatasetGraph(Location.create(current), STORE);
		opened.getContext().setTrue(TDB2.symUnionDefaultGraph);
		this.position = Long.parseLong(Txn.calculateRead(opened, () -> noted(opened, POSITION, "0")));
		addVocabulary(opened);
		this.dataset = opened;
		return opened;
	}

	private void addVocabulary(DatasetGraph opened) {
		Map<String, Model> vocabulary = vocabulary();
		String stamp = VERSION + vocabulary.values().stream().map(Model::size).toList();
		if (stamp.equals(Txn.calculateRead(opened, () -> noted(opened, STAMP, "")))) {
			return;
		}
		Txn.executeWrite(opened, () -> {
			vocabulary.forEach((name, model) -> {
				Node graph = NodeFactory.createURI(this.baseUri + "/vocab/" + name);
				opened.removeGraph(graph);
				model.getGraph().find().forEach((triple) -> opened.add(Quad.create(graph, triple)));
			});
			note(opened, STAMP, stamp);
		});
	}

	private static Map<String, Model> vocabulary() {
		Map<String, Model> vocabulary = new LinkedHashMap<>();
		vocabulary.put("ontology", Vocabulary.ontology());
		CodeList.SCHEMES.forEach((scheme) -> vocabulary.put("codes/" + scheme, CodeList.graph(scheme)));
		return vocabulary;
	}

	private static void note(DatasetGraph opened, Node what, String value) {
		Graph notes = opened.getDefaultGraph();
		notes.remove(VIEW, what, Node.ANY);
		notes.add(VIEW, what, NodeFactory.createLiteralString(value));
	}

	private static String noted(DatasetGraph opened, Node what, String otherwise) {
		List<Triple> notes = opened.getDefaultGraph().find(VIEW, what, Node.ANY).toList();
		return notes.isEmpty() ? otherwise : notes.getFirst().getObject().getLiteralLexicalForm();
	}

	@Override
	public void start() {
		this.follower.start();
	}

	@Override
	public void stop() {
		this.follower.stop();
		DatasetGraph opened = this.dataset;
		if (opened != null) {
			this.dataset = null;
			TDBInternal.expel(opened, true);
		}
	}

	@Override
	public boolean isRunning() {
		return this.follower.running();
	}

}
