package org.shuyuan.identity.keycloak;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Supplier;

import jakarta.ws.rs.ClientErrorException;
import jakarta.ws.rs.ProcessingException;
import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.core.Response;
import org.keycloak.admin.client.resource.RealmResource;
import org.keycloak.representations.idm.UserRepresentation;
import org.shuyuan.identity.accounts.Account;
import org.shuyuan.identity.accounts.AccountRefused;
import org.shuyuan.identity.accounts.Drift;
import org.shuyuan.identity.accounts.Issuer;
import org.shuyuan.identity.problem.IdentityProblem;

/**
 * Provisions the platform's accounts into the realm: people as users, systems as clients
 * with a service account, agencies as groups, roles as roles of the client
 * {@code shuyuan}. What is there already is brought into line.
 */
class KeycloakIssuer implements Issuer {

	private final RealmResource realm;

	private final KeycloakUsers keycloakUsers;

	private final KeycloakClients keycloakClients;

	private final AgencyDirectory agencyDirectory;

	KeycloakIssuer(RealmResource realm, AgencyDirectory agencyDirectory) {
		this.realm = realm;
		this.agencyDirectory = agencyDirectory;
		this.keycloakUsers = new KeycloakUsers(realm);
		this.keycloakClients = new KeycloakClients(realm);
	}

	/**
	 * Makes agencies groups under these names. The same again changes nothing.
	 * @param names names by code
	 * @throws IdentityProblem 503 {@code identity-silent} if Keycloak does not answer
	 */
	void provide(Map<String, String> names) {
		asked(() -> {
			new KeycloakGroups(this.realm).provide(names);
			return names;
		});
	}

	@Override
	public Map<Account, String> enrol(Map<Account, String> secrets) {
		return asked(() -> {
			KeycloakRoles roles = new KeycloakRoles(this.realm);
			KeycloakGroups groups = new KeycloakGroups(this.realm);
			Map<Account, String> enrolled = new LinkedHashMap<>();
			secrets.forEach((account, secret) -> {
				Account known = account.as(subject(account, secret));
				bringIntoLine(known, roles, groups);
				enrolled.put(known, secret);
			});
			return enrolled;
		});
	}

	private String subject(Account account, String secret) {
		try {
			return switch (account.kind()) {
				case PERSON -> this.keycloakUsers.ensure(account, secret);
				case SYSTEM -> this.keycloakClients.ensure(account, secret);
			};
		}
		catch (ClientErrorException ex) {
			if (ex.getResponse().getStatus() == Response.Status.CONFLICT.getStatusCode()) {
				throw AccountRefused.taken(account.username());
			}
			throw ex;
		}
	}

	private void bringIntoLine(Account account, KeycloakRoles roles, KeycloakGroups groups) {
		this.keycloakUsers.describe(account);
		roles.grantOnly(account);
		groups.joinOnly(account);
	}

	@Override
	public void disable(Account account) {
		asked(() -> {
			if (account.kind() == Account.Kind.SYSTEM) {
				this.keycloakClients.disable(account.username());
			}
			this.keycloakUsers.disable(account.subject());
			return account;
		});
	}

	@Override
	public void restore(List<Account> accounts) {
		Map<String, String> names = this.agencyDirectory.agencies();
		asked(() -> {
			KeycloakRoles roles = new KeycloakRoles(this.realm);
			KeycloakGroups groups = new KeycloakGroups(this.realm);
			groups.provide(groups.expected(names, agencies(accounts)));
			Set<String> missing = new HashSet<>();
			drift(accounts).stream()
				.filter((drift) -> drift.difference().equals("missing"))
				.forEach((drift) -> missing.add(drift.name()));
			accounts.stream().filter((account) -> !missing.contains(account.username())).forEach((account) -> {
				if (account.kind() == Account.Kind.SYSTEM) {
					this.keycloakClients.ensure(account, null);
				}
				bringIntoLine(account, roles, groups);
			});
			return accounts;
		});
	}

