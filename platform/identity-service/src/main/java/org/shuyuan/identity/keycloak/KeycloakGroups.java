package org.shuyuan.identity.keycloak;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

import jakarta.ws.rs.core.Response;
import org.jspecify.annotations.Nullable;
import org.keycloak.admin.client.resource.GroupResource;
import org.keycloak.admin.client.resource.RealmResource;
import org.keycloak.representations.idm.GroupRepresentation;
import org.shuyuan.identity.accounts.Account;
import org.shuyuan.identity.accounts.Drift;
import org.shuyuan.vocab.identifier.AgencyId;

/**
 * Agencies as subgroups of {@code /agencies}, named by their code and described by their
 * name; caches them, for one unit of work.
 */
final class KeycloakGroups {

	private static final String ALL = "/agencies";

	/** Everyone who registers is in it, and gets the citizen's role from it. */
	private static final String CITIZENS = "citizens";

	/** Finds the agency of a group that someone has renamed. */
	private static final String NOTED = "agency";

	/** The length of a description in Keycloak, in code points of at most two units. */
	private static final int LONGEST = 127;

	private final RealmResource realm;

	private @Nullable Map<String, GroupRepresentation> known;

	KeycloakGroups(RealmResource realm) {
		this.realm = realm;
	}

	private GroupResource parent() {
		return this.realm.groups().group(this.realm.getGroupByPath(ALL).getId());
	}

	/**
	 * Groups by the code of their agency, others by their name. A group that has the code
	 * for its name comes before one that had it once.
	 */
	private Map<String, GroupRepresentation> known() {
		Map<String, GroupRepresentation> now = this.known;
		if (now == null) {
			Map<String, GroupRepresentation> read = new TreeMap<>();
			GroupResource parent = parent();
			KeycloakPages.of((first, most) -> parent.getSubGroups(first, most, false))
				.stream()
				.sorted(Comparator.comparing((group) -> !group.getName().equals(code(group))))
				.forEach((group) -> {
					if (read.putIfAbsent(code(group), group) != null) {
						read.put(group.getName(), group);
					}
				});
			now = read;
			this.known = now;
		}
		return now;
	}

	private static String code(GroupRepresentation group) {
		try {
			return new AgencyId(group.getName()).value();
		}
		catch (IllegalArgumentException _) {
			return Objects.requireNonNullElse(group.getAttributes(), Map.<String, List<String>>of())
				.getOrDefault(NOTED, List.of(group.getName()))
				.getFirst();
		}
	}

	/**
	 * The registered agencies and those of accounts, which may come before.
	 * @param names names of the registered agencies by code
	 * @param used codes of the agencies that accounts act for
	 */
	Map<String, String> expected(Map<String, String> names, Set<String> used) {
		Map<String, String> expected = new TreeMap<>(names);
		for (String agency : used) {
			GroupRepresentation group = known().get(agency);
			expected.putIfAbsent(agency, (group != null) ? description(group) : "");
		}
		return expected;
	}

	/** Makes agencies groups, and names those as they should be that are there. */
	void provide(Map<String, String> names) {
		names.forEach((agency, name) -> {
			GroupRepresentation group = known().get(agency);
			if (group == null) {
				create(agency, name);
			}
			else if (!called(group).equals(called(agency, name))) {
				describe(group, agency, name);
				this.realm.groups().group(group.getId()).update(group);
			}
		});
	}

	private GroupRepresentation create(String agency, String name) {
		GroupRepresentation group = new GroupRepresentation();
		describe(group, agency, name);
		GroupResource parent = parent();
		try (Response answer = parent.subGroup(group)) {
			if (answer.getStatus() == Response.Status.CONFLICT.getStatusCode()) {
				// made by another piece of work in the meantime
				group = parent.getSubGroups(agency, true, 0, 1, false).getFirst();
			}
			else {
				group.setId(CreatedResource.id(answer));
			}
		}
		known().put(agency, group);
		return group;
	}

	private static void describe(GroupRepresentation group, String agency, String name) {
		Map<String, List<String>> attributes = new HashMap<>(
				Objects.requireNonNullElse(group.getAttributes(), Map.of()));
		attributes.put(NOTED, List.of(agency));
		group.setName(agency);
		group.setDescription(kept(name));
		group.setAttributes(attributes);
	}

	private static String kept(String name) {
		return name.substring(0, name.offsetByCodePoints(0, Math.min(LONGEST, name.codePointCount(0, name.length()))));
	}

	private static String called(GroupRepresentation group) {
		return called(group.getName(), description(group));
	}

	private static String description(GroupRepresentation group) {
		return Objects.requireNonNullElse(group.getDescription(), "");
	}

	private static String called(String code, String name) {
		return (code + " " + kept(name)).strip();
	}

	/** Where the groups are others than expected. */
	List<Drift> drift(Map<String, String> expected) {
		List<Drift> drifts = new ArrayList<>();
		Map<String, GroupRepresentation> left = new TreeMap<>(known());
		expected.forEach((agency, name) -> {
			GroupRepresentation group = left.remove(agency);
			if (group == null) {
				drifts.add(new Drift("agency", agency, "missing", called(agency, name), ""));
			}
			else if (!called(group).equals(called(agency, name))) {
				drifts.add(new Drift("agency", agency, "name", called(agency, name), called(group)));
			}
		});
		left.forEach((code, group) -> drifts.add(new Drift("agency", code, "unknown", "", called(group))));
		return drifts;
	}

	/**
	 * Puts the account into its agency's group, and into that of the registered never.
	 */
	void joinOnly(Account account) {
		var user = this.realm.users().get(account.subject());
		String agency = (account.agency() != null) ? account.agency().value() : "";
		boolean member = false;
		for (var group : user.groups()) {
			boolean right = group.getPath().equals(ALL + "/" + agency);
			member |= right;
			if (!right && (group.getPath().startsWith(ALL + "/") || group.getPath().equals("/" + CITIZENS))) {
				user.leaveGroup(group.getId());
			}
		}
		if (!member && !agency.isEmpty()) {
			GroupRepresentation group = known().get(agency);
			user.joinGroup(((group != null) ? group : create(agency, "")).getId());
		}
	}

	/** Agencies by the subject who is in their group. */
	Map<String, Set<String>> joined() {
		Map<String, Set<String>> joined = new HashMap<>();
		var groups = this.realm.groups();
		known().forEach(
				(code, group) -> KeycloakPages.of((first, most) -> groups.group(group.getId()).members(first, most))
					.forEach((user) -> joined.computeIfAbsent(user.getId(), (_) -> new HashSet<>()).add(code)));
		return joined;
	}

	/** {@code citizens} for a subject who has the citizen's role by that group. */
	Set<String> registered(String subject) {
		return this.realm.users()
			.get(subject)
			.groups()
			.stream()
			.filter((group) -> group.getPath().equals("/" + CITIZENS))
			.map(GroupRepresentation::getName)
			.collect(Collectors.toSet());
	}

}
