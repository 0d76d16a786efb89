package org.shuyuan.identity.authorizationserver;

import org.jspecify.annotations.Nullable;

import org.springframework.security.authentication.AuthenticationProvider;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.AuthenticationException;
import org.springframework.security.oauth2.core.OAuth2AuthenticationException;
import org.springframework.security.oauth2.core.OAuth2Error;
import org.springframework.security.oauth2.core.OAuth2ErrorCodes;
import org.springframework.security.web.authentication.WebAuthenticationDetails;

/**
 * Throttles guessing of client secrets like guessing of passwords. It is counted by
 * client and address, so that no one can lock a system out from another address.
 */
final class ThrottledClients implements AuthenticationProvider {

	private final AuthenticationProvider secrets;

	private final LoginThrottle loginThrottle;

	ThrottledClients(AuthenticationProvider secrets, LoginThrottle loginThrottle) {
		this.secrets = secrets;
		this.loginThrottle = loginThrottle;
	}

	/**
	 * Checks a client's secret.
	 * @throws Wait where it comes too soon after wrong ones, valid or not
	 */
	@Override
	public @Nullable Authentication authenticate(Authentication client) throws AuthenticationException {
		String asking = asking(client);
		long seconds = this.loginThrottle.wait(asking).toSeconds();
		if (seconds > 0) {
			throw new Wait(seconds);
		}
		try {
			Authentication known = this.secrets.authenticate(client);
			if (known != null) {
				this.loginThrottle.succeeded(asking);
			}
			return known;
		}
		catch (OAuth2AuthenticationException ex) {
			this.loginThrottle.failed(asking);
			throw ex;
		}
	}

	private static String asking(Authentication client) {
		String from = (client.getDetails() instanceof WebAuthenticationDetails details) ? details.getRemoteAddress()
				: "";
		return "client " + client.getName() + " from " + from;
	}

	@Override
	public boolean supports(Class<?> authentication) {
		return this.secrets.supports(authentication);
	}

	/** Too many wrong secrets were tried. */
	static final class Wait extends OAuth2AuthenticationException {

		private final long seconds;

		Wait(long seconds) {
			super(new OAuth2Error(OAuth2ErrorCodes.INVALID_CLIENT,
					"Too many wrong secrets: try again in %d seconds".formatted(seconds), null));
			this.seconds = seconds;
		}

		long seconds() {
			return this.seconds;
		}

	}

}
