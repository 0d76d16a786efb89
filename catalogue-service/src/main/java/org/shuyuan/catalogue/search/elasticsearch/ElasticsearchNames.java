package org.shuyuan.catalogue.search.elasticsearch;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ThreadLocalRandom;
import java.util.zip.CRC32;

import co.elastic.clients.elasticsearch.ElasticsearchClient;
import co.elastic.clients.elasticsearch._types.ElasticsearchException;
import org.shuyuan.catalogue.search.index.EntryDocument;

/**
 * What an index is called on a cluster.
 *
 * @param alias the alias that is asked, such as {@code shuyuan-public}
 */
record ElasticsearchNames(String alias) {

	/** Settings and mapping. */
	static final String DEFINITION = definition();

	private static final String VERSION = version();

	private static String definition() {
		try (InputStream json = ElasticsearchNames.class.getResourceAsStream("elasticsearch-index.json")) {
			return new String(Objects.requireNonNull(json).readAllBytes(), StandardCharsets.UTF_8);
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	private static String version() {
		CRC32 sum = new CRC32();
		sum.update(DEFINITION.getBytes(StandardCharsets.UTF_8));
		return "v" + EntryDocument.VERSION + "-" + HexFormat.of().toHexDigits((int) sum.getValue());
	}

	/** The alias that is written, one for each version of documents and mapping. */
	String written() {
		return this.alias + "-" + VERSION;
	}

	/** A name that was never used. */
	String another() {
		return "%s-%08x".formatted(written(), ThreadLocalRandom.current().nextInt());
	}

	/** The indexes of every version. */
	Set<String> all(ElasticsearchClient client) throws IOException {
		return client.indices().get((get) -> get.index(this.alias + "-v*")).indices().keySet();
	}

	/** The indexes behind an alias; none where there is no such alias. */
	Set<String> behind(ElasticsearchClient client, String name) throws IOException {
		try {
			return client.indices().getAlias((get) -> get.name(name)).aliases().keySet();
		}
		catch (ElasticsearchException ex) {
			if (ex.status() == 404) {
				return Set.of();
			}
			throw ex;
		}
	}

}
