package org.shuyuan.standalone.keycloak;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

import org.keycloak.admin.client.resource.RealmResource;
import org.keycloak.representations.idm.RoleRepresentation;
import org.shuyuan.standalone.identity.Account;

/**
 * Roles of the client {@code shuyuan}.
 */
final class Roles {

	private final RealmResource realm;

	Roles(RealmResource realm) {
		this.realm = realm;
	}

	private String platform() {
		return this.realm.clients().findByClientId("shuyuan").getFirst().getId();
	}

	void grantOnly(Account account) {
		String platform = platform();
		var held = this.realm.users().get(account.subject()).roles().clientLevel(platform);
		List<RoleRepresentation> now = held.listAll();
		Set<String> names = new HashSet<>();
		now.forEach((role) -> names.add(role.getName()));
		List<RoleRepresentation> surplus = now.stream()
			.filter((role) -> !account.roleCodes().contains(role.getName()))
			.toList();
		List<RoleRepresentation> lacking = account.roleCodes()
			.stream()
			.filter((code) -> !names.contains(code))
			.map((code) -> this.realm.clients().get(platform).roles().get(code).toRepresentation())
			.toList();
		if (!surplus.isEmpty()) {
			held.remove(surplus);
		}
		if (!lacking.isEmpty()) {
			held.add(lacking);
		}
	}

	/** Role codes by the subject who holds them. */
	Map<String, Set<String>> held() {
		String platform = platform();
		Map<String, Set<String>> held = new HashMap<>();
		var roles = this.realm.clients().get(platform).roles();
		roles.list().forEach((role) -> {
			Pages.of((first, most) -> roles.get(role.getName()).getUserMembers(first, most))
				.forEach((user) -> held.computeIfAbsent(user.getId(), (_) -> new HashSet<>()).add(role.getName()));
		});
		return held;
	}

}
