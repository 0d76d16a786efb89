package org.shuyuan.catalogue.web;

import org.shuyuan.support.problem.ProblemExceptionHandler;
import org.shuyuan.support.problem.ProblemWriter;
import org.shuyuan.support.web.BodyBufferFilter;
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
	ProblemExceptionHandler catalogueProblems(ProblemWriter writer) {
		return new ProblemExceptionHandler(writer, API, "/sparql", "/vocab");
	}

	/** Bulk imports stream past. */
	@Bean
	BodyBufferFilter catalogueBodies(ProblemWriter problems) {
		return new BodyBufferFilter(problems,
				(path) -> path.startsWith(API + "/") && !path.startsWith(API + "/imports"),
				Text.of("请拆分内容，或使用批量导入接口 /api/v1/catalogue/imports",
						"Split it, or use the bulk interface /api/v1/catalogue/imports"));
	}

}
