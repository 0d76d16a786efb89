package org.shuyuan.catalogue.search;

import java.nio.file.Path;

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

	@Bean
	SearchEngine catalogueSearchEngine(TextAnalysis analysis, JsonMapper json, @Value("${shuyuan.data}") Path data) {
		return new LuceneEngine(data, analysis, json);
	}

}
