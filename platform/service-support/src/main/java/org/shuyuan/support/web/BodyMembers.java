package org.shuyuan.support.web;

import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

import com.fasterxml.jackson.annotation.JsonProperty;
import org.shuyuan.support.problem.CommonProblemType;
import org.shuyuan.support.problem.Problem;
import org.shuyuan.vocab.Text;
import tools.jackson.databind.JsonNode;

/**
 * Compares the members of a JSON body with those of the record that it is read into: all
 * that the record does not have are refused together, each by its name.
 */
final class BodyMembers {

	private static final Pattern DAY = Pattern.compile("[12]\\d{3}-\\d{2}-\\d{2}");

	private final List<String> unknown = new ArrayList<>();

	private final List<String> meant = new ArrayList<>();

	private final List<String> known = new ArrayList<>();

	/**
	 * Proceeds only if the record has all members of the body.
	 * @throws Problem 422 {@code member-unknown}
	 */
	static void check(JsonNode body, Type type) {
		BodyMembers members = new BodyMembers();
		members.walk(body, type, "");
		if (!members.unknown.isEmpty()) {
			throw members.problem();
		}
	}

	private void walk(JsonNode node, Type type, String path) {
		if (node.isArray() && type instanceof ParameterizedType list
				&& Collection.class.isAssignableFrom((Class<?>) list.getRawType())) {
			for (int i = 0; i < node.size(); i++) {
				walk(node.get(i), list.getActualTypeArguments()[0], path + "[" + i + "]");
			}
		}
		else if (node.isObject() && type instanceof Class<?> bean && bean.isRecord()) {
			Map<String, Type> components = components(bean);
			node.properties().forEach((member) -> {
				String name = member.getKey();
				String at = path.isEmpty() ? SimilarName.shown(name) : path + "." + SimilarName.shown(name);
				Type expected = components.get(name);
				if (expected != null) {
					walk(member.getValue(), expected, at);
				}
				else {
					note(name, at, components.keySet());
				}
			});
		}
		else if (type == LocalDate.class && node.isString() && !DAY.matcher(node.asString()).matches()) {
			throw BodyText.invalid(path, Text.of("须为 1000 至 2999 年的日期，如 2026-12-31",
					"It is to be a day of the years 1000 to 2999, such as 2026-12-31"));
		}
	}

	private void note(String name, String at, Collection<String> components) {
		this.unknown.add(at);
		components.stream().filter((component) -> !this.known.contains(component)).forEach(this.known::add);
		SimilarName.of(name, components).ifPresent((near) -> this.meant.add(at + " → " + near));
	}

	private static Map<String, Type> components(Class<?> bean) {
		Map<String, Type> components = new LinkedHashMap<>();
		for (RecordComponent component : bean.getRecordComponents()) {
			JsonProperty named = component.getAccessor().getAnnotation(JsonProperty.class);
			components.put((named != null && !named.value().isEmpty()) ? named.value() : component.getName(),
					component.getGenericType());
		}
		return components;
	}

	private Problem problem() {
		String names = String.join(", ", this.unknown);
		String accepted = String.join(", ", this.known);
		return new Problem(CommonProblemType.MEMBER_UNKNOWN,
				Text.of("没有这些字段：" + names + "；未保存任何内容", "There is no member " + names + "; nothing was stored"),
				Text.of("可用字段：" + accepted + (this.meant.isEmpty() ? "" : "；是否指 " + String.join("，", this.meant)),
						"Known: " + accepted
								+ (this.meant.isEmpty() ? "" : "; perhaps meant: " + String.join(", ", this.meant))))
			.property("members", List.copyOf(this.unknown))
			.property("known", List.copyOf(this.known));
	}

}
