package org.shuyuan.identity.keycloak;

import java.util.ArrayList;
import java.util.List;

/**
 * Pages of what Keycloak lists, put together.
 */
interface KeycloakPages<T> {

	int SIZE = 500;

	List<T> page(int first, int most);

	static <T> List<T> of(KeycloakPages<T> keycloakPages) {
		List<T> all = new ArrayList<>();
		List<T> page = keycloakPages.page(0, SIZE);
		while (!page.isEmpty()) {
			all.addAll(page);
			page = (page.size() < SIZE) ? List.of() : keycloakPages.page(all.size(), SIZE);
		}
		return all;
	}

}
