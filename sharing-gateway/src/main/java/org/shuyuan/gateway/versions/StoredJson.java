package org.shuyuan.gateway.versions;

import org.jspecify.annotations.Nullable;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/** Values as JSON that PostgreSQL can store. */
public final class StoredJson {

	private static final JsonMapper JSON = JsonMapper.builder().build();

	private StoredJson() {
	}

	/** As text without the NUL character, which PostgreSQL does not take. */
	public static @Nullable String write(@Nullable Object value) {
		return (value != null) ? JSON.writeValueAsString(value).replace("\\u0000", "\\uFFFD") : null;
	}

	public static <T> @Nullable T read(@Nullable String text, Class<T> type) {
		return (text != null) ? JSON.readValue(text, type) : null;
	}

	public static <T> T read(String text, TypeReference<T> type) {
		return JSON.readValue(text, type);
	}

}
