package org.shuyuan.catalogue.search.elasticsearch;

import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.ThreadLocalRandom;

import co.elastic.clients.elasticsearch.ElasticsearchClient;
import org.shuyuan.catalogue.TestDatabase;
import org.shuyuan.catalogue.search.SearchContract;

/**
 * A corner of the real server under a name that nobody else uses; what is in it goes when
 * it is closed.
 */
public final class TestCluster implements AutoCloseable {

	private static final String PLATFORM = "https://data.example.cn";

	private final String prefix;

	private final ElasticsearchEngine engine;

	public TestCluster() {
		this("test%016x".formatted(ThreadLocalRandom.current().nextLong()));
	}

	public TestCluster(String prefix) {
		this.prefix = prefix;
		this.engine = another();
	}

	/** The engine of one instance. */
	public ElasticsearchEngine engine() {
		return this.engine;
	}

	/** The engine of another instance. */
	ElasticsearchEngine another() {
		return another(PLATFORM);
	}

	ElasticsearchEngine another(String platform) {
		return new ElasticsearchEngine(ElasticsearchServer.properties(this.prefix), SearchContract.ANALYSIS,
				SearchContract.JSON, TestDatabase.dataSource(), platform);
	}

	ElasticsearchWriter writer() {
		return new ElasticsearchWriter(client(), SearchContract.JSON, PLATFORM, Duration.ofMillis(1));
	}

	String prefix() {
		return this.prefix;
	}

	ElasticsearchClient client() {
		return this.engine.client();
	}

	public void removeIndexes() throws IOException {
		for (String index : client().indices().get((get) -> get.index(this.prefix + "-*")).indices().keySet()) {
			client().indices().delete((delete) -> delete.index(index));
		}
	}

	@Override
	public void close() throws IOException {
		removeIndexes();
		this.engine.close();
	}

}
