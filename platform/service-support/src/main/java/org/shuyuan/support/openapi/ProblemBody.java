package org.shuyuan.support.openapi;

import java.net.URI;
import java.util.List;

import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.media.Schema.AdditionalPropertiesValue;
import io.swagger.v3.oas.annotations.media.Schema.RequiredMode;
import org.jspecify.annotations.Nullable;
import org.shuyuan.vocab.rdf.Violation;

/**
 * A {@link org.shuyuan.support.problem.Problem} as it is described; nothing is written
 * from it.
 */
@Schema(name = "Problem", additionalProperties = AdditionalPropertiesValue.TRUE,
		description = "A refusal (RFC 9457). Further members belong to the single code, as its page says.")
record ProblemBody(
		@Schema(requiredMode = RequiredMode.REQUIRED, description = "/problems/<code>: a page that explains it",
				example = "/problems/parameter-invalid", format = "uri-reference") URI type,
		@Schema(requiredMode = RequiredMode.REQUIRED, description = "What kind of problem it is") String title,
		@Schema(description = "The same in Chinese") @Nullable String titleZh,
		@Schema(requiredMode = RequiredMode.REQUIRED, description = "HTTP status") int status,
		@Schema(description = "What is wrong this time") @Nullable String detail,
		@Schema(description = "The same in Chinese") @Nullable String detailZh,
		@Schema(description = "How to correct it") @Nullable String advice,
		@Schema(description = "The same in Chinese") @Nullable String adviceZh,
		@Schema(description = "Stable code to switch on", example = "parameter-invalid") @Nullable String code,
		@Schema(description = "Path of the request", format = "uri-reference") @Nullable URI instance,
		@Schema(description = "Code of its legal basis", example = "D13") @Nullable String clause,
		@Schema(description = "The single things that are wrong") @Nullable List<Violation> violations) {

}
