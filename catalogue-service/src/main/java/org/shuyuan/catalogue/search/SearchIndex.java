package org.shuyuan.catalogue.search;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;

import org.apache.lucene.analysis.core.KeywordAnalyzer;
import org.apache.lucene.index.IndexWriter;
import org.apache.lucene.index.IndexWriterConfig;
import org.apache.lucene.index.Term;
import org.apache.lucene.search.IndexSearcher;
import org.apache.lucene.search.SearcherFactory;
import org.apache.lucene.search.SearcherManager;
import org.apache.lucene.store.FSDirectory;
import org.shuyuan.vocab.EntryId;

/**
 * One index in its folder, with the position of the log that it reflects. Written by one
 * thread, read by any.
 */
final class SearchIndex implements AutoCloseable {

	private static final String POSITION = "position";

	private static final String VERSION = "version";

	private final FSDirectory directory;

	private final IndexWriter writer;

	private final SearcherManager searchers;

	private final EntryDocument documents;

	private volatile long position;

	private volatile long committed;

	SearchIndex(Path folder, EntryDocument documents) {
		this.documents = documents;
		try {
			this.directory = FSDirectory.open(folder);
			this.writer = writer(this.directory);
			this.searchers = new SearcherManager(this.writer, new SearcherFactory());
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
		this.position = committedPosition();
		this.committed = this.position;
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
		catch (org.apache.lucene.store.LockObtainFailedException ex) {
			throw ex;
		}
		catch (IOException | IllegalArgumentException ex) {
			// Cannot be read: it is derived, so it is drawn anew.
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

	private long committedPosition() {
		return Long.parseLong(data(this.writer).getOrDefault(POSITION, "0"));
	}

	/** The position that searches reflect. */
	long position() {
		return this.position;
	}

	/** Whether there is something that a restart would have to do again. */
	boolean dirty() {
		return this.position != this.committed;
	}

	/**
	 * Takes in changes and makes them visible.
	 * @param position the position of the log after them
	 */
	void apply(Collection<Findable> found, Collection<EntryId> gone, long position) {
		try {
			for (EntryId id : gone) {
				this.writer.deleteDocuments(new Term(EntryDocument.ID, id.value()));
			}
			for (Findable one : found) {
				this.writer.updateDocument(new Term(EntryDocument.ID, one.id().value()), this.documents.of(one));
			}
			if (!found.isEmpty() || !gone.isEmpty()) {
				this.searchers.maybeRefreshBlocking();
			}
			this.position = position;
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	/** Makes what was taken in survive a restart. */
	void commit() {
		long reached = this.position;
		try {
			this.writer
				.setLiveCommitData(Map.of(POSITION, Long.toString(reached), VERSION, EntryDocument.VERSION).entrySet());
			this.writer.commit();
			this.committed = reached;
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	/** Forgets everything. */
	void clear() {
		try {
			this.writer.deleteAll();
			this.position = 0;
			commit();
			this.searchers.maybeRefreshBlocking();
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	/** Reads in one state of the index. */
	<T> T read(Reading<T> reading) {
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
	 * @param <T> what comes of it
	 */
	interface Reading<T> {

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
