package org.shuyuan.portal.client;

import java.util.List;

import org.jspecify.annotations.Nullable;

/**
 * A page of a list.
 *
 * @param next address of the next page; absent on the last
 * @param total how many there are in all, where the service counts them
 */
public record ListPage<T>(List<T> items, @Nullable String next, @Nullable Long total) {

	public ListPage {
		items = (items == null) ? List.of() : List.copyOf(items);
	}

	/** The {@code after} key of the next page. */
	public @Nullable String after() {
		if (this.next == null) {
			return null;
		}
		int at = this.next.indexOf("after=");
		if (at < 0) {
			return null;
		}
		String rest = this.next.substring(at + 6);
		int end = rest.indexOf('&');
		return java.net.URLDecoder.decode((end < 0) ? rest : rest.substring(0, end),
				java.nio.charset.StandardCharsets.UTF_8);
	}

}
