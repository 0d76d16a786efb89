package org.shuyuan.identity.keycloak;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

import jakarta.ws.rs.ClientErrorException;
import jakarta.ws.rs.NotFoundException;
import jakarta.ws.rs.core.Response;
import org.jspecify.annotations.Nullable;
import org.keycloak.admin.client.resource.RealmResource;
import org.keycloak.representations.idm.CredentialRepresentation;
import org.keycloak.representations.idm.UserRepresentation;
import org.shuyuan.identity.accounts.Account;

/**
 * Users of the realm: people, and the service accounts of systems.
 */
final class KeycloakUsers {

	private static final String AGENCY = "agency";

	/** Marks the users that the platform made; no one else may write it. */
	private static final String PROVISIONED = "provisioned";

	private final RealmResource realm;

	KeycloakUsers(RealmResource realm) {
		this.realm = realm;
	}

	/**
	 * Makes the user or gives the one that the platform made before the password; answers
	 * its id. It created the users that carry the mark, and those its own record names by
	 * that id.
	 * @throws ClientErrorException 409 if the name is that of a user whom the platform
	 * did not create: the one who registered it could take over the account by e-mail
	 */
	String ensure(Account account, String password) {
		CredentialRepresentation credential = new CredentialRepresentation();
		credential.setType(CredentialRepresentation.PASSWORD);
		credential.setValue(password);
		credential.setTemporary(false);
		return this.realm.users().searchByUsername(account.username(), true).stream().findFirst().map((user) -> {
			if (!provisioned(user) && !user.getId().equals(account.subject())) {
				throw new ClientErrorException(Response.Status.CONFLICT);
			}
			this.realm.users().get(user.getId()).resetPassword(credential);
			return user.getId();
		}).orElseGet(() -> {
			UserRepresentation user = new UserRepresentation();
			user.setUsername(account.username());
			user.setEnabled(true);
			user.setCredentials(List.of(credential));
			user.setAttributes(Map.of(PROVISIONED, List.of("true")));
			try (var answer = this.realm.users().create(user)) {
				return CreatedResource.id(answer);
			}
		});
	}

	/** Gives the user its name and agency. */
	void describe(Account account) {
		var found = this.realm.users().get(account.subject());
		UserRepresentation user = found.toRepresentation();
		Map<String, List<String>> attributes = new HashMap<>(
				Objects.requireNonNullElse(user.getAttributes(), Map.of()));
		attributes.put(PROVISIONED, List.of("true"));
		if (account.agency() != null) {
			attributes.put(AGENCY, List.of(account.agency().value()));
		}
		else {
			attributes.remove(AGENCY);
		}
		user.setAttributes(attributes);
		user.setFirstName(account.name());
		user.setEnabled(true);
		found.update(user);
	}

	/**
	 * Whether the user carries the mark; those from before it get it with their next
	 * repair.
	 */
	static boolean provisioned(UserRepresentation user) {
		return attribute(user, PROVISIONED).equals("true");
	}

	@Nullable UserRepresentation find(String subject) {
		try {
			return this.realm.users().get(subject).toRepresentation();
		}
		catch (NotFoundException _) {
			return null;
		}
	}

	/** The agency that the user acts for, empty for none. */
	static String agency(UserRepresentation user) {
		return attribute(user, AGENCY);
	}

	private static String attribute(UserRepresentation user, String name) {
		return Objects.requireNonNullElse(user.getAttributes(), Map.<String, List<String>>of())
			.getOrDefault(name, List.of(""))
			.getFirst();
	}

	void disable(String subject) {
		UserRepresentation user = find(subject);
		if (user != null) {
			user.setEnabled(false);
			this.realm.users().get(subject).update(user);
			this.realm.users().get(subject).logout();
		}
	}

}
