package org.shuyuan.identity.authorizationserver;

import java.time.Instant;
import java.util.Objects;

import jakarta.servlet.http.HttpServletRequest;
import org.jspecify.annotations.Nullable;
import org.shuyuan.identity.accounts.AccountStore;

import org.springframework.security.core.Authentication;
import org.springframework.security.core.GrantedAuthority;
import org.springframework.security.core.authority.FactorGrantedAuthority;
import org.springframework.security.core.context.DeferredSecurityContext;
import org.springframework.security.core.context.SecurityContext;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.security.web.context.HttpSessionSecurityContextRepository;

/**
 * Who has signed in in a session, unless the account was disabled or got another password
 * since: they sign in again.
 */
final class AccountContextRepository extends HttpSessionSecurityContextRepository {

	private final AccountStore accounts;

	AccountContextRepository(AccountStore accounts) {
		this.accounts = accounts;
		setSpringSecurityContextKey("identity.context");
	}

	@Override
	public DeferredSecurityContext loadDeferredContext(HttpServletRequest request) {
		return new Checked(super.loadDeferredContext(request));
	}

	private boolean holds(@Nullable Authentication signedIn) {
		if (signedIn == null) {
			return true;
		}
		Instant since = signedIn.getAuthorities()
			.stream()
			.map(AccountContextRepository::given)
			.max(Instant::compareTo)
			.orElse(Instant.MIN);
		return this.accounts.secretSince(signedIn.getName()).filter((changed) -> !changed.isAfter(since)).isPresent();
	}

	private static Instant given(GrantedAuthority authority) {
		return (authority instanceof FactorGrantedAuthority factor) ? factor.getIssuedAt() : Instant.MIN;
	}

	private final class Checked implements DeferredSecurityContext {

		private final DeferredSecurityContext kept;

		private @Nullable SecurityContext checked;

		Checked(DeferredSecurityContext kept) {
			this.kept = kept;
		}

		@Override
		public SecurityContext get() {
			if (this.checked == null) {
				SecurityContext found = this.kept.get();
				this.checked = holds(found.getAuthentication()) ? found : SecurityContextHolder.createEmptyContext();
			}
			return Objects.requireNonNull(this.checked);
		}

		@Override
		public boolean isGenerated() {
			return this.kept.isGenerated();
		}

	}

}
