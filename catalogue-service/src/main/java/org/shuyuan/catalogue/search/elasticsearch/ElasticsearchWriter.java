package org.shuyuan.catalogue.search.elasticsearch;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;

import co.elastic.clients.elasticsearch.ElasticsearchClient;
import co.elastic.clients.elasticsearch._types.ElasticsearchException;
import co.elastic.clients.elasticsearch._types.ErrorCause;
import co.elastic.clients.elasticsearch._types.VersionType;
import co.elastic.clients.elasticsearch.core.bulk.BulkOperation;
import co.elastic.clients.elasticsearch.core.bulk.BulkResponseItem;
import co.elastic.clients.util.BinaryData;
import co.elastic.clients.util.ContentType;
import org.jspecify.annotations.Nullable;
import org.shuyuan.catalogue.search.index.EntryDocument;
import org.shuyuan.catalogue.search.index.IndexPosition;
import org.shuyuan.catalogue.search.index.RemovedEntry;
import tools.jackson.databind.json.JsonMapper;

/**
 * Writes to an index on a cluster, one request after the other and none of them large:
 * what the cluster has not taken is not sent yet. Each entry carries the position of its
 * change as its version, so that a late or repeated write never overwrites a newer one.
 */
final class ElasticsearchWriter {

	private static final int LARGEST_REQUEST = 4 * 1024 * 1024;

	private static final int TRIES = 8;

	static final Duration FIRST_PAUSE = Duration.ofMillis(200);

	/** Id of the document that keeps the position; no entry's id is like it. */
	private static final String POSITION = "position";

	/**
	 * Represents what is gone: no query finds it, and its version rejects older writes. A
	 * deletion would not, and would make an index where there is none.
	 */
	private static final byte[] NOTHING = { '{', '}' };

	private static final int TOO_MANY = 429;

	private static final int UNAVAILABLE = 503;

	private static final int OLDER_VERSION = 409;

	private final ElasticsearchClient client;

	private final JsonMapper json;

	private final String platform;

	private final Duration firstPause;

	/**
	 * A writer.
	 * @param platform the platform's own address, to tell apart two platforms with one
	 * prefix
	 * @param firstPause how long to wait before what was too much is sent again; doubled
	 * each time
	 */
	ElasticsearchWriter(ElasticsearchClient client, JsonMapper json, String platform, Duration firstPause) {
		this.client = client;
		this.json = json;
		this.platform = platform;
		this.firstPause = firstPause;
	}

	/**
	 * Writes entries and takes others away. Returns when the cluster has it durably.
	 * @param alias an alias of one index; an index that is missing is not made
	 */
	void write(String alias, List<EntryDocument> documents, List<RemovedEntry> gone) throws IOException {
		List<BulkOperation> request = new ArrayList<>();
		int size = 0;
		for (RemovedEntry one : gone) {
			request.add(put(alias, one.id().value(), one.position(), NOTHING));
		}
		for (EntryDocument document : documents) {
			byte[] body = body(document);
			if (size + body.length > LARGEST_REQUEST && !request.isEmpty()) {
				send(request);
				request.clear();
				size = 0;
			}
			size += body.length;
			request.add(put(alias, document.id().value(), document.position(), body));
		}
		send(request);
	}

	/** Stores the position that was reached. */
	void reach(String alias, IndexPosition indexPosition) throws IOException {
		byte[] body = this.json.writeValueAsBytes(new Reached(indexPosition, this.platform));
		send(List.of(put(alias, POSITION, indexPosition.changes(), body)));
	}

	/**
	 * The position stored in an index; nothing where there is none, or no index.
	 * @throws IOException also if the index is another platform's
	 */
	Optional<IndexPosition> reached(String index) throws IOException {
		try {
			Reached reached = this.client.get((get) -> get.index(index).id(POSITION), Reached.class).source();
			if (reached != null && !this.platform.equals(reached.platform())) {
				throw new IOException(("The index %s belongs to the platform %s: "
						+ "set SHUYUAN_ELASTICSEARCH_PREFIX to a prefix of this platform's own")
					.formatted(index, reached.platform()));
			}
			return Optional.ofNullable(reached).map(Reached::reached);
		}
		catch (ElasticsearchException ex) {
			if (ex.status() == 404) {
				return Optional.empty();
			}
			throw ex;
		}
	}

	private static BulkOperation put(String alias, String id, long version, byte[] body) {
		return BulkOperation.of((bulk) -> bulk.index((index) -> index.index(alias)
			.id(id)
			.requireAlias(true)
			.version(version)
			.versionType(VersionType.ExternalGte)
			.document(BinaryData.of(body, ContentType.APPLICATION_JSON))));
	}

	private byte[] body(EntryDocument document) {
		Map<String, Object> fields = new LinkedHashMap<>();
		fields.put(EntryDocument.ID, document.id().value());
		fields.put(EntryDocument.TITLE, document.title());
		fields.put(EntryDocument.ANY, document.any());
		fields.put(EntryDocument.KEY, document.keys());
		fields.put(EntryDocument.SPELLING, document.spellings());
		fields.put(EntryDocument.SEEN_BY, document.seenBy());
		fields.put(EntryDocument.MODIFIED, document.modified());
		fields.put(EntryDocument.LENGTH, document.length());
		fields.put(EntryDocument.ORDER, document.order());
		document.facets().forEach((facet, values) -> fields.put(facet.field(), values));
		fields.put(EntryDocument.HIT, document.hit());
		return this.json.writeValueAsBytes(fields);
	}

	/**
	 * Sends until everything is taken; what is refused as too much is sent again later.
	 */
	private void send(List<BulkOperation> operations) throws IOException {
		List<BulkOperation> left = List.copyOf(operations);
		for (int tries = 0; !left.isEmpty(); tries++) {
			if (tries > 0) {
				pause(tries);
			}
			left = sendOnce(left, tries == TRIES);
		}
	}

	private List<BulkOperation> sendOnce(List<BulkOperation> operations, boolean last) throws IOException {
		List<BulkResponseItem> items;
		try {
			items = this.client.bulk((bulk) -> bulk.operations(operations)).items();
		}
		catch (ElasticsearchException ex) {
			if (later(ex.status()) && !last) {
				return operations;
			}
			throw ex;
		}
		List<BulkOperation> left = new ArrayList<>();
		for (int i = 0; i < items.size(); i++) {
			ErrorCause error = items.get(i).error();
			int status = items.get(i).status();
			if (error == null || status == OLDER_VERSION) {
				continue;
			}
			if (!later(status) || last) {
				throw new IOException("Not taken: %d %s: %s".formatted(status, error.type(), reason(error)));
			}
			left.add(operations.get(i));
		}
		return left;
	}

	private static @Nullable String reason(ErrorCause error) {
		return error.reason();
	}

	private static boolean later(int status) {
		return status == TOO_MANY || status == UNAVAILABLE;
	}

	/**
	 * A cluster that has too much to do asks for it; longer each time, and never as long
	 * as other senders wait.
	 */
	private void pause(int tries) throws InterruptedIOException {
		long longest = this.firstPause.toMillis() << Math.min(tries - 1, 5);
		try {
			Thread.sleep(ThreadLocalRandom.current().nextLong(longest / 2, longest + 1));
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			throw new InterruptedIOException();
		}
	}

	/**
	 * What the document with the position says.
	 *
	 * @param reached the position
	 * @param platform address of the platform whose index it is
	 */
	record Reached(IndexPosition reached, String platform) {
	}

}
