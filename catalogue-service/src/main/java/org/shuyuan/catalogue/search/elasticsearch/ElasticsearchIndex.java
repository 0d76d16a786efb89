package org.shuyuan.catalogue.search.elasticsearch;

import java.io.IOException;
import java.io.StringReader;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

import co.elastic.clients.elasticsearch.ElasticsearchClient;
import co.elastic.clients.elasticsearch._types.ElasticsearchException;
import org.jspecify.annotations.Nullable;
import org.shuyuan.catalogue.publicview.ViewProblems;
import org.shuyuan.catalogue.publicview.WriterLock;
import org.shuyuan.catalogue.search.index.Clause;
import org.shuyuan.catalogue.search.index.EntryDocument;
import org.shuyuan.catalogue.search.index.IndexPosition;
import org.shuyuan.catalogue.search.index.IndexResult;
import org.shuyuan.catalogue.search.index.IndexedEntry;
import org.shuyuan.catalogue.search.index.RemovedEntry;
import org.shuyuan.catalogue.search.index.SearchHit;
import org.shuyuan.catalogue.search.index.SearchIndex;
import org.shuyuan.catalogue.search.index.SearchQuery;
import org.shuyuan.catalogue.search.index.SearchUnavailable;
import org.shuyuan.catalogue.text.TextAnalysis;

/**
 * An index on a cluster that all instances share and one of them writes. Readers ask an
 * alias. An index carries the version of documents and mapping in its name: a new version
 * is built beside the one in use and replaces it once it has caught up.
 */
final class ElasticsearchIndex implements SearchIndex {

	/** While many changes are taken in, they are made visible this often. */
	private static final Duration REFRESHES = Duration.ofSeconds(5);

	/** How often the writer looks whether what it wrote is still there. */
	private static final Duration LOOKS = Duration.ofSeconds(2);

	private final ElasticsearchClient client;

	private final ElasticsearchNames names;

	private final ElasticsearchWriter writer;

	private final ElasticsearchReader reading;

	private final TextAnalysis analysis;

	private final WriterLock lock;

	private volatile boolean answering;

	/** What the index said last; unknown after any failure. */
	private volatile @Nullable IndexPosition indexPosition;

	/** Whether what is written is what readers ask. */
	private volatile boolean inPlace;

	private boolean unseen;

	private long refreshed = System.nanoTime();

	private long looked = System.nanoTime();

	ElasticsearchIndex(ElasticsearchClient client, ElasticsearchNames names, ElasticsearchWriter writer,
			TextAnalysis analysis, WriterLock lock) {
		this.client = client;
		this.names = names;
		this.writer = writer;
		this.reading = new ElasticsearchReader(client, names.alias());
		this.analysis = analysis;
		this.lock = lock;
	}

	@Override
	public boolean writing() {
		boolean writing = this.lock.held();
		boolean due = System.nanoTime() - this.looked > LOOKS.toNanos();
		if (!writing || due) {
			forget();
			this.looked = System.nanoTime();
		}
		if (!this.answering || this.indexPosition == null) {
			this.answering = asking(() -> this.writer.reached(this.names.alias()).isPresent());
		}
		return writing;
	}

	/** As the index itself says; made first where there is none. */
	@Override
	public IndexPosition position() {
		IndexPosition known = this.indexPosition;
		if (known == null) {
			known = asking(() -> {
				Optional<IndexPosition> reached = this.writer.reached(this.names.written());
				if (reached.isEmpty()) {
					create();
				}
				return reached.orElse(IndexPosition.START);
			});
			this.indexPosition = known;
			// an earlier writer may have ended before its refresh
			this.unseen = true;
		}
		return known;
	}

	private void create() throws IOException {
		var exists = this.client.indices().existsAlias((asked) -> asked.name(this.names.written()));
		if (!exists.value()) {
			this.client.indices()
				.create((create) -> create.index(this.names.another())
					.withJson(new StringReader(ElasticsearchNames.DEFINITION))
					.aliases(this.names.written(), (alias) -> alias.isWriteIndex(true)));
		}
		this.writer.reach(this.names.written(), IndexPosition.START);
	}

