package org.shuyuan.gateway.web;

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

	private static final String API = "/api/v1/sharing";

	@Bean
	ProblemExceptionHandler gatewayProblems(ProblemWriter writer) {
		return new ProblemExceptionHandler(writer, API);
	}

	/** Data stream past. */
	@Bean
	BodyBufferFilter gatewayBodies(ProblemWriter problems) {
		return new BodyBufferFilter(problems, (path) -> path.startsWith(API + "/") && !path.endsWith("/data"),
				Text.of("请精简内容；数据请用 PUT …/data 上传", "Shorten it; data go to PUT …/data"));
	}

}
