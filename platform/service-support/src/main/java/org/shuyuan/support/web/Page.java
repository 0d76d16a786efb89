package org.shuyuan.support.web;

import java.util.List;
import java.util.function.Function;

import org.jspecify.annotations.Nullable;

import org.springframework.web.servlet.support.ServletUriComponentsBuilder;

/**
 * One page of a list, by key set.
 *
 * @param <T> what is listed
 * @param items what is on the page
 * @param next address of the next page, absent on the last
 */
public record Page<T>(List<T> items, @Nullable String next) {

	/** Most items on a page, where a list sets no other limit. */
	public static final int MOST = 200;

	/**
	 * The page, given one item more than the page holds where there is a next one.
	 * @param found items found, {@code limit + 1} at most
	 * @param limit items on the page
	 * @param key the key of an item to go on after
	 */
	public static <T> Page<T> of(List<T> found, int limit, Function<T, String> key) {
		if (found.size() <= limit) {
			return new Page<>(List.copyOf(found), null);
		}
		List<T> items = List.copyOf(found.subList(0, limit));
		String next = ServletUriComponentsBuilder.fromCurrentRequest()
			.scheme(null)
			.host(null)
			.port(null)
			.replaceQueryParam("after", key.apply(items.getLast()))
			.build()
			.toUriString();
		return new Page<>(items, next);
	}

}
