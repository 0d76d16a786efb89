package org.shuyuan.standalone;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.yaml.snakeyaml.Yaml;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What {@code deploy/compose}, {@code kubernetes} and {@code systemd} say is what the
 * code knows and {@code docs/api/paths.md} tells.
 */
class DeploymentTests {

	private static final Path ROOT = root();

	private static final Path COMPOSE = ROOT.resolve("deploy/compose");

	private static final Path KUBERNETES = ROOT.resolve("deploy/kubernetes");

	private static final Pattern SETTING = Pattern.compile("SHUYUAN_[A-Z0-9_]+");

	private static final Pattern BOUND = Pattern.compile(
			"@ConfigurationProperties\\(\"(shuyuan[a-z0-9.]*)\"\\)\\s+(?:public )?record \\w+\\(([^{]*)\\) \\{",
			Pattern.DOTALL);

	private static final Pattern COMPONENT = Pattern.compile("(\\w+)(?:,|$)");

	private static final Map<String, String> OWNERS = Map.of("catalogue-service", "catalogue", "sharing-gateway",
			"gateway", "open-portal", "portal", "authorization server", "identity");

	/** Beside those of the table, what only looks like them. */
	private static final List<String> MORE = List.of("/", "/search", "/entries/abc.ttl", "/api", "/api/openapi.json",
			"/login/oauth2/code/open-portal", "/sparqling", "/vocabulary", "/api/v1", "/logins", "/oauth");

	private static Path root() {
		Path folder = Path.of("").toAbsolutePath();
		while (!Files.exists(folder.resolve("deploy/run"))) {
			folder = folder.getParent();
		}
		return folder;
	}

	@ParameterizedTest
	@ValueSource(strings = { "compose.yaml", "keycloak.yaml", "fuseki.yaml", "alone.yaml" })
	void composeSetsOnlyWhatTheCodeKnows(String file) throws IOException {
		Set<String> settings = new TreeSet<>();
		Map<String, Object> services = map(yaml(COMPOSE.resolve(file)).getFirst().get("services"));
		Map<String, Object> known = map(yaml(COMPOSE.resolve("compose.yaml")).getFirst().get("services"));
		services.forEach((name, service) -> {
			Object image = map(service).getOrDefault("image", map(known.getOrDefault(name, Map.of())).get("image"));
			if (String.valueOf(image).startsWith("shuyuan/")) {
				settings.addAll(map(map(service).getOrDefault("environment", Map.of())).keySet());
			}
		});
		assertKnown(settings);
	}

	@Test
	void kubernetesSetsOnlyWhatTheCodeKnows() throws IOException {
		Set<String> settings = new TreeSet<>();
		for (String file : List.of("catalogue.yaml", "gateway.yaml", "portal.yaml", "identity.yaml")) {
			Matcher name = Pattern.compile("\\{name: ([A-Z_0-9]+), value:")
				.matcher(Files.readString(KUBERNETES.resolve(file)));
			while (name.find()) {
				settings.add(name.group(1));
			}
		}
		for (String file : List.of("settings.env.example", "fuseki/kustomization.yaml")) {
			Matcher name = Pattern.compile("^(?:#|\\s+- )?(SHUYUAN_\\w+)=", Pattern.MULTILINE)
				.matcher(Files.readString(KUBERNETES.resolve(file)));
			while (name.find()) {
				settings.add(name.group(1));
			}
		}
		assertThat(settings).contains("SHUYUAN_S3_HEADS", "SHUYUAN_SPARQL", "SHUYUAN_OBJECTS_REDIRECT");
		assertKnown(settings);
	}

	@Test
	void theUnitsSettingsAreWhatTheCodeKnows() throws IOException {
		Set<String> settings = Files.readAllLines(ROOT.resolve("deploy/systemd/common.env.example"))
			.stream()
			.filter((line) -> line.matches("#?SHUYUAN_\\w+=.*"))
			.map((line) -> line.replaceAll("^#|=.*", ""))
			.collect(Collectors.toSet());
		assertThat(settings).hasSizeGreaterThan(10).isSubsetOf(known());
	}

	private static void assertKnown(Set<String> settings) throws IOException {
		Set<String> ours = settings.stream().filter((name) -> name.startsWith("SHUYUAN_")).collect(Collectors.toSet());
		assertThat(ours).hasSizeGreaterThan(0).isSubsetOf(known());
		assertThat(settings).filteredOn((name) -> !name.startsWith("SHUYUAN_"))
			.isSubsetOf("SPRING_CONFIG_IMPORT", "GATEWAY_AUDIT_KEY", "SERVER_FORWARD_HEADERS_STRATEGY");
		assertThat(settings).as("secrets are files")
			.noneMatch((name) -> name.endsWith("PASSWORD") || name.endsWith("SECRET"));
	}

	/** Every setting that main code or its settings name, or bind to a record. */
	private static Set<String> known() throws IOException {
		Set<String> known = new TreeSet<>();
		for (String module : List.of("platform/observability", "platform/connections", "platform/service-support",
				"platform/identity-service", "catalogue-service", "sharing-gateway", "open-portal",
				"deploy/standalone")) {
			try (Stream<Path> files = Files.walk(ROOT.resolve(module).resolve("src/main"))) {
				for (Path file : files.filter((path) -> path.toString().matches(".*\\.(java|yaml)")).toList()) {
					String text = Files.readString(file);
					Matcher setting = SETTING.matcher(text);
					while (setting.find()) {
						known.add(setting.group());
						known.add(setting.group() + "_FILE");
					}
					known.addAll(bound(text));
				}
			}
		}
		return known;
	}

