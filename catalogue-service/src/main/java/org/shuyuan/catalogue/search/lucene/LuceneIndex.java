package org.shuyuan.catalogue.search.lucene;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import org.apache.lucene.analysis.core.KeywordAnalyzer;
import org.apache.lucene.index.IndexWriter;
import org.apache.lucene.index.IndexWriterConfig;
import org.apache.lucene.index.Term;
import org.apache.lucene.search.IndexSearcher;
import org.apache.lucene.search.SearcherFactory;
import org.apache.lucene.search.SearcherManager;
import org.apache.lucene.store.FSDirectory;
import org.apache.lucene.store.LockObtainFailedException;
import org.shuyuan.catalogue.search.index.Clause;
import org.shuyuan.catalogue.search.index.EntryDocument;
import org.shuyuan.catalogue.search.index.IndexPosition;
import org.shuyuan.catalogue.search.index.IndexResult;
import org.shuyuan.catalogue.search.index.IndexedEntry;
import org.shuyuan.catalogue.search.index.RemovedEntry;
import org.shuyuan.catalogue.search.index.SearchHit;
import org.shuyuan.catalogue.search.index.SearchIndex;
import org.shuyuan.catalogue.search.index.SearchQuery;
import org.shuyuan.catalogue.text.TextAnalysis;
import tools.jackson.databind.json.JsonMapper;

/**
 * An index in a folder of this instance alone.
 */
public final class LuceneIndex implements SearchIndex {

	private static final Duration COMMITS = Duration.ofSeconds(5);

	private static final String CHANGES = "position";

	private static final String DATA = "data";

	private static final String VERSION = "version";

	private final FSDirectory directory;

	private final IndexWriter writer;

	private final SearcherManager searchers;

	private final TextAnalysis analysis;

	private final LuceneDocuments documents;

	private final LuceneReader reading;

	private volatile IndexPosition indexPosition;

	private volatile IndexPosition committed;

	private volatile boolean caughtUp;

	private long lastCommit;

	public LuceneIndex(Path folder, TextAnalysis analysis, JsonMapper json) {
		this.analysis = analysis;
		this.documents = new LuceneDocuments(json);
		this.reading = new LuceneReader(json);
		try {
			this.directory = FSDirectory.open(folder);
			this.writer = writer(this.directory);
			this.searchers = new SearcherManager(this.writer, new SearcherFactory());
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
		Map<String, String> data = data(this.writer);
		this.indexPosition = new IndexPosition(Long.parseLong(data.getOrDefault(CHANGES, "0")),
				Long.parseLong(data.getOrDefault(DATA, "0")));
		this.committed = this.indexPosition;
	}

	/**
	 * Opens what is there; what is broken or was written by other code is replaced by
	 * nothing, at position 0.
	 */
	private static IndexWriter writer(FSDirectory directory) throws IOException {
		try {
			IndexWriter writer = new IndexWriter(directory, configuration(IndexWriterConfig.OpenMode.CREATE_OR_APPEND));
			String version = data(writer).get(VERSION);
			if (writer.getDocStats().maxDoc == 0 || EntryDocument.VERSION.equals(version)) {
				return writer;
			}
			writer.close();
		}
		catch (LockObtainFailedException ex) {
			throw ex;
		}
		catch (IOException | IllegalArgumentException ex) {
			// Cannot be read: it is derived, so it is rebuilt.
		}
		return new IndexWriter(directory, configuration(IndexWriterConfig.OpenMode.CREATE));
	}

	private static IndexWriterConfig configuration(IndexWriterConfig.OpenMode mode) {
		return new IndexWriterConfig(new KeywordAnalyzer()).setOpenMode(mode)
			.setRAMBufferSizeMB(32)
			.setCommitOnClose(false);
	}

	private static Map<String, String> data(IndexWriter writer) {
		Map<String, String> data = new HashMap<>();
		Iterable<Map.Entry<String, String>> committed = writer.getLiveCommitData();
		if (committed != null) {
			committed.forEach((entry) -> data.put(entry.getKey(), entry.getValue()));
		}
		return data;
	}

	/** The folder is locked by its writer. */
	@Override
	public boolean writing() {
		return true;
	}

	/** The position that searches reflect. */
	@Override
	public IndexPosition position() {
		return this.indexPosition;
	}

	@Override
	public void apply(List<IndexedEntry> found, List<RemovedEntry> gone, IndexPosition indexPosition) {
		try {
			for (RemovedEntry one : gone) {
				this.writer.deleteDocuments(new Term(EntryDocument.ID, one.id().value()));
			}
			for (IndexedEntry one : found) {
				this.writer.updateDocument(new Term(EntryDocument.ID, one.id().value()),
						this.documents.of(EntryDocument.of(one, this.analysis)));
			}
			if (!found.isEmpty() || !gone.isEmpty()) {
				this.searchers.maybeRefreshBlocking();
			}
			this.indexPosition = indexPosition;
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	@Override
	public void settle(boolean upToDate) {
		boolean due = System.nanoTime() - this.lastCommit > COMMITS.toNanos();
		if (dirty() && due) {
			commit();
		}
		if (upToDate) {
			this.caughtUp = true;
		}
	}

	private boolean dirty() {
		return !this.indexPosition.equals(this.committed);
	}

	/** Makes what was taken in survive a restart. */
	void commit() {
		IndexPosition reached = this.indexPosition;
		try {
			this.writer.setLiveCommitData(Map.of(CHANGES, Long.toString(reached.changes()), DATA,
					Long.toString(reached.data()), VERSION, EntryDocument.VERSION)
				.entrySet());
			this.writer.commit();
			this.committed = reached;
			this.lastCommit = System.nanoTime();
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	@Override
	public void clear() {
		try {
			this.writer.deleteAll();
			this.indexPosition = IndexPosition.START;
			commit();
			this.searchers.maybeRefreshBlocking();
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	/** An older one is deleted. */
	@Override
	public Optional<IndexPosition> previous() {
		return Optional.empty();
	}

	@Override
	public void evict(List<RemovedEntry> gone, IndexPosition indexPosition) {
		throw new IllegalStateException("No index is ready");
	}

	@Override
	public boolean answering() {
		return this.caughtUp;
	}

	@Override
	public IndexResult find(SearchQuery searchQuery, Clause words) {
		return read((searcher) -> this.reading.find(searcher, searchQuery, words));
	}

	@Override
	public List<Integer> counts(List<Clause> clauses) {
		return read((searcher) -> this.reading.counts(searcher, clauses));
	}

	@Override
	public List<SearchHit> best(Clause words, int limit) {
		return read((searcher) -> this.reading.best(searcher, words, limit));
	}

	/** Reads in one state of the index. */
	public <T> T read(Reading<T> reading) {
		try {
			IndexSearcher searcher = this.searchers.acquire();
			try {
				return reading.in(searcher);
			}
			finally {
				this.searchers.release(searcher);
			}
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	/**
	 * What is read in one state of the index.
	 *
	 * @param <T> type of the result
	 */
	public interface Reading<T> {

		T in(IndexSearcher searcher) throws IOException;

	}

	/** Lets go of the folder without keeping what was not committed. */
	void abandon() {
		try {
			this.searchers.close();
			this.writer.rollback();
			this.directory.close();
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	@Override
	public void close() {
		try {
			this.searchers.close();
			if (dirty()) {
				commit();
			}
			this.writer.close();
			this.directory.close();
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

}
