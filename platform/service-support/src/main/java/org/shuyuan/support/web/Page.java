package org.shuyuan.support.web;

import java.util.List;
import java.util.function.Function;

import org.jspecify.annotations.Nullable;
import org.shuyuan.support.problem.CommonProblemType;
import org.shuyuan.support.problem.Problem;
import org.shuyuan.vocab.Text;

import org.springframework.web.servlet.support.ServletUriComponentsBuilder;

/**
 * One page of a list, by key set.
 *
 * @param <T> what is listed
 * @param items what is on the page
 * @param next address of the next page, absent on the last
 */
public record Page<T>(List<T> items, @Nullable String next) {

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

	/**
	 * The limit, from 1 to 200.
	 * @throws Problem 400 {@code parameter-invalid} otherwise
	 */
	public static int limit(int asked) {
		if (asked < 1 || asked > 200) {
			throw new Problem(CommonProblemType.PARAMETER_INVALID,
					Text.of("limit 须在 1 至 200 之间", "limit is from 1 to 200"),
					Text.of("请调整 limit，并用 next 翻页", "Change limit, and follow next for more"))
				.property("parameter", "limit");
		}
		return asked;
	}

}
