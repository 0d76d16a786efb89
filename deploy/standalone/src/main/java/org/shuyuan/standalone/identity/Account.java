package org.shuyuan.standalone.identity;

import java.util.EnumSet;
import java.util.List;
import java.util.Set;

import org.jspecify.annotations.Nullable;
import org.shuyuan.vocab.AgencyId;
import org.shuyuan.vocab.Role;

/**
 * A person or a system that may get tokens.
 *
 * @param subject opaque id, the token's {@code sub}
 * @param kind person or system
 * @param username login name or client id: small letters, digits, dots and hyphens
 * @param name what to call it
 * @param roles what it may do
 * @param agency the agency acted for; required for an agency's roles
 */
public record Account(String subject, Kind kind, String username, String name, Set<Role> roles,
		@Nullable AgencyId agency) {

	private static final Set<Role> APART = EnumSet.of(Role.AUDITOR, Role.OPERATOR, Role.ADMINISTRATOR);

	private static final Set<Role> OF_AN_AGENCY = EnumSet.of(Role.STEWARD, Role.SHARING_OFFICER, Role.SHARING_HEAD,
			Role.DEPARTMENT_HEAD, Role.CDO, Role.AUTHORITY);

	/**
	 * Checks what an account may be.
	 * @throws AccountRefused if the name has another form, no role is given, roles meet
	 * that are to be kept apart, or the agency is missing
	 */
	public Account {
		if (username == null || !username.matches("[a-z0-9][a-z0-9.-]{0,62}")) {
			throw AccountRefused.username();
		}
		if (roles == null || roles.isEmpty()) {
			throw AccountRefused.withoutRole();
		}
		roles = Set.copyOf(roles);
		if (roles.contains(Role.SERVICE)) {
			throw AccountRefused.service();
		}
		if (roles.stream().filter(APART::contains).count() > 1) {
			throw AccountRefused.apart();
		}
		if (agency == null && roles.stream().anyMatch(OF_AN_AGENCY::contains)) {
			throw AccountRefused.withoutAgency();
		}
		name = (name == null || name.isBlank()) ? username : name.strip();
	}

	/** Codes of the roles, in their order. */
	public List<String> roleCodes() {
		return this.roles.stream().sorted().map(Role::code).toList();
	}

	/** The same account under the subject that its tokens carry. */
	public Account as(String issued) {
		return new Account(issued, this.kind, this.username, this.name, this.roles, this.agency);
	}

	/** Who holds an account. */
	public enum Kind {

		/** Signs in with a password. */
		PERSON,
		/** Gets tokens by client credentials. */
		SYSTEM

	}

}
