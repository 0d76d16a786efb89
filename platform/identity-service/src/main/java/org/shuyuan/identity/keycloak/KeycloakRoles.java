package org.shuyuan.identity.keycloak;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

import org.keycloak.admin.client.resource.RealmResource;
import org.keycloak.representations.idm.RoleRepresentation;
import org.shuyuan.identity.accounts.Account;

/**
 * Roles of the client {@code shuyuan}; caches them, for one unit of work.
 */
final class KeycloakRoles {

	private final RealmResource realm;

	private final String platform;

	private final Map<String, RoleRepresentation> known = new HashMap<>();

	KeycloakRoles(RealmResource realm) {
		this.realm = realm;
		this.platform = realm.clients().findByClientId("shuyuan").getFirst().getId();
	}

	void grantOnly(Account account) {
		var held = this.realm.users().get(account.subject()).roles().clientLevel(this.platform);
		List<RoleRepresentation> now = held.listAll();
		Set<String> names = new HashSet<>();
		now.forEach((role) -> names.add(role.getName()));
		List<RoleRepresentation> surplus = now.stream()
			.filter((role) -> !account.roleCodes().contains(role.getName()))
			.toList();
		List<RoleRepresentation> lacking = account.roleCodes()
			.stream()
			.filter((code) -> !names.contains(code))
			.map(this::role)
			.toList();
		if (!surplus.isEmpty()) {
			held.remove(surplus);
		}
		if (!lacking.isEmpty()) {
			held.add(lacking);
		}
	}

	private RoleRepresentation role(String code) {
		return this.known.computeIfAbsent(code,
				(_) -> this.realm.clients().get(this.platform).roles().get(code).toRepresentation());
	}

	/** Role codes by the subject who holds them. */
	Map<String, Set<String>> held() {
		Map<String, Set<String>> held = new HashMap<>();
		var roles = this.realm.clients().get(this.platform).roles();
		roles.list().forEach((role) -> {
			KeycloakPages.of((first, most) -> roles.get(role.getName()).getUserMembers(first, most))
				.forEach((user) -> held.computeIfAbsent(user.getId(), (_) -> new HashSet<>()).add(role.getName()));
		});
		return held;
	}

}
