package org.shuyuan.gateway.intake;

import org.shuyuan.gateway.negativelist.ContentRule;
import org.shuyuan.gateway.versions.ScanRules;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Names the rules that content is scanned under. */
@Configuration(proxyBeanMethods = false)
class ScanRulesConfiguration {

	@Bean
	ScanRules scanRules() {
		return new ScanRules(ContentRule.VERSION);
	}

}
