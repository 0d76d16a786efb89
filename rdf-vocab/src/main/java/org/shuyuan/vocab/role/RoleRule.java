package org.shuyuan.vocab.role;

import java.util.Collection;
import java.util.Collections;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;

/**
 * What forbids that one account holds certain roles. Heads are persons; auditors,
 * operators and administrators hold no other role; the public belongs to no agency.
 */
public enum RoleRule {

	/** No role at all. */
	NONE,
	/** A role of the platform's own services. */
	RESERVED,
	/** A system with a role that only a person may hold. */
	PERSONS_ONLY,
	/** Roles that exclude each other in one account. */
	APART,
	/** A role within an agency, without the agency. */
	AGENCY_MISSING,
	/** A role of the public, within an agency. */
	AGENCY_SURPLUS;

	private static final Set<Role> PERSONAL = Collections.unmodifiableSet(EnumSet.of(Role.CITIZEN, Role.SHARING_HEAD,
			Role.DEPARTMENT_HEAD, Role.CDO, Role.AUTHORITY, Role.ADMINISTRATOR));

	private static final Set<Role> ALONE = EnumSet.of(Role.AUDITOR, Role.OPERATOR, Role.ADMINISTRATOR, Role.SERVICE);

	private static final Set<Role> PUBLIC = EnumSet.of(Role.CITIZEN, Role.DEVELOPER);

	/** Roles that a system never holds, whoever granted them. */
	public static Set<Role> personal() {
		return PERSONAL;
	}

	/** Whether one account may hold both roles. */
	public static boolean together(Role one, Role other) {
		return one == other
				|| !ALONE.contains(one) && !ALONE.contains(other) && PUBLIC.contains(one) == PUBLIC.contains(other);
	}

	/** Whether one account may hold all of the roles. */
	public static boolean together(Collection<Role> roles) {
		return roles.stream().allMatch((one) -> roles.stream().allMatch((other) -> together(one, other)));
	}

	/**
	 * The first rule that an account would break.
	 * @param roles what it would hold
	 * @param person whether it is a person's, not a system's
	 * @param agency whether it acts for an agency
	 */
	public static Optional<RoleRule> broken(Set<Role> roles, boolean person, boolean agency) {
		RoleRule broken = null;
		if (roles.isEmpty()) {
			broken = NONE;
		}
		else if (roles.contains(Role.SERVICE)) {
			broken = RESERVED;
		}
		else if (!together(roles)) {
			broken = APART;
		}
		else if (!person && roles.stream().anyMatch(PERSONAL::contains)) {
			broken = PERSONS_ONLY;
		}
		else if (agency && roles.stream().anyMatch(PUBLIC::contains)) {
			broken = AGENCY_SURPLUS;
		}
		else if (!agency && roles.stream().anyMatch((role) -> !ALONE.contains(role) && !PUBLIC.contains(role))) {
			broken = AGENCY_MISSING;
		}
		return Optional.ofNullable(broken);
	}

}