	@Override
	public List<Drift> drift(List<Account> accounts) {
		Map<String, String> names = this.agencyDirectory.agencies();
		return asked(() -> {
			Map<String, Set<String>> held = new KeycloakRoles(this.realm).held();
			KeycloakGroups groups = new KeycloakGroups(this.realm);
			Map<String, Set<String>> joined = groups.joined();
			List<Drift> drifts = new ArrayList<>(groups.drift(groups.expected(names, agencies(accounts))));
			Set<String> known = new HashSet<>();
			for (Account account : accounts) {
				known.add(account.subject());
				UserRepresentation user = this.keycloakUsers.find(account.subject());
				if (user == null) {
					drifts.add(drift(account, "missing", account.username(), ""));
				}
				else {
					joined.computeIfAbsent(account.subject(), (_) -> new HashSet<>())
						.addAll(groups.registered(account.subject()));
					compare(account, user, held, joined, drifts);
				}
			}
			held.forEach((subject, roles) -> {
				if (!known.contains(subject) && !roles.contains("service")) {
					UserRepresentation user = this.keycloakUsers.find(subject);
					if (user != null && Boolean.TRUE.equals(user.isEnabled())) {
						drifts.add(unknown(user.getUsername(), roles));
					}
				}
			});
			return drifts;
		});
	}

	private void compare(Account account, UserRepresentation user, Map<String, Set<String>> held,
			Map<String, Set<String>> joined, List<Drift> drifts) {
		boolean enabled = Boolean.TRUE.equals(user.isEnabled())
				&& (account.kind() == Account.Kind.PERSON || this.keycloakClients.enabled(account.username()));
		if (!enabled) {
			drifts.add(drift(account, "disabled", "enabled", "disabled"));
		}
		if (account.kind() == Account.Kind.PERSON && !KeycloakUsers.provisioned(user)) {
			drifts.add(drift(account, "provisioned", "true", ""));
		}
		Set<String> roles = held.getOrDefault(account.subject(), Set.of());
		if (!roles.equals(Set.copyOf(account.roleCodes()))) {
			drifts.add(drift(account, "roles", text(account.roleCodes()), text(roles)));
		}
		String agency = (account.agency() != null) ? account.agency().value() : "";
		String said = KeycloakUsers.agency(user);
		if (!agency.equals(said)) {
			drifts.add(drift(account, "agency", agency, said));
		}
		Set<String> groups = joined.getOrDefault(account.subject(), Set.of());
		if (!groups.equals(agency.isEmpty() ? Set.of() : Set.of(agency))) {
			drifts.add(drift(account, "group", agency, text(groups)));
		}
	}

	private static Set<String> agencies(List<Account> accounts) {
		Set<String> agencies = new TreeSet<>();
		for (Account account : accounts) {
			if (account.agency() != null) {
				agencies.add(account.agency().value());
			}
		}
		return agencies;
	}

	private static Drift unknown(String name, Set<String> roles) {
		boolean system = name.startsWith(KeycloakClients.SERVICE_ACCOUNT);
		return new Drift(system ? "system" : "person",
				system ? name.substring(KeycloakClients.SERVICE_ACCOUNT.length()) : name, "unknown", "", text(roles));
	}

	private static Drift drift(Account account, String difference, String expected, String found) {
		return new Drift(switch (account.kind()) {
			case PERSON -> "person";
			case SYSTEM -> "system";
		}, account.username(), difference, expected, found);
	}

	private static String text(Iterable<String> codes) {
		return String.join(" ", new TreeSet<>(set(codes)));
	}

	private static Set<String> set(Iterable<String> codes) {
		Set<String> set = new HashSet<>();
		codes.forEach(set::add);
		return set;
	}

	private static <T> T asked(Supplier<T> work) {
		try {
			return work.get();
		}
		catch (ProcessingException ex) {
			throw IdentityProblem.silent(ex);
		}
		catch (WebApplicationException ex) {
			throw IdentityProblem.refusedByIssuer(ex.getResponse().getStatus(), ex);
		}
	}

}
