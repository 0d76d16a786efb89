package org.shuyuan.identity.authorizationserver;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

import org.shuyuan.identity.accounts.Account;
import org.shuyuan.identity.accounts.AccountStore;
import org.shuyuan.identity.accounts.EmailAddress;
import org.shuyuan.identity.accounts.Secrets;

import org.springframework.security.authentication.dao.DaoAuthenticationProvider;
import org.springframework.security.core.GrantedAuthority;
import org.springframework.security.core.authority.SimpleGrantedAuthority;
import org.springframework.security.core.userdetails.User;
import org.springframework.security.core.userdetails.UserDetails;
import org.springframework.security.core.userdetails.UsernameNotFoundException;

/**
 * Signs people in by login name or e-mail address and password; the principal's name is
 * their opaque subject.
 */
final class PeopleProvider {

	private PeopleProvider() {
	}

	static DaoAuthenticationProvider over(AccountStore accounts, LoginThrottle loginThrottle) {
		DaoAuthenticationProvider provider = new DaoAuthenticationProvider(
				(username) -> details(accounts, loginThrottle, username.strip().toLowerCase(Locale.ROOT)));
		provider.setPasswordEncoder(Secrets.encoder());
		return provider;
	}

	private static UserDetails details(AccountStore accounts, LoginThrottle loginThrottle, String username) {
		AccountStore.Credentials found = EmailAddress.of(username)
			.map(accounts::findByEmail)
			.orElseGet(() -> accounts.find(Account.Kind.PERSON, username))
			.orElseThrow(() -> UsernameNotFoundException.fromUsername(username));
		List<GrantedAuthority> authorities = new ArrayList<>();
		found.account().roleCodes().forEach((role) -> authorities.add(new SimpleGrantedAuthority("ROLE_" + role)));
		return User.withUsername(found.account().subject())
			.password(found.hash())
			.authorities(authorities)
			.accountLocked(!loginThrottle.wait(username).isZero())
			.build();
	}

}
