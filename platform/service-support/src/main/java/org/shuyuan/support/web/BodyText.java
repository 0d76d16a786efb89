package org.shuyuan.support.web;

import java.util.Locale;
import java.util.Optional;
import java.util.stream.IntStream;

import org.jspecify.annotations.Nullable;
import org.shuyuan.support.problem.CommonProblemType;
import org.shuyuan.support.problem.Problem;
import org.shuyuan.vocab.Text;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * What any text in a JSON body may hold, whichever member it is: no control characters
 * but tabs and line breaks, none that reverse the writing direction, no half characters,
 * 10,000 characters at most. Lists hold no null, objects no member twice.
 */
public final class BodyText {

	private static final int LONGEST = 10_000;

	private static final int LONGEST_NAME = 200;

	private static final JsonMapper JSON = JsonMapper.builder()
		.enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
		.enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
		.build();

	private BodyText() {
	}

	/**
	 * Reads a body as a tree and checks every text.
	 * @throws Problem 400 {@code member-repeated} or {@code value-invalid}, naming the
	 * member
	 * @throws JacksonException if it is no JSON
	 */
	public static JsonNode read(byte[] json) {
		try {
			JsonNode tree = JSON.readTree(json);
			check(tree, "");
			return tree;
		}
		catch (JacksonException ex) {
			if (String.valueOf(ex.getOriginalMessage()).toLowerCase(Locale.ROOT).startsWith("duplicate")) {
				throw repeated();
			}
			throw ex;
		}
	}

	private static void check(@Nullable JsonNode node, String path) {
		switch (node) {
			case null -> {
			}
			case JsonNode object when object.isObject() -> object.properties().forEach((member) -> {
				String name = member.getKey();
				String at = path.isEmpty() ? SimilarName.shown(name) : path + "." + SimilarName.shown(name);
				if (name.length() > LONGEST_NAME || !isPlain(name)) {
					throw invalid(at, Text.of("字段名无效", "The member's name is not valid"));
				}
				check(member.getValue(), at);
			});
			case JsonNode list when list.isArray() -> {
				for (int i = 0; i < list.size(); i++) {
					String at = path + "[" + i + "]";
					if (list.get(i).isNull()) {
						throw emptyItem(at);
					}
					check(list.get(i), at);
				}
			}
			case JsonNode text when text.isString() -> text(text.asString(), path);
			default -> {
			}
		}
	}

	/** The place of the first text in a list that is blank. */
	public static Optional<String> findBlankItem(JsonNode tree) {
		return blank(tree, "");
	}

	private static Optional<String> blank(JsonNode node, String path) {
		if (node.isArray()) {
			return IntStream.range(0, node.size())
				.mapToObj((i) -> (node.get(i).isString() && node.get(i).asString().isBlank())
						? Optional.of(path + "[" + i + "]") : blank(node.get(i), path + "[" + i + "]"))
				.flatMap(Optional::stream)
				.findFirst();
		}
		return node.propertyStream()
			.map((member) -> blank(member.getValue(), path.isEmpty() ? member.getKey() : path + "." + member.getKey()))
			.flatMap(Optional::stream)
			.findFirst();
	}

	private static Problem emptyItem(String path) {
		return new Problem(CommonProblemType.BODY_BROKEN, Text.of("列表中有空值：" + path, "A list has a null: " + path),
				Text.of("请去掉该项", "Leave this item out"))
			.property("member", path);
	}

	private static void text(String text, String path) {
		if (text.length() > LONGEST) {
			throw invalid(path, Text.of("超过 10000 个字符", "It has more than 10,000 characters"));
		}
		if (!isPlain(text)) {
			throw invalid(path, Text.of("含有控制字符或改变书写方向的字符",
					"It has control characters, or characters that change the writing direction"));
		}
	}

	/** Whether a text has only characters that may be stored and shown. */
	static boolean isPlain(String text) {
		for (int i = 0; i < text.length(); i++) {
			char next = text.charAt(i);
			boolean pair = Character.isHighSurrogate(next) && i + 1 < text.length()
					&& Character.isLowSurrogate(text.charAt(i + 1));
			if (pair) {
				i++;
			}
			else if (Character.isSurrogate(next) || Character.isISOControl(next) && "\t\n\r".indexOf(next) < 0
					|| next >= '\u202a' && next <= '\u202e' || next >= '\u2066' && next <= '\u2069'
					|| next >= '\ufff9' && next <= '\ufffb' || next >= '\ufffe') {
				return false;
			}
		}
		return true;
	}

	static Problem invalid(String path, Text why) {
		return new Problem(CommonProblemType.VALUE_INVALID,
				Text.of("字段 " + path + "：" + why.zh(), "The member " + path + ": " + why.en()),
				Text.of("请改正该字段后重试", "Correct this member and try again"))
			.property("member", path);
	}

	private static Problem repeated() {
		return new Problem(CommonProblemType.MEMBER_REPEATED,
				Text.of("JSON 对象中同一字段出现两次", "A JSON object has one member twice"));
	}

}
