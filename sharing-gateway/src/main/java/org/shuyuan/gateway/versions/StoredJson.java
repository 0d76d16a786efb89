package org.shuyuan.gateway.versions;

import org.jspecify.annotations.Nullable;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/** Values as JSON that PostgreSQL keeps. */
final class StoredJson {

	private static final JsonMapper JSON = JsonMapper.builder().build();

	private StoredJson() {
	}

	/** As text without the NUL character, which PostgreSQL does not take. */
	static @Nullable String write(@Nullable Object value) {
		return (value != null) ? JSON.writeValueAsString(value).replace("\\u0000", "\\uFFFD") : null;
	}

	static <T> @Nullable T read(@Nullable String text, Class<T> type) {
		return (text != null) ? JSON.readValue(text, type) : null;
	}

	static <T> T read(String text, TypeReference<T> type) {
		return JSON.readValue(text, type);
	}

}
