package org.shuyuan.portal.client;

import java.util.Set;
import java.util.TreeSet;

import org.jspecify.annotations.Nullable;
import org.shuyuan.vocab.role.Role;

import org.springframework.security.core.Authentication;
import org.springframework.security.core.GrantedAuthority;
import org.springframework.security.oauth2.core.user.OAuth2User;

/**
 * The person signed in.
 *
 * @param id opaque id; what the audit records
 * @param login name by which the person signs in; empty where the issuer does not say
 * @param name name, or the login name where there is none
 * @param roles role codes
 * @param agency unified social credit code of the agency acted for
 */
public record SignedInPerson(String id, String login, String name, Set<String> roles, @Nullable String agency) {

	/** Who is signed in; someone without roles if no one is. */
	public static SignedInPerson of(@Nullable Authentication authentication) {
		if (authentication == null || !(authentication.getPrincipal() instanceof OAuth2User user)) {
			return new SignedInPerson("", "", "", Set.of(), null);
		}
		Set<String> roles = new TreeSet<>();
		for (GrantedAuthority authority : authentication.getAuthorities()) {
			String name = authority.getAuthority();
			if (name != null && name.startsWith("ROLE_")) {
				roles.add(name.substring(5));
			}
		}
		String login = user.getAttribute("preferred_username");
		String shown = user.getAttribute("name");
		String name = (shown != null) ? shown : login;
		String agency = user.getAttribute("agency");
		return new SignedInPerson(authentication.getName(), (login != null) ? login : "",
				(name != null) ? name : authentication.getName(), roles, agency);
	}

	/** Whether the person holds the role with the given code. */
	public boolean is(String role) {
		return this.roles.contains(Role.ofCode(role).code());
	}

	/** Whether the person holds any of the roles with the given codes. */
	public boolean isAny(String... anyRoles) {
		for (String role : anyRoles) {
			if (is(role)) {
				return true;
			}
		}
		return false;
	}

}
