package org.shuyuan.standalone;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.reflect.Parameter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.shuyuan.observability.PlatformProperties;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.context.annotation.ClassPathScanningCandidateComponentProvider;
import org.springframework.core.type.filter.AnnotationTypeFilter;
import org.springframework.util.ClassUtils;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The reference of all switches: names, defaults and services are read from the code,
 * what they mean from the reference itself.
 */
class ConfigurationReferenceTests {

	private static final Path ROOT = Path.of("../..");

	private static final Path REFERENCE = ROOT.resolve("docs/configuration.md");

	private static final String EVERYWHERE = "catalogue gateway portal standalone";

	private static final Map<String, String> MODULES = Map.of("platform/observability", EVERYWHERE,
			"platform/connections", EVERYWHERE, "platform/identity-service", "standalone", "platform/service-support",
			"catalogue gateway standalone", "catalogue-service", "catalogue standalone", "sharing-gateway",
			"gateway standalone", "open-portal", "portal standalone", "deploy/standalone", "standalone");

	/** Who reads the records of packages that several services share. */
	private static final Map<String, String> SHARED = Map.of("support", "catalogue gateway standalone", "observability",
			EVERYWHERE, "connections", EVERYWHERE);

	private static final Pattern NAME = Pattern.compile("SHUYUAN_[A-Z0-9_]*[A-Z0-9](?![A-Z0-9_])");

	/** A default in yaml, in a script or in a map of the environment. */
	private static final Pattern DEFAULT = Pattern
		.compile("\\$\\{(SHUYUAN_[A-Z0-9_]+):-?((?:\\$\\{[^}]*}|[^\\s\"{}])*)}"
				+ "|given\\(environment, \"(SHUYUAN_[A-Z0-9_]+)\", \"([^\"]+)\"\\)");

	private final Map<String, Set<String>> services = new TreeMap<>();

	private final Map<String, Set<String>> defaults = new HashMap<>();

	private void read() throws IOException {
		for (Map.Entry<String, String> module : MODULES.entrySet()) {
			try (Stream<Path> files = Files.walk(ROOT.resolve(module.getKey()).resolve("src/main"))) {
				files.filter((file) -> file.toString().matches(".*\\.(java|yaml)"))
					.forEach((file) -> read(file, file.toString().contains("-alone.yaml")
							? module.getValue().replace(" standalone", "") : module.getValue()));
			}
		}
		read(ROOT.resolve("deploy/run"), "standalone");
		read(ROOT.resolve("deploy/services"), "catalogue gateway portal");
		ClassPathScanningCandidateComponentProvider records = new ClassPathScanningCandidateComponentProvider(false);
		records.addIncludeFilter(new AnnotationTypeFilter(ConfigurationProperties.class));
		List.of("catalogue", "gateway", "portal", "support", "observability", "connections")
			.forEach((room) -> records.findCandidateComponents("org.shuyuan." + room)
				.forEach((found) -> read(ClassUtils.resolveClassName(String.valueOf(found.getBeanClassName()), null),
						SHARED.getOrDefault(room, room + " standalone"))));
	}

	private void read(Path file, String of) {
		try {
			String text = Files.readString(file);
			NAME.matcher(text).results().forEach((name) -> switchOf(name.group(), of));
			for (Matcher found = DEFAULT.matcher(text); found.find();) {
				for (int group = 1; group < found.groupCount(); group += 2) {
					if (found.group(group) != null && !found.group(group + 1).isEmpty()) {
						defaultOf(name(found.group(group)), found.group(group + 1), of);
					}
				}
			}
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	/** Which of the platform's own settings a service takes is told by its files. */
	private void read(Class<?> properties, String of) {
		String prefix = properties.getAnnotation(ConfigurationProperties.class).value();
		if (prefix.matches("shuyuan(\\..*)?")) {
			for (Parameter component : properties.getDeclaredConstructors()[0].getParameters()) {
				String name = name(prefix + "." + component.getName().replaceAll("([A-Z])", "-$1"));
				if (properties != PlatformProperties.class || !this.services.containsKey(name)) {
					switchOf(name, of);
				}
				DefaultValue otherwise = component.getAnnotation(DefaultValue.class);
				if (otherwise != null) {
					defaultOf(name, otherwise.value()[0], of);
				}
			}
		}
	}

	private static String name(String property) {
		return property.toUpperCase(Locale.ROOT).replaceAll("[.-]", "_");
	}

	private void switchOf(String name, String of) {
		this.services.computeIfAbsent(name, (_) -> new TreeSet<>()).addAll(List.of(of.split(" ")));
	}

	private void defaultOf(String name, String value, String of) {
		switchOf(name, of);
		this.defaults.computeIfAbsent(name, (_) -> new TreeSet<>()).add(value.replace("$root/", ""));
	}

	@Test
	void theReferenceSaysWhatTheCodeReads() throws IOException {
		read();
		Map<String, String> meanings = new HashMap<>();
		String written = Files.readString(REFERENCE);
		Matcher row = Pattern.compile("\\| `(SHUYUAN_\\w+)` \\|[^|]*\\|[^|]*\\|(.*)\\|").matcher(written);
		while (row.find()) {
			meanings.put(row.group(1), row.group(2));
		}
		String head = written.substring(0, written.indexOf("| `SHUYUAN_"));
		String table = this.services.keySet()
			.stream()
			.map((name) -> "| `%s` | %s | %s |%s|\n".formatted(name,
					this.defaults.getOrDefault(name, Set.of())
						.stream()
						.map((value) -> "`" + value + "`")
						.collect(Collectors.joining(", ")),
					String.join(" ", this.services.get(name)), meanings.getOrDefault(name, "  |  ")))
			.collect(Collectors.joining());
		Path drawn = Files.writeString(Path.of("target/configuration.md"), head + table);
		assertThat(written).as("Copy %s over docs/configuration.md and say what is new in it", drawn)
			.isEqualTo(head + table);
		assertThat(meanings.values()).allMatch((meaning) -> Stream.of(meaning.split("\\|")).noneMatch(String::isBlank));
	}

}
