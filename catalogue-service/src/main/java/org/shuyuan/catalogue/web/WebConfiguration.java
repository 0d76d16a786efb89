package org.shuyuan.catalogue.web;

import org.shuyuan.edge.problem.ProblemWriter;
import org.shuyuan.edge.problem.Problems;
import org.shuyuan.edge.web.BodyFilter;
import org.shuyuan.vocab.Text;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/**
 * Which paths are this service's, and what their calls have in common.
 */
@Configuration(proxyBeanMethods = false)
class WebConfiguration {

	private static final String API = "/api/v1/catalogue";

	@Bean
	Problems catalogueProblems(ProblemWriter writer) {
		return new Problems(writer, API, "/sparql", "/vocab");
	}

	/** Bulk imports stream past. */
	@Bean
	BodyFilter catalogueBodies(ProblemWriter problems) {
		return new BodyFilter(problems, (path) -> path.startsWith(API + "/") && !path.startsWith(API + "/imports"),
				Text.of("请拆分内容，或使用批量导入接口 /api/v1/catalogue/imports",
						"Split it, or use the bulk interface /api/v1/catalogue/imports"));
	}

}
