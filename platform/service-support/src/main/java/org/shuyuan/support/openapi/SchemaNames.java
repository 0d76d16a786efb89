package org.shuyuan.support.openapi;

import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

import com.fasterxml.jackson.annotation.JsonValue;
import io.swagger.v3.core.jackson.TypeNameResolver;
import io.swagger.v3.oas.annotations.media.Schema;

/**
 * Gives each schema a unique name: a type inside another is named after both, one inside
 * a controller by itself, and what a type is written as in JSON by that type. Two types
 * under one name are refused: readers of the document would take one for the other.
 */
final class SchemaNames extends TypeNameResolver {

	private static final String OURS = "org.shuyuan.";

	private final Map<String, Class<?>> named = new ConcurrentHashMap<>();

	@Override
	protected String nameForClass(Class<?> type, Set<Options> options) {
		if (!type.getName().startsWith(OURS)) {
			return super.nameForClass(type, options);
		}
		Class<?> meant = meant(type);
		String name = name(meant);
		Class<?> other = this.named.putIfAbsent(name, meant);
		if (other != null && other != meant) {
			throw new IllegalStateException(
					"Two schemas are named %s: %s and %s".formatted(name, other.getName(), meant.getName()));
		}
		return name;
	}

	/** The type that is written as this one, or itself. */
	private static Class<?> meant(Class<?> type) {
		Class<?> outer = type.getEnclosingClass();
		return (outer != null && Arrays.stream(outer.getDeclaredMethods()).anyMatch((method) -> writes(method, type)))
				? outer : type;
	}

	private static String name(Class<?> type) {
		Schema given = type.getDeclaredAnnotation(Schema.class);
		if (given != null && !given.name().isEmpty()) {
			return given.name();
		}
		Class<?> outer = type.getEnclosingClass();
		return (outer == null || outer.getSimpleName().endsWith("Controller")
				|| outer.getSimpleName().endsWith("Endpoints")) ? type.getSimpleName()
						: join(name(outer), type.getSimpleName());
	}

	/** Grants and Filing are a GrantFiling; repeated parts appear once. */
	private static String join(String outer, String inner) {
		String one = outer.endsWith("ies") ? outer.substring(0, outer.length() - 3) + "y"
				: (outer.endsWith("s") && !outer.endsWith("ss")) ? outer.substring(0, outer.length() - 1) : outer;
		return inner.startsWith(one) ? inner : one.endsWith(inner) ? one : one + inner;
	}

	private static boolean writes(Method method, Class<?> type) {
		return method.isAnnotationPresent(JsonValue.class) && method.getReturnType() == type;
	}

}
