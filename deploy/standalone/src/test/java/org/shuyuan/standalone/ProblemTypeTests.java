package org.shuyuan.standalone;

import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.shuyuan.catalogue.problem.CatalogueProblemType;
import org.shuyuan.gateway.policy.RefusalReason;
import org.shuyuan.gateway.problem.GatewayProblemType;
import org.shuyuan.gateway.problem.RefusalProblemType;
import org.shuyuan.identity.IdentityProblemType;
import org.shuyuan.support.problem.CommonProblemType;
import org.shuyuan.support.problem.ProblemType;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Every problem that is raised has a type in the enum of its service, every type is
 * raised, and each says what it means and what to do in both languages.
 */
class ProblemTypeTests {

	private static final List<String> MODULES = List.of("catalogue-service", "sharing-gateway",
			"platform/service-support", "platform/observability", "platform/connections", "platform/identity-service",
			"deploy/standalone");

	/** Raised by Tomcat's valve, before anything of a service is asked. */
	private static final Set<String> OF_THE_VALVE = Set.of("address-too-long", "headers-too-large");

	@Test
	void everyCodeThatIsRaisedHasATypeAndEveryTypeIsRaised() {
		RaisedProblems raised = RaisedProblems.of(Path.of("../..").toAbsolutePath().normalize(), MODULES);
		Set<String> codes = new TreeSet<>(raised.codes().keySet());
		codes.addAll(OF_THE_VALVE);
		Stream.of(RefusalReason.values()).map(RefusalReason::code).forEach(codes::add);
		assertThat(types().map(ProblemType::code)).containsExactlyInAnyOrderElementsOf(codes);
		assertThat(raised.unread()).as("codes that the source does not spell out")
			.containsExactly("AccessRefused: refusalReason.code()", "RequestProblems: refusalReason.code()",
					"RowsController: ex.code()");
	}

	@Test
	void everyTypeIsCompleteInBothLanguages() {
		types().forEach((type) -> {
			assertThat(type.code()).isLowerCase().isEqualTo(type.code().toLowerCase(Locale.ROOT)).doesNotContain("_");
			assertThat(type.status().isError()).as(type.code()).isTrue();
			assertThat(type.title().en()).as(type.code()).isNotBlank();
			assertThat(type.advice().en()).as(type.code()).isNotBlank();
			assertThat(type.title().zh() + type.advice().zh()).as(type.code()).containsPattern("\\p{IsHan}");
		});
	}

	private static Stream<ProblemType> types() {
		return Stream
			.of(Stream.of(CommonProblemType.values()), Stream.of(CatalogueProblemType.values()),
					Stream.of(GatewayProblemType.values()), Stream.of(IdentityProblemType.values()),
					Stream.of(RefusalReason.values()).map(RefusalProblemType::new))
			.flatMap((types) -> types);
	}

}
