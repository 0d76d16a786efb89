package org.shuyuan.identity.keycloak;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

import jakarta.ws.rs.ClientErrorException;
import jakarta.ws.rs.core.Response;
import org.jspecify.annotations.Nullable;
import org.keycloak.admin.client.resource.RealmResource;
import org.keycloak.representations.idm.ClientRepresentation;
import org.keycloak.representations.idm.ProtocolMapperRepresentation;
import org.shuyuan.identity.accounts.Account;

/**
 * Clients of the realm that represent systems; the realm's other clients are never
 * touched.
 */
final class KeycloakClients {

	/** Prefix of the names of Keycloak's service account users. */
	static final String SERVICE_ACCOUNT = "service-account-";

	private static final String OURS = "shuyuan.system";

	private final RealmResource realm;

	KeycloakClients(RealmResource realm) {
		this.realm = realm;
	}

	/**
	 * Makes the client or brings the one that is there into line; answers the id of its
	 * service account.
	 * @param secret new secret, none to keep the old one
	 * @throws ClientErrorException 409 if the name is a client's that is no system
	 */
	String ensure(Account account, @Nullable String secret) {
		Optional<ClientRepresentation> there = find(account.username());
		ClientRepresentation client = there.orElseGet(ClientRepresentation::new);
		if (there.isPresent() && !ours(client)) {
			throw new ClientErrorException(Response.Status.CONFLICT);
		}
		describe(client, account.username(), secret);
		String id = there.map((found) -> {
			this.realm.clients().get(found.getId()).update(client);
			return found.getId();
		}).orElseGet(() -> {
			try (var answer = this.realm.clients().create(client)) {
				return CreatedResource.id(answer);
			}
		});
		return this.realm.clients().get(id).getServiceAccountUser().getId();
	}

	private static void describe(ClientRepresentation client, String clientId, @Nullable String secret) {
		client.setClientId(clientId);
		client.setEnabled(true);
		client.setProtocol("openid-connect");
		client.setPublicClient(false);
		client.setServiceAccountsEnabled(true);
		client.setStandardFlowEnabled(false);
		client.setImplicitFlowEnabled(false);
		client.setDirectAccessGrantsEnabled(false);
		client.setAttributes(Map.of(OURS, "true", "access.token.lifespan", "3600"));
		client.setDefaultClientScopes(List.of("basic", "shuyuan"));
		client.setOptionalClientScopes(List.of());
		if (secret != null) {
			client.setSecret(secret);
		}
		Map<String, ProtocolMapperRepresentation> mappers = new LinkedHashMap<>();
		Objects.requireNonNullElse(client.getProtocolMappers(), List.<ProtocolMapperRepresentation>of())
			.forEach((mapper) -> mappers.put(mapper.getName(), mapper));
		for (ProtocolMapperRepresentation mapper : List.of(loginName(clientId), ownAudience(clientId))) {
			mappers.putIfAbsent(mapper.getName(), mapper);
		}
		client.setProtocolMappers(List.copyOf(mappers.values()));
	}

	/** Keycloak names a system's user otherwise than the system. */
	private static ProtocolMapperRepresentation loginName(String clientId) {
		ProtocolMapperRepresentation mapper = new ProtocolMapperRepresentation();
		mapper.setName("login name");
		mapper.setProtocol("openid-connect");
		mapper.setProtocolMapper("oidc-hardcoded-claim-mapper");
		mapper.setConfig(Map.of("claim.name", "preferred_username", "claim.value", clientId, "jsonType.label", "String",
				"access.token.claim", "true", "introspection.token.claim", "true"));
		return mapper;
	}

	/**
	 * Keycloak lets a client introspect only tokens whose audience it is, its own
	 * included.
	 */
	private static ProtocolMapperRepresentation ownAudience(String clientId) {
		ProtocolMapperRepresentation mapper = new ProtocolMapperRepresentation();
		mapper.setName("own audience");
		mapper.setProtocol("openid-connect");
		mapper.setProtocolMapper("oidc-audience-mapper");
		mapper.setConfig(Map.of("included.client.audience", clientId, "access.token.claim", "true", "id.token.claim",
				"false", "introspection.token.claim", "true"));
		return mapper;
	}

	private static boolean ours(ClientRepresentation client) {
		return "true".equals(Objects.requireNonNullElse(client.getAttributes(), Map.<String, String>of()).get(OURS));
	}

	boolean enabled(String clientId) {
		return find(clientId).filter((client) -> Boolean.TRUE.equals(client.isEnabled())).isPresent();
	}

	void disable(String clientId) {
		find(clientId).filter(KeycloakClients::ours).ifPresent((client) -> {
			client.setEnabled(false);
			this.realm.clients().get(client.getId()).update(client);
		});
	}

	private Optional<ClientRepresentation> find(String clientId) {
		return this.realm.clients().findByClientId(clientId).stream().findFirst();
	}

}
