package org.shuyuan.gateway.request;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;

import io.swagger.v3.oas.annotations.media.Schema;
import org.jspecify.annotations.Nullable;
import org.shuyuan.gateway.web.JsonMembers;
import org.shuyuan.vocab.rdf.Violation;
import tools.jackson.databind.JsonNode;

/**
 * What is stated with a step; which members a step takes depends on the step, and others
 * are refused by name.
 *
 * @param missing what a request lacks
 * @param quota rows, or {@code {rows, calls}}
 * @param until last day of a grant, or to put misuse right
 * @param days working days of an extension
 * @param filing what a provider that stops a service files with the authority
 * @param how how data were disposed of
 */
@Schema(name = "SharingStepInput")
record StepInput(@Nullable String reason, @Nullable String opinion, @Nullable String note, @Nullable String citation,
		List<String> missing, @Nullable List<String> items, @Nullable List<String> rows, Quota quota,
		@Nullable LocalDate until, @Nullable Integer days, @Nullable String filing, @Nullable String how) {

	/**
	 * Reads the body of a step.
	 * @param members the members that belong to the step
	 */
	static StepInput read(@Nullable JsonNode body, List<String> members) {
		JsonMembers given = JsonMembers.of(body, "D20", members);
		List<Violation> quotaBroken = new ArrayList<>();
		Quota quota = given.node("quota").flatMap((node) -> {
			if (Quota.of(node).isEmpty()) {
				quotaBroken.add(RequestProblems.invalid("quota", "配额须为正整数",
						"A quota is a positive whole number, of rows or of {rows, calls}"));
			}
			return Quota.of(node);
		}).orElse(Quota.NONE);
		StepInput input = new StepInput(given.text("reason").orElse(null), given.text("opinion").orElse(null),
				given.text("note").orElse(null), given.text("citation").orElse(null), missing(given),
				given.texts("items").orElse(null), given.texts("rows").orElse(null), quota,
				given.day("until").orElse(null), given.number("days").orElse(null), given.text("filing").orElse(null),
				given.text("how").orElse(null));
		List<Violation> wrong = new ArrayList<>(given.wrong());
		wrong.addAll(quotaBroken);
		if (!wrong.isEmpty()) {
			throw RequestProblems.incomplete(wrong);
		}
		return input;
	}

	private static List<String> missing(JsonMembers given) {
		if (given.node("missing").filter(JsonNode::isString).isPresent()) {
			return given.text("missing").stream().toList();
		}
		return given.texts("missing").orElse(List.of());
	}

	/**
	 * Whether anything is stated that would make a grant narrower than what was asked.
	 */
	boolean narrows() {
		return this.items != null || this.rows != null || this.until != null || !this.quota.equals(Quota.NONE);
	}

}
