package org.shuyuan.standalone;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * One name, one idea: no two top-level types of the platform's main code share a simple
 * name. Controllers and configurations are named after their room and may.
 */
class TypeNamesTests {

	private static final Path ROOT = Path.of("../..");

	@Test
	void noTwoTypesShareASimpleName() throws IOException {
		Map<String, List<String>> places = sources().collect(Collectors.groupingBy(TypeNamesTests::simpleName,
				Collectors.mapping((file) -> ROOT.relativize(file).toString(), Collectors.toList())));
		assertThat(places).containsKey("SharingPolicy");
		places.keySet().removeIf((name) -> name.endsWith("Controller") || name.endsWith("Configuration"));
		assertThat(places.values()).allSatisfy((files) -> assertThat(files).hasSize(1));
	}

	private static String simpleName(Path file) {
		return file.getFileName().toString().replace(".java", "");
	}

	private static Stream<Path> sources() throws IOException {
		Matcher modules = Pattern.compile("<module>(.+?)</module>").matcher(Files.readString(ROOT.resolve("pom.xml")));
		List<Path> sources = new ArrayList<>();
		while (modules.find()) {
			Path main = ROOT.resolve(modules.group(1)).resolve("src/main/java");
			if (Files.exists(main)) {
				try (Stream<Path> files = Files.walk(main)) {
					files.filter((file) -> file.toString().endsWith(".java") && !file.endsWith("package-info.java"))
						.forEach(sources::add);
				}
			}
		}
		return sources.stream();
	}

}
