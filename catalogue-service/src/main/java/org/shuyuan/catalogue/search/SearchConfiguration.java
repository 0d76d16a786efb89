package org.shuyuan.catalogue.search;

import java.nio.file.Path;

import javax.sql.DataSource;

import org.shuyuan.catalogue.search.elasticsearch.ElasticsearchEngine;
import org.shuyuan.catalogue.search.elasticsearch.ElasticsearchProperties;
import org.shuyuan.catalogue.search.index.SearchEngine;
import org.shuyuan.catalogue.search.lucene.LuceneEngine;
import org.shuyuan.catalogue.text.TextAnalysis;
import org.shuyuan.observability.InvalidSetting;
import tools.jackson.databind.json.JsonMapper;

import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
class SearchConfiguration {

	@Bean
	TextAnalysis catalogueTextAnalysis() {
		return new TextAnalysis();
	}

	/** Lucene by default; {@code SHUYUAN_SEARCH=elasticsearch} shares a cluster. */
	@Bean
	SearchEngine catalogueSearchEngine(@Value("${shuyuan.search:lucene}") String kind, TextAnalysis analysis,
			JsonMapper json, @Value("${shuyuan.data}") Path data, ElasticsearchProperties cluster, DataSource database,
			@Value("${shuyuan.base-uri}") String platform) {
		return switch (kind) {
			case "lucene" -> new LuceneEngine(data, analysis, json);
			case "elasticsearch" -> new ElasticsearchEngine(cluster, analysis, json, database, platform);
			default -> throw new InvalidSetting(
					"SHUYUAN_SEARCH is '%s'; 'lucene' or 'elasticsearch' is expected".formatted(kind));
		};
	}

}
