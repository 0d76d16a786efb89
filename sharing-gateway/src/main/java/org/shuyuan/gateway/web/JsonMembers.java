package org.shuyuan.gateway.web;

import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

import org.jspecify.annotations.Nullable;
import org.shuyuan.vocab.Text;
import org.shuyuan.vocab.rdf.Violation;
import tools.jackson.databind.JsonNode;

/**
 * The members of a JSON object, each read as what it has to be. A member that does not
 * belong to the operation, or is of another kind, becomes a violation that names it: a
 * misspelt limit must not pass for none.
 */
public final class JsonMembers {

	/** Longest text a member may hold. */
	public static final int LONGEST = 4000;

	private static final int MOST = 1000;

	private final @Nullable JsonNode body;

	private final String clause;

	private final List<Violation> wrong = new ArrayList<>();

	private JsonMembers(@Nullable JsonNode body, String clause) {
		this.body = body;
		this.clause = clause;
	}

	/**
	 * The members of a body; none where there is no body.
	 * @param clause what the operation rests on
	 * @param known the members that belong to the operation
	 */
	public static JsonMembers of(@Nullable JsonNode body, String clause, List<String> known) {
		if (body == null || body.isNull() || body.isMissingNode()) {
			return new JsonMembers(null, clause);
		}
		if (!body.isObject()) {
			JsonMembers none = new JsonMembers(null, clause);
			none.invalid("body", "正文须为 JSON 对象", "The body is a JSON object");
			return none;
		}
		JsonMembers jsonMembers = new JsonMembers(body, clause);
		body.propertyStream().filter((member) -> !known.contains(member.getKey())).forEach((member) -> {
			String name = printable(member.getKey());
			jsonMembers.wrong.add(new Violation("member-unknown", Violation.Severity.INVALID, name,
					Text.of("此操作没有这个字段：" + name, "This operation has no member '" + name + "'"),
					Text.of("可用字段：" + String.join("、", known), "Members: " + String.join(", ", known)), clause));
		});
		return jsonMembers;
	}

	private static String printable(String name) {
		String shown = name.replaceAll("[\\p{Cntrl}\\p{Cf}]", "?");
		return (shown.length() > 100) ? shown.substring(0, 100) + "…" : shown;
	}

	/** Text without the white space around it; empty where it is blank or absent. */
	public Optional<String> text(String name) {
		return text(name, LONGEST);
	}

	/** Text of at most so many characters. */
	public Optional<String> text(String name, int longest) {
		JsonNode node = find(name);
		if (node == null) {
			return Optional.empty();
		}
		if (!node.isString() || !clean(node.asString()) || node.asString().length() > longest) {
			invalid(name, "须为不超过 " + longest + " 字且不含控制字符的文字",
					"It is text of at most " + longest + " characters without control characters");
			return Optional.empty();
		}
		return Optional.of(node.asString().strip()).filter((text) -> !text.isEmpty());
	}

	/** A list of texts, none of them blank or null. */
	public Optional<List<String>> texts(String name) {
		JsonNode node = find(name);
		if (node == null) {
			return Optional.empty();
		}
		if (!node.isArray() || node.size() > MOST
				|| node.valueStream()
					.anyMatch((each) -> !each.isString() || each.asString().isBlank() || !clean(each.asString())
							|| each.asString().length() > LONGEST)) {
			invalid(name, "须为文字的列表，不含空值", "It is a list of texts, none of them empty or null");
			return Optional.empty();
		}
		return Optional.of(node.valueStream().map(JsonNode::asString).toList());
	}

	/** A day, {@code YYYY-MM-DD}. */
	public Optional<LocalDate> day(String name) {
		JsonNode node = find(name);
		if (node == null) {
			return Optional.empty();
		}
		try {
			if (node.isString() && node.asString().matches("\\d{4}-\\d{2}-\\d{2}")) {
				return Optional.of(LocalDate.parse(node.asString()));
			}
		}
		catch (DateTimeParseException _) {
			// no such day
		}
		invalid(name, "须为日期，写作 2026-01-31", "It is a day, written 2026-01-31");
		return Optional.empty();
	}

	/** A whole number. */
	public Optional<Integer> number(String name) {
		JsonNode node = find(name);
		if (node == null) {
			return Optional.empty();
		}
		if (!node.isIntegralNumber() || !node.canConvertToInt()) {
			invalid(name, "须为整数", "It is a whole number");
			return Optional.empty();
		}
		return Optional.of(node.asInt());
	}

	/** A member unchanged. */
	public Optional<JsonNode> node(String name) {
		return Optional.ofNullable(find(name));
	}

	/** What is wrong so far. */
	public List<Violation> wrong() {
		return List.copyOf(this.wrong);
	}

	/** Whether a member was given, rightly or not. */
	public boolean has(String name) {
		return find(name) != null;
	}

	private void invalid(String name, String zh, String en) {
		this.wrong.add(new Violation(name + "-invalid", Violation.Severity.INVALID, name, Text.of(zh, en),
				Text.of("请更正后重试", "Correct it and try again"), this.clause));
	}

	private @Nullable JsonNode find(String name) {
		JsonNode node = (this.body != null) ? this.body.get(name) : null;
		return (node == null || node.isNull()) ? null : Objects.requireNonNull(node);
	}

	/** Neither control characters nor marks that turn the direction of writing. */
	private static boolean clean(String text) {
		return text.chars()
			.noneMatch((sign) -> sign < ' ' && sign != '\n' && sign != '\r' && sign != '\t' || sign == 0x7f
					|| sign >= 0x202a && sign <= 0x202e || sign >= 0x2066 && sign <= 0x2069);
	}

}
