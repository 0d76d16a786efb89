package org.shuyuan.gateway.intake;

import java.util.List;

import org.shuyuan.gateway.inspection.ScanRules;
import org.shuyuan.gateway.negativelist.ContentRule;
import org.shuyuan.gateway.negativelist.ContentWords;
import org.shuyuan.gateway.versions.ScanRulesStore;

import org.springframework.boot.flyway.autoconfigure.FlywayMigrationInitializer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Names the rules that content is scanned under. */
@Configuration(proxyBeanMethods = false)
class ScanRulesConfiguration {

	@Bean
	ContentWords contentWords(ContentWordsProperties properties) {
		String words = properties.words();
		return (words == null || words.isBlank()) ? ContentWords.NONE : ContentWords.read(words.strip());
	}

	@Bean
	ScanRules scanRules(ScanRulesStore store, ContentWords words, List<FlywayMigrationInitializer> migrated) {
		return store.register(ContentRule.VERSION, words.digest());
	}

}
