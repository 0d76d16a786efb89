package org.shuyuan.standalone.keycloak;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

import jakarta.ws.rs.NotFoundException;
import org.jspecify.annotations.Nullable;
import org.keycloak.admin.client.resource.RealmResource;
import org.keycloak.representations.idm.CredentialRepresentation;
import org.keycloak.representations.idm.UserRepresentation;
import org.shuyuan.standalone.identity.Account;

/**
 * Users of the realm: people, and the service accounts that stand behind systems.
 */
final class People {

	private static final String AGENCY = "agency";

	private final RealmResource realm;

	People(RealmResource realm) {
		this.realm = realm;
	}

	/** Makes the user or gives the one that is there the password; answers its id. */
	String ensure(Account account, String password) {
		CredentialRepresentation credential = new CredentialRepresentation();
		credential.setType(CredentialRepresentation.PASSWORD);
		credential.setValue(password);
		credential.setTemporary(false);
		return this.realm.users()
			.searchByUsername(account.username(), true)
			.stream()
			.findFirst()
			.map(UserRepresentation::getId)
			.map((id) -> {
				this.realm.users().get(id).resetPassword(credential);
				return id;
			})
			.orElseGet(() -> {
				UserRepresentation user = new UserRepresentation();
				user.setUsername(account.username());
				user.setEnabled(true);
				user.setCredentials(List.of(credential));
				try (var answer = this.realm.users().create(user)) {
					return Created.id(answer);
				}
			});
	}

	/** Gives the user its name and agency. */
	void describe(Account account) {
		var found = this.realm.users().get(account.subject());
		UserRepresentation user = found.toRepresentation();
		Map<String, List<String>> attributes = new HashMap<>(
				Objects.requireNonNullElse(user.getAttributes(), Map.of()));
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
		return Objects.requireNonNullElse(user.getAttributes(), Map.<String, List<String>>of())
			.getOrDefault(AGENCY, List.of(""))
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
