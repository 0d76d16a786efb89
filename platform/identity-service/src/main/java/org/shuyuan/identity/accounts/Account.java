package org.shuyuan.identity.accounts;

import java.util.List;
import java.util.Set;

import org.jspecify.annotations.Nullable;
import org.shuyuan.vocab.identifier.AgencyId;
import org.shuyuan.vocab.role.Role;
import org.shuyuan.vocab.role.RoleRule;

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

	/**
	 * Checks what an account may be.
	 * @throws AccountRefused if the name has another form, or the roles break a rule
	 */
	public Account {
		if (username == null || !username.matches("[a-z0-9][a-z0-9.-]{0,62}")) {
			throw AccountRefused.username();
		}
		roles = (roles != null) ? Set.copyOf(roles) : Set.of();
		RoleRule.broken(roles, kind == Kind.PERSON, agency != null).ifPresent((broken) -> {
			throw AccountRefused.of(broken);
		});
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
