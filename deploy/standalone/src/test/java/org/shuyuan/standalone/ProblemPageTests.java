package org.shuyuan.standalone;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;

import org.junit.jupiter.api.Test;
import org.shuyuan.gateway.policy.RefusalReason;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Every problem that a service raises has a page: its {@code type} leads there.
 */
class ProblemPageTests {

	private static final List<String> MODULES = List.of("catalogue-service", "sharing-gateway",
			"platform/service-support", "platform/observability", "platform/connections", "platform/identity-service",
			"deploy/standalone");

	@Test
	void everyCodeThatIsRaisedHasAPage() throws IOException {
		Set<String> pages = pages();
		RaisedProblems raised = RaisedProblems.of(Path.of("../..").toAbsolutePath().normalize(), MODULES);
		assertThat(raised.codes()).hasSizeGreaterThan(100);
		raised.codes().keySet().removeAll(pages);
		assertThat(raised.codes()).as("codes without a row in problems.tsv, and who raises them").isEmpty();
		assertThat(RefusalReason.values()).extracting(RefusalReason::code).isSubsetOf(pages);
		assertThat(raised.unread()).as("codes that the source does not spell out")
			.containsExactly("AccessRefused: reason.code()", "RequestProblems: reason.code()",
					"RowsController: ex.code()");
	}

	private static Set<String> pages() throws IOException {
		try (InputStream in = ProblemPageTests.class
			.getResourceAsStream("/org/shuyuan/portal/developers/problems.tsv")) {
			return new String(Objects.requireNonNull(in).readAllBytes(), StandardCharsets.UTF_8).lines()
				.filter((line) -> !line.startsWith("#"))
				.map((line) -> line.split("\t")[0])
				.collect(Collectors.toSet());
		}
	}

}
