package org.shuyuan.standalone.keycloak;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

import org.keycloak.admin.client.resource.RealmResource;
import org.keycloak.representations.idm.GroupRepresentation;
import org.shuyuan.standalone.identity.Account;

/**
 * Agencies as subgroups of {@code /agencies}, named by their code; remembers them, for
 * one piece of work.
 */
final class Groups {

	private static final String ALL = "/agencies";

	private final RealmResource realm;

	private final Map<String, String> known = new HashMap<>();

	Groups(RealmResource realm) {
		this.realm = realm;
	}

	void joinOnly(Account account) {
		var user = this.realm.users().get(account.subject());
		String agency = (account.agency() != null) ? account.agency().value() : "";
		boolean member = false;
		for (var group : user.groups()) {
			boolean right = group.getPath().equals(ALL + "/" + agency);
			member |= right;
			if (!right && group.getPath().startsWith(ALL + "/")) {
				user.leaveGroup(group.getId());
			}
		}
		if (!member && !agency.isEmpty()) {
			user.joinGroup(this.known.computeIfAbsent(agency, this::ensure));
		}
	}

	private String ensure(String agency) {
		var parent = this.realm.groups().group(this.realm.getGroupByPath(ALL).getId());
		return parent.getSubGroups(agency, true, 0, 10, true)
			.stream()
			.filter((group) -> group.getName().equals(agency))
			.findFirst()
			.map(GroupRepresentation::getId)
			.orElseGet(() -> {
				var group = new GroupRepresentation();
				group.setName(agency);
				group.setAttributes(Map.of("agency", List.of(agency)));
				try (var answer = parent.subGroup(group)) {
					return Created.id(answer);
				}
			});
	}

	/** Agencies by the subject who is in their group. */
	Map<String, Set<String>> joined() {
		Map<String, Set<String>> joined = new HashMap<>();
		var groups = this.realm.groups();
		var parent = groups.group(this.realm.getGroupByPath(ALL).getId());
		Pages.of((first, most) -> parent.getSubGroups(first, most, true))
			.forEach((group) -> Pages.of((first, most) -> groups.group(group.getId()).members(first, most))
				.forEach((user) -> joined.computeIfAbsent(user.getId(), (_) -> new HashSet<>()).add(group.getName())));
		return joined;
	}

}
