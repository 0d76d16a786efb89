package org.shuyuan.portal;

import java.io.IOException;
import java.io.InputStreamReader;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Properties;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import org.attoparser.ParseException;
import org.attoparser.config.ParseConfiguration;
import org.attoparser.simple.AbstractSimpleMarkupHandler;
import org.attoparser.simple.SimpleMarkupParser;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What every template keeps to: elements are closed, messages exist in both languages,
 * the content security policy allows what is on the page, controls have a label.
 */
class TemplateTests {

	private static final Path TEMPLATES = Path.of("src/main/resources/templates");

	private static final Pattern MESSAGE = Pattern.compile("#\\{([a-zA-Z][\\w.-]*)[}(]");

	private static final Set<String> CONTROLS = Set.of("input", "select", "textarea");

	private static final Set<String> UNLABELLED = Set.of("hidden", "submit", "button", "image", "reset");

	static List<Path> templates() throws IOException {
		try (Stream<Path> files = Files.walk(TEMPLATES)) {
			return files.filter((file) -> file.toString().endsWith(".html")).sorted().toList();
		}
	}

	@ParameterizedTest
	@MethodSource("templates")
	void keepsTheRules(Path template) throws IOException {
		assertThat(faults(Files.readString(template))).isEmpty();
	}

	@ParameterizedTest
	@MethodSource("templates")
	void saysOnlyWhatBothLanguagesHave(Path template) throws IOException {
		Set<String> named = new HashSet<>();
		Matcher matcher = MESSAGE.matcher(Files.readString(template));
		while (matcher.find()) {
			named.add(matcher.group(1));
		}
		assertThat(keys("")).containsAll(named);
		assertThat(keys("_en")).containsAll(named);
	}

	@Test
	void findsWhatIsWrong() {
		assertThat(faults("<p><b>open</p>")).isNotEmpty();
		assertThat(faults("<p style=\"color: red\">x</p>")).containsExactly("line 1: p has style");
		assertThat(faults("<p th:style=\"${x}\">x</p>")).containsExactly("line 1: p has th:style");
		assertThat(faults("<a onclick=\"go()\">x</a>")).containsExactly("line 1: a has onclick");
		assertThat(faults("<script>go()</script>")).containsExactly("line 1: script without src");
		assertThat(faults("<style>p {}</style>")).containsExactly("line 1: style");
		assertThat(faults("<a href=\"javascript:go()\">x</a>")).containsExactly("line 1: a leads to a script");
		assertThat(faults("<img src=\"x\">")).containsExactly("line 1: img without alt");
		assertThat(faults("<input name=\"x\">")).containsExactly("line 1: input without label");
		assertThat(faults("<label>x</label>")).containsExactly("line 1: label without a control");
		assertThat(faults("<label for=\"x\">x</label><input id=\"x\">")).isEmpty();
		assertThat(faults("<label><input> x</label>")).isEmpty();
	}

	private static Set<String> keys(String language) throws IOException {
		Set<String> keys = new HashSet<>();
		for (String family : List.of("portal", "desk", "area")) {
			Properties bundle = new Properties();
			try (Reader in = new InputStreamReader(
					Objects.requireNonNull(
							TemplateTests.class.getResourceAsStream("/messages/" + family + language + ".properties")),
					StandardCharsets.UTF_8)) {
				bundle.load(in);
			}
			keys.addAll(bundle.stringPropertyNames());
		}
		return keys;
	}

	private static List<String> faults(String template) {
		ParseConfiguration strict = ParseConfiguration.htmlConfiguration();
		strict.setElementBalancing(ParseConfiguration.ElementBalancing.REQUIRE_BALANCED);
		Elements elements = new Elements();
		try {
			new SimpleMarkupParser(strict).parse(template, elements);
		}
		catch (ParseException ex) {
			return List.of(String.valueOf(ex.getMessage()));
		}
		return elements.faults;
	}

	/** Collects what the rules forbid. */
	private static final class Elements extends AbstractSimpleMarkupHandler {

		private final List<String> faults = new ArrayList<>();

		/** Open labels; whether one has found its control. */
		private final Deque<boolean[]> labels = new ArrayDeque<>();

		@Override
		public void handleOpenElement(String name, Map<String, String> attributes, int line, int column) {
			element(name, attributes, line);
			if (name.equals("label")) {
				this.labels.push(new boolean[] { has(attributes, "for") });
			}
		}

		@Override
		public void handleStandaloneElement(String name, Map<String, String> attributes, boolean minimized, int line,
				int column) {
			element(name, attributes, line);
		}

		@Override
		public void handleCloseElement(String name, int line, int column) {
			if (name.equals("label") && !this.labels.pop()[0]) {
				fault(line, "label without a control");
			}
		}

		private void element(String name, Map<String, String> given, int line) {
			Map<String, String> attributes = (given != null) ? given : Map.of();
			for (Map.Entry<String, String> attribute : attributes.entrySet()) {
				attribute(name, attribute.getKey().toLowerCase(Locale.ROOT), attribute.getValue(), line);
			}
			if (name.equals("style")) {
				fault(line, "style");
			}
			if (name.equals("script") && !has(attributes, "src")
					&& !Objects.equals(attributes.get("type"), "application/ld+json")) {
				fault(line, "script without src");
			}
			if (name.equals("img") && !has(attributes, "alt")) {
				fault(line, "img without alt");
			}
			if (CONTROLS.contains(name)) {
				control(name, attributes, line);
			}
		}

		private void attribute(String name, String attribute, String value, int line) {
			if (attribute.equals("style") || attribute.equals("th:style") || attribute.matches("(th:)?on[a-z]+")) {
				fault(line, name + " has " + attribute);
			}
			if (value != null && value.strip().toLowerCase(Locale.ROOT).startsWith("javascript:")) {
				fault(line, name + " leads to a script");
			}
		}

		private void control(String name, Map<String, String> attributes, int line) {
			if (!this.labels.isEmpty()) {
				this.labels.peek()[0] = true;
			}
			else if (!UNLABELLED.contains(attributes.getOrDefault("type", "text")) && !has(attributes, "id")
					&& !has(attributes, "aria-label") && !has(attributes, "aria-labelledby")) {
				fault(line, name + " without label");
			}
		}

		private static boolean has(Map<String, String> attributes, String name) {
			return attributes != null && (attributes.containsKey(name) || attributes.containsKey("th:" + name)
					|| attributes.getOrDefault("th:attr", "").contains(name + "="));
		}

		private void fault(int line, String what) {
			this.faults.add("line " + line + ": " + what);
		}

	}

}
