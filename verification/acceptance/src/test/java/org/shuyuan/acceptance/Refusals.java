package org.shuyuan.acceptance;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;

import tools.jackson.databind.JsonNode;

/**
 * The catalogue of every refusal met on the journeys: code, status, clause and advice.
 * Written to {@code target/refusals.md} when the journeys end.
 */
final class Refusals {

	private static final Map<String, String> MET = new TreeMap<>();

	static {
		Runtime.getRuntime().addShutdownHook(new Thread(Refusals::write));
	}

	private Refusals() {
	}

	static synchronized void note(Answer answer) {
		String type = answer.header("Content-Type").orElse("");
		if (!type.startsWith("application/problem+json")) {
			return;
		}
		JsonNode problem = answer.json();
		add(problem, answer.status());
		problem.path("violations").forEach((violation) -> add(violation, answer.status()));
	}

	/** Notes the problem of one record of a bulk registration. */
	static synchronized void noteRecord(JsonNode problem) {
		add(problem, problem.path("status").asInt(422));
		problem.path("violations").forEach((violation) -> add(violation, 422));
	}

	private static void add(JsonNode problem, int status) {
		String code = problem.path("code").asString("");
		if (code.isEmpty()) {
			return;
		}
		JsonNode advice = problem.path("advice");
		String zh = advice.isObject() ? advice.path("zh").asString("") : problem.path("adviceZh").asString("");
		String en = advice.isObject() ? advice.path("en").asString("") : advice.asString("");
		MET.putIfAbsent(code, "| `%s` | %d | %s | %s | %s |".formatted(code, status,
				problem.path("clause").asString(""), cell(zh), cell(en)));
	}

	private static String cell(String text) {
		return text.replace("|", "\\|").replace('\n', ' ');
	}

	private static synchronized void write() {
		if (MET.isEmpty()) {
			return;
		}
		String table = "# Refusals met on the journeys\n\n| code | status | clause | 怎么办 | advice |\n|---|---|---|---|---|\n"
				+ String.join("\n", MET.values()) + "\n";
		System.out.println(table);
		try {
			Files.createDirectories(Path.of("target"));
			Files.writeString(Path.of("target", "refusals.md"), table);
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

}
