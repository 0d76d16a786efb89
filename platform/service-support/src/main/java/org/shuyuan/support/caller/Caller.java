package org.shuyuan.support.caller;

import java.util.Arrays;
import java.util.Collection;
import java.util.EnumSet;
import java.util.Set;

import org.jspecify.annotations.Nullable;
import org.shuyuan.vocab.identifier.AgencyId;
import org.shuyuan.vocab.role.Role;

import org.springframework.security.core.Authentication;
import org.springframework.security.core.GrantedAuthority;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.security.oauth2.jwt.Jwt;

/**
 * Who calls, by token. Controllers take one as a parameter.
 *
 * @param subject opaque id of the person or system; empty for the public
 * @param roles roles held, none for the public
 * @param agency the agency acted for, absent for citizens, operators and services
 * @param person whether a person signed in, as opposed to a system; not the public
 */
public record Caller(String subject, Set<Role> roles, @Nullable AgencyId agency, boolean person) {

	/** Anyone, without a token. */
	public static final Caller PUBLIC = new Caller("", Set.of(), null, false);

	public Caller {
		roles = Set.copyOf(roles);
	}

	/** Who calls now. */
	public static Caller current() {
		return of(SecurityContextHolder.getContext().getAuthentication());
	}

	static Caller of(@Nullable Authentication authentication) {
		if (authentication == null || !(authentication.getPrincipal() instanceof Jwt token)) {
			return PUBLIC;
		}
		Set<Role> roles = roles(authentication.getAuthorities());
		return new Caller(authentication.getName(), roles, agency(token),
				!roles.contains(Role.SERVICE) && !ofSystem(authentication));
	}

	private static boolean ofSystem(Authentication authentication) {
		return authentication instanceof IntrospectionConverter.IntrospectedToken token
				&& token.holder() == TokenHolder.SYSTEM;
	}

	private static Set<Role> roles(Collection<? extends GrantedAuthority> authorities) {
		Set<Role> roles = EnumSet.noneOf(Role.class);
		for (Role role : Role.values()) {
			if (authorities.stream().anyMatch((held) -> ("ROLE_" + role.code()).equals(held.getAuthority()))) {
				roles.add(role);
			}
		}
		return roles;
	}

	private static @Nullable AgencyId agency(Jwt token) {
		String code = token.getClaimAsString("agency");
		try {
			return (code != null) ? new AgencyId(code) : null;
		}
		catch (IllegalArgumentException _) {
			return null;
		}
	}

	/** Whether the caller holds one of the roles. */
	public boolean has(Role... anyOf) {
		return Arrays.stream(anyOf).anyMatch(this.roles::contains);
	}

	/** Whether the caller acts for the agency. */
	public boolean actsFor(AgencyId other) {
		return other.equals(this.agency);
	}

	/** Whether the caller sees what every agency has. */
	public boolean seesAll() {
		return has(Role.AUTHORITY, Role.AUDITOR, Role.SERVICE);
	}

	/** Whether the caller belongs to a department, and so to the inside of the house. */
	public boolean department() {
		return this.agency != null
				&& has(Role.STEWARD, Role.SHARING_OFFICER, Role.SHARING_HEAD, Role.DEPARTMENT_HEAD, Role.CDO);
	}

	/**
	 * Proceeds only with one of the roles.
	 * @throws RoleMissing otherwise
	 */
	public void require(Role... anyOf) {
		if (!has(anyOf)) {
			throw new RoleMissing(anyOf);
		}
	}

	/**
	 * Proceeds only with one of the roles, held by a person: only persons may take
	 * decisions here.
	 * @throws RoleMissing without the role
	 * @throws PersonMissing where a system calls
	 */
	public void requirePerson(Role... anyOf) {
		require(anyOf);
		if (!this.person) {
			throw new PersonMissing();
		}
	}

}