	@Override
	public void apply(List<IndexedEntry> found, List<RemovedEntry> gone, IndexPosition indexPosition) {
		List<EntryDocument> documents = found.stream().map((one) -> EntryDocument.of(one, this.analysis)).toList();
		asking(() -> {
			this.writer.write(this.names.written(), documents, gone);
			this.writer.reach(this.names.written(), indexPosition);
			return indexPosition;
		});
		this.indexPosition = indexPosition;
		this.unseen = true;
	}

	@Override
	public void settle(boolean upToDate) {
		boolean due = System.nanoTime() - this.refreshed > REFRESHES.toNanos();
		if (this.unseen && (upToDate || due)) {
			refresh(this.names.written());
			this.unseen = false;
			this.refreshed = System.nanoTime();
		}
		if (upToDate && !this.inPlace) {
			this.inPlace = asking(this::takePlace);
		}
	}

	private void refresh(String index) {
		asking(() -> this.client.indices().refresh((refresh) -> refresh.index(index)));
	}

	/** Lets readers ask what is written, and drops what they asked before. */
	private boolean takePlace() throws IOException {
		Set<String> written = this.names.behind(this.client, this.names.written());
		if (written.isEmpty()) {
			return false;
		}
		if (this.names.behind(this.client, this.names.alias()).equals(written)) {
			return true;
		}
		List<String> old = new ArrayList<>(this.names.all(this.client));
		old.removeAll(written);
		this.client.indices().updateAliases((update) -> {
			written.forEach((index) -> update
				.actions((action) -> action.add((add) -> add.index(index).alias(this.names.alias()))));
			old.forEach((index) -> update.actions((action) -> action.removeIndex((remove) -> remove.index(index))));
			return update;
		});
		this.answering = true;
		return true;
	}

	@Override
	public Optional<IndexPosition> previous() {
		return this.inPlace ? Optional.empty() : asking(() -> {
			Set<String> asked = this.names.behind(this.client, this.names.alias());
			return asked.isEmpty() || asked.equals(this.names.behind(this.client, this.names.written()))
					? Optional.<IndexPosition>empty() : this.writer.reached(this.names.alias());
		});
	}

	@Override
	public void evict(List<RemovedEntry> gone, IndexPosition indexPosition) {
		asking(() -> {
			this.writer.write(this.names.alias(), List.of(), gone);
			this.writer.reach(this.names.alias(), indexPosition);
			return indexPosition;
		});
		refresh(this.names.alias());
	}

	@Override
	public void clear() {
		asking(() -> {
			for (String index : this.names.all(this.client)) {
				this.client.indices().delete((delete) -> delete.index(index));
			}
			return true;
		});
		forget();
		this.answering = false;
	}

	private void forget() {
		this.indexPosition = null;
		this.inPlace = false;
	}

	@Override
	public boolean answering() {
		return this.answering;
	}

	@Override
	public IndexResult find(SearchQuery searchQuery, Clause words) {
		return asking(() -> this.reading.find(searchQuery, words));
	}

	@Override
	public List<Integer> counts(List<Clause> clauses) {
		return asking(() -> this.reading.counts(clauses));
	}

	@Override
	public List<SearchHit> best(Clause words, int limit) {
		return asking(() -> this.reading.best(words, limit));
	}

	@Override
	public void close() {
		this.lock.close();
	}

	private <T> T asking(Request<T> request) {
		try {
			return request.send();
		}
		catch (ElasticsearchException ex) {
			forget();
			if (ex.status() == 404) {
				this.answering = false;
				throw ViewProblems.notReady();
			}
			throw new SearchUnavailable(ex);
		}
		catch (IOException ex) {
			forget();
			throw new SearchUnavailable(ex);
		}
	}

	/**
	 * Something asked of the cluster.
	 *
	 * @param <T> what it answers
	 */
	private interface Request<T> {

		T send() throws IOException;

	}

}