	private static Set<String> bound(String text) {
		Set<String> bound = new TreeSet<>();
		Matcher properties = BOUND.matcher(text);
		while (properties.find()) {
			String prefix = properties.group(1).replace('.', '_').toUpperCase(Locale.ROOT);
			Matcher component = COMPONENT.matcher(properties.group(2));
			while (component.find()) {
				bound.add(prefix + "_" + component.group(1).replaceAll("([A-Z])", "_$1").toUpperCase(Locale.ROOT));
			}
		}
		return bound;
	}

	@Test
	void theProxyFollowsTheTableOfPaths() throws IOException {
		List<String> lines = Files.readAllLines(COMPOSE.resolve("paths.caddy"));
		Map<String, String> routes = new LinkedHashMap<>();
		for (String line : lines) {
			Matcher matcher = Pattern.compile("\\s*@(\\w+) path (.+)").matcher(line);
			if (matcher.matches()) {
				for (String path : matcher.group(2).split(" ")) {
					routes.put(path, matcher.group(1));
				}
			}
		}
		assertThat(String.join("\n", lines)).contains("reverse_proxy @identity identity:8080");
		assertFollowsTable((path) -> routes.entrySet()
			.stream()
			.filter((route) -> route.getKey().endsWith("*")
					? path.startsWith(route.getKey().substring(0, route.getKey().length() - 1))
					: path.equals(route.getKey()))
			.map(Map.Entry::getValue)
			.findFirst()
			.orElse("portal"));
	}

	@Test
	void theIngressFollowsTheTableOfPaths() throws IOException {
		Map<String, String> prefixes = new LinkedHashMap<>();
		Map<String, String> exact = new LinkedHashMap<>();
		for (Map<String, Object> ingress : yaml(KUBERNETES.resolve("ingress.yaml"))) {
			for (Object rule : list(map(ingress.get("spec")).get("rules"))) {
				for (Object each : list(map(map(rule).get("http")).get("paths"))) {
					Map<String, Object> path = map(each);
					String service = String.valueOf(map(map(path.get("backend")).get("service")).get("name"));
					("Exact".equals(path.get("pathType")) ? exact : prefixes).put(String.valueOf(path.get("path")),
							service);
				}
			}
		}
		assertFollowsTable((path) -> exact.getOrDefault(path,
				prefixes.entrySet()
					.stream()
					.filter((prefix) -> path.equals(prefix.getKey())
							|| path.startsWith(prefix.getKey().replaceAll("/$", "") + "/"))
					.max(Map.Entry.comparingByKey(Comparator.comparingInt(String::length)))
					.map(Map.Entry::getValue)
					.orElse("nobody")));
	}

	private static void assertFollowsTable(UnaryOperator<String> proxy) throws IOException {
		Map<String, String> table = table();
		assertThat(table).hasSizeGreaterThan(12).containsEntry("/sparql", "catalogue");
		List<String> paths = new ArrayList<>(MORE);
		table.keySet().forEach((pattern) -> {
			paths.add(pattern.replace("/**", ""));
			paths.add(pattern.replace("/**", "/some/thing"));
		});
		for (String path : paths) {
			assertThat(proxy.apply(path)).as(path).isEqualTo(owner(table, path));
		}
	}

	private static String owner(Map<String, String> table, String path) {
		return table.entrySet()
			.stream()
			.filter((row) -> path.equals(row.getKey().replace("/**", ""))
					|| row.getKey().endsWith("/**") && path.startsWith(row.getKey().replace("**", "")))
			.map(Map.Entry::getValue)
			.findFirst()
			.orElse("portal");
	}

	/** The table "Who owns which path", in its order. */
	private static Map<String, String> table() throws IOException {
		Map<String, String> table = new LinkedHashMap<>();
		for (String line : Files.readAllLines(ROOT.resolve("docs/api/paths.md"))) {
			String[] cells = line.split("\\|");
			if (cells.length < 3 || !cells[1].contains("`/") || cells[1].contains("everything else")) {
				continue;
			}
			OWNERS.forEach((name, owner) -> {
				if (cells[2].strip().startsWith(name)) {
					Matcher path = Pattern.compile("`(/[^`]+)`").matcher(cells[1]);
					while (path.find()) {
						table.put(path.group(1), owner);
					}
				}
			});
		}
		return table;
	}

	private static List<Map<String, Object>> yaml(Path file) throws IOException {
		List<Map<String, Object>> documents = new ArrayList<>();
		new Yaml().loadAll(Files.readString(file)).forEach((document) -> documents.add(map(document)));
		return documents;
	}

	@SuppressWarnings("unchecked")
	private static Map<String, Object> map(Object value) {
		return (Map<String, Object>) value;
	}

	@SuppressWarnings("unchecked")
	private static List<Object> list(Object value) {
		return (List<Object>) value;
	}

}
