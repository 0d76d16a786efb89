package org.shuyuan.catalogue.search.elasticsearch;

import java.io.IOException;
import java.io.UncheckedIOException;

import javax.sql.DataSource;

import co.elastic.clients.elasticsearch.ElasticsearchClient;
import co.elastic.clients.json.jackson.Jackson3JsonpMapper;
import co.elastic.clients.transport.rest5_client.Rest5ClientTransport;
import co.elastic.clients.transport.rest5_client.low_level.Rest5Client;
import co.elastic.clients.transport.rest5_client.low_level.Rest5ClientBuilder;
import org.apache.hc.core5.http.Header;
import org.apache.hc.core5.http.HttpHeaders;
import org.apache.hc.core5.http.message.BasicHeader;
import org.apache.hc.core5.util.Timeout;
import org.shuyuan.catalogue.publicview.WriterLock;
import org.shuyuan.catalogue.search.index.SearchEngine;
import org.shuyuan.catalogue.search.index.SearchIndex;
import org.shuyuan.catalogue.text.TextAnalysis;
import tools.jackson.databind.json.JsonMapper;

/**
 * A cluster that all instances share. Nothing is asked of it before an index is: it may
 * be down at the start.
 */
public final class ElasticsearchEngine implements SearchEngine, AutoCloseable {

	private static final Timeout LONGEST_CONNECT = Timeout.ofSeconds(2);

	private static final Timeout LONGEST_ANSWER = Timeout.ofSeconds(20);

	private static final int CONNECTIONS = 64;

	private final ElasticsearchClient client;

	private final String prefix;

	private final TextAnalysis analysis;

	private final JsonMapper json;

	private final DataSource database;

	private final String platform;

	public ElasticsearchEngine(ElasticsearchProperties properties, TextAnalysis analysis, JsonMapper json,
			DataSource database, String platform) {
		this.client = client(properties, json);
		this.prefix = properties.checkedPrefix();
		this.analysis = analysis;
		this.json = json;
		this.database = database;
		this.platform = platform;
	}

	private static ElasticsearchClient client(ElasticsearchProperties properties, JsonMapper json) {
		Rest5ClientBuilder builder = Rest5Client.builder(properties.nodes());
		properties.authorization()
			.ifPresent((value) -> builder
				.setDefaultHeaders(new Header[] { new BasicHeader(HttpHeaders.AUTHORIZATION, value) }));
		properties.trust().ifPresent(builder::setSSLContext);
		builder.setConnectionConfigCallback((connection) -> connection.setConnectTimeout(LONGEST_CONNECT));
		builder.setRequestConfigCallback((request) -> request.setResponseTimeout(LONGEST_ANSWER));
		builder.setConnectionManagerCallback(
				(connections) -> connections.setMaxConnPerRoute(CONNECTIONS).setMaxConnTotal(CONNECTIONS));
		return new ElasticsearchClient(new Rest5ClientTransport(builder.build(), new Jackson3JsonpMapper(json)));
	}

	/** The client of the cluster. */
	ElasticsearchClient client() {
		return this.client;
	}

	@Override
	public SearchIndex open(String name) {
		String alias = this.prefix + "-" + name;
		return new ElasticsearchIndex(this.client, new ElasticsearchNames(alias),
				new ElasticsearchWriter(this.client, this.json, this.platform, ElasticsearchWriter.FIRST_PAUSE),
				this.analysis, new WriterLock(this.database, alias));
	}

	@Override
	public void check() throws IOException {
		this.client.search((nothing) -> nothing.index(this.prefix + "-public", this.prefix + "-internal")
			.ignoreUnavailable(true)
			.size(0)
			.terminateAfter(1L), Void.class);
	}

	@Override
	public void close() {
		try {
			this.client.close();
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

}
