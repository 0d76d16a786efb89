package org.shuyuan.edge.web;

import java.util.Arrays;

import org.jspecify.annotations.Nullable;

/** Compares entity tags (RFC 9110, section 8.8.3.2). */
public final class EntityTags {

	private EntityTags() {
	}

	/**
	 * Whether {@code If-None-Match} names the tag. The comparison is weak: whoever has
	 * passed on an answer, such as a proxy that compressed it, may have made the tag
	 * weak.
	 */
	public static boolean match(@Nullable String header, String tag) {
		return header != null && (header.strip().equals("*")
				|| Arrays.stream(header.split(",")).anyMatch((each) -> opaque(each.strip()).equals(opaque(tag))));
	}

	private static String opaque(String tag) {
		return tag.startsWith("W/") ? tag.substring(2) : tag;
	}

}
