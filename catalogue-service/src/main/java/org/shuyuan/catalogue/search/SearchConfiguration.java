package org.shuyuan.catalogue.search;

import javax.sql.DataSource;

import org.shuyuan.catalogue.search.elasticsearch.ElasticsearchEngine;
import org.shuyuan.catalogue.search.elasticsearch.ElasticsearchProperties;
import org.shuyuan.catalogue.search.index.SearchEngine;
import org.shuyuan.catalogue.search.lucene.LuceneEngine;
import org.shuyuan.catalogue.text.TextAnalysis;
import org.shuyuan.observability.InvalidSetting;
import org.shuyuan.observability.PlatformProperties;
import tools.jackson.databind.json.JsonMapper;

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
	SearchEngine catalogueSearchEngine(SearchProperties properties, TextAnalysis analysis, JsonMapper json,
			PlatformProperties platform, ElasticsearchProperties cluster, DataSource database) {
		return switch (properties.search()) {
			case "lucene" -> new LuceneEngine(platform.dataFolder(), analysis, json);
			case "elasticsearch" ->
				new ElasticsearchEngine(cluster, analysis, json, database, platform.baseUri().toString());
			default -> throw new InvalidSetting(
					"SHUYUAN_SEARCH is '%s'; 'lucene' or 'elasticsearch' is expected".formatted(properties.search()));
		};
	}

}
