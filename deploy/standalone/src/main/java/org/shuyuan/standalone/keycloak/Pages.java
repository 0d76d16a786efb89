package org.shuyuan.standalone.keycloak;

import java.util.ArrayList;
import java.util.List;

/**
 * Pages of what Keycloak lists, put together.
 */
interface Pages<T> {

	int SIZE = 500;

	List<T> page(int first, int most);

	static <T> List<T> of(Pages<T> pages) {
		List<T> all = new ArrayList<>();
		List<T> page = pages.page(0, SIZE);
		while (!page.isEmpty()) {
			all.addAll(page);
			page = (page.size() < SIZE) ? List.of() : pages.page(all.size(), SIZE);
		}
		return all;
	}

}
