package org.shuyuan.standalone;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.shuyuan.catalogue.problem.CatalogueProblemType;
import org.shuyuan.connections.ConnectionProblem;
import org.shuyuan.gateway.policy.RefusalReason;
import org.shuyuan.gateway.problem.GatewayProblemType;
import org.shuyuan.gateway.problem.RefusalProblemType;
import org.shuyuan.identity.problem.IdentityProblemType;
import org.shuyuan.support.problem.CommonProblemType;
import org.shuyuan.support.problem.ProblemType;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * A problem is made from its type alone; here, every type is raised somewhere, no two
 * have one code, and each says what it means and what to do in both languages.
 */
class ProblemTypeTests {

	private static final List<String> MODULES = List.of("catalogue-service", "sharing-gateway",
			"platform/service-support", "platform/observability", "platform/connections", "platform/identity-service",
			"deploy/standalone");

	@Test
	void everyTypeIsRaised() {
		String sources = sources();
		Set<String> ofConnections = Arrays.stream(ConnectionProblem.values())
			.map(ConnectionProblem::code)
			.collect(Collectors.toSet());
		assertThat(types().filter((type) -> type instanceof Enum<?>)).isNotEmpty().allSatisfy((type) -> {
			String named = type.getClass().getSimpleName() + "." + type.name();
			assertThat(sources.contains(named) || sources.contains('"' + type.code() + '"')
					|| ofConnections.contains(type.code()))
				.as(named)
				.isTrue();
		});
	}

	@Test
	void noCodeHasTwoTypes() {
		assertThat(types().map(ProblemType::code)).hasSizeGreaterThan(100).doesNotHaveDuplicates();
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

	/** All main sources but those of the types. */
	private static String sources() {
		StringBuilder all = new StringBuilder();
		for (String module : MODULES) {
			try (Stream<Path> files = Files.walk(Path.of("../..", module, "src/main/java"))) {
				files.filter(
						(file) -> file.toString().endsWith(".java") && !file.toString().endsWith("ProblemType.java"))
					.forEach((file) -> all.append(read(file)));
			}
			catch (IOException ex) {
				throw new UncheckedIOException(ex);
			}
		}
		return all.toString();
	}

	private static String read(Path file) {
		try {
			return Files.readString(file);
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	private static Stream<ProblemType> types() {
		return Stream
			.of(Stream.of(CommonProblemType.values()), Stream.of(CatalogueProblemType.values()),
					Stream.of(GatewayProblemType.values()), Stream.of(IdentityProblemType.values()),
					Stream.of(RefusalReason.values()).map(RefusalProblemType::new))
			.flatMap((types) -> types);
	}

}
