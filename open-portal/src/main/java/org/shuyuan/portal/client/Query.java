package org.shuyuan.portal.client;

import java.net.URI;
import java.util.HashMap;
import java.util.Map;

import org.jspecify.annotations.Nullable;

import org.springframework.web.util.UriBuilder;

/**
 * A query string of what is present only, each value encoded as a whole.
 */
final class Query {

	private final UriBuilder builder;

	private final Map<String, Object> values = new HashMap<>();

	private Query(UriBuilder builder) {
		this.builder = builder;
	}

	static Query of(UriBuilder builder) {
		return new Query(builder);
	}

	Query with(String name, @Nullable String value) {
		if (value != null && !value.isBlank()) {
			String variable = name + this.values.size();
			this.builder.queryParam(name, "{" + variable + "}");
			this.values.put(variable, value);
		}
		return this;
	}

	URI build() {
		return this.builder.build(this.values);
	}

}
