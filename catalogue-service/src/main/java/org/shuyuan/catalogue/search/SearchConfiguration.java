package org.shuyuan.catalogue.search;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
class SearchConfiguration {

	@Bean
	TextAnalysis catalogueTextAnalysis() {
		return new TextAnalysis();
	}

}
