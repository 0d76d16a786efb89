package org.shuyuan.identity.accounts;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import org.jspecify.annotations.Nullable;

import org.springframework.security.oauth2.core.AuthorizationGrantType;
import org.springframework.security.oauth2.core.ClientAuthenticationMethod;
import org.springframework.security.oauth2.server.authorization.client.RegisteredClient;
import org.springframework.security.oauth2.server.authorization.client.RegisteredClientRepository;
import org.springframework.security.oauth2.server.authorization.settings.ClientSettings;
import org.springframework.security.oauth2.server.authorization.settings.TokenSettings;

/**
 * Who may ask for tokens: the platform's own services, the portal for people, a public
 * client for people's own programs (RFC 8252), and every system account.
 */
public class Clients implements RegisteredClientRepository {

	private final AccountStore accounts;

	private final List<RegisteredClient> inner;

	/**
	 * The clients.
	 * @param services client id and secret of the platform's own services
	 * @param baseUri the platform's address, below which people come back
	 */
	public Clients(AccountStore accounts, Map<String, String> services, String baseUri) {
		this.accounts = accounts;
		List<RegisteredClient> clients = new ArrayList<>();
		services.forEach((id, secret) -> {
			RegisteredClient.Builder client = system(id, id, Secrets.hash(Account.Kind.SYSTEM, secret));
			if (id.equals("open-portal")) {
				forPeople(client, baseUri + "/login/oauth2/code/open-portal").postLogoutRedirectUri(baseUri + "/");
			}
			clients.add(client.build());
		});
		clients
			.add(forPeople(RegisteredClient.withId("shuyuan-cli").clientId("shuyuan-cli"), "http://127.0.0.1/callback")
				.clientAuthenticationMethod(ClientAuthenticationMethod.NONE)
				.build());
		this.inner = List.copyOf(clients);
	}

	private static RegisteredClient.Builder system(String id, String clientId, String hash) {
		return RegisteredClient.withId(id)
			.clientId(clientId)
			.clientSecret(hash)
			.clientAuthenticationMethod(ClientAuthenticationMethod.CLIENT_SECRET_BASIC)
			.clientAuthenticationMethod(ClientAuthenticationMethod.CLIENT_SECRET_POST)
			.authorizationGrantType(AuthorizationGrantType.CLIENT_CREDENTIALS)
			.tokenSettings(TokenSettings.builder().accessTokenTimeToLive(Duration.ofHours(1)).build());
	}

	private static RegisteredClient.Builder forPeople(RegisteredClient.Builder client, String redirect) {
		return client.authorizationGrantType(AuthorizationGrantType.AUTHORIZATION_CODE)
			.authorizationGrantType(AuthorizationGrantType.REFRESH_TOKEN)
			.redirectUri(redirect)
			.scope("openid")
			.scope("profile")
			.clientSettings(ClientSettings.builder().requireProofKey(true).build())
			.tokenSettings(TokenSettings.builder()
				.accessTokenTimeToLive(Duration.ofMinutes(30))
				.refreshTokenTimeToLive(Duration.ofHours(12))
				.reuseRefreshTokens(false)
				.build());
	}

	@Override
	public void save(RegisteredClient client) {
		throw new UnsupportedOperationException("Clients are system accounts");
	}

	@Override
	public @Nullable RegisteredClient findById(String id) {
		return this.inner.stream()
			.filter((client) -> client.getId().equals(id))
			.findFirst()
			.or(() -> this.accounts.findBySubject(id).flatMap((account) -> find(account.username())))
			.orElse(null);
	}

	@Override
	public @Nullable RegisteredClient findByClientId(String clientId) {
		return this.inner.stream()
			.filter((client) -> client.getClientId().equals(clientId))
			.findFirst()
			.or(() -> find(clientId))
			.orElse(null);
	}

	private Optional<RegisteredClient> find(String clientId) {
		return this.accounts.find(Account.Kind.SYSTEM, clientId)
			.map((found) -> system(found.account().subject(), clientId, found.hash()).build());
	}

}
