package org.shuyuan.catalogue.search.elasticsearch;

import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

import org.shuyuan.catalogue.TestbedServer;

/**
 * A real Elasticsearch for all tests of a JVM.
 */
public final class ElasticsearchServer {

	private static final String PREFIX = "SHUYUAN_ELASTICSEARCH_";

	private static final Optional<Map<String, String>> SETTINGS = TestbedServer.settings("elasticsearch",
			PREFIX + "URL", Path.of("org/elasticsearch/distribution/integ-test-zip/elasticsearch"));

	private ElasticsearchServer() {
	}

	public static boolean present() {
		return SETTINGS.isPresent();
	}

	/** How to reach it, under names of our own. */
	public static ElasticsearchProperties properties(String prefix) {
		Map<String, String> settings = SETTINGS.orElseThrow();
		return new ElasticsearchProperties(settings.get(PREFIX + "URL"), settings.get(PREFIX + "USER"), null,
				path(settings.get(PREFIX + "PASSWORD_FILE")), null, path(settings.get(PREFIX + "API_KEY_FILE")),
				path(settings.get(PREFIX + "CA")), prefix);
	}

	private static Path path(String name) {
		return (name != null) ? Path.of(name) : null;
	}

}
