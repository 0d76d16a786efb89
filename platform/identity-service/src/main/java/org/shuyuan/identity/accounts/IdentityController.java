package org.shuyuan.identity.accounts;

import java.security.Principal;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.swagger.v3.oas.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;
import org.shuyuan.identity.problem.IdentityProblem;
import org.shuyuan.support.problem.Problem;
import org.shuyuan.vocab.identifier.AgencyId;
import org.shuyuan.vocab.role.Role;

import org.springframework.http.HttpStatus;
import org.springframework.http.converter.HttpMessageNotReadableException;
import org.springframework.web.ErrorResponse;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/**
 * Accounts, for administrators. A secret is shown once, in the response that creates it.
 */
@RestController
@RequestMapping("/api/v1/identity")
@Tag(name = "accounts")
class IdentityController {

	private static final String KEY = "Idempotency-Key";

	private final AccountStore accounts;

	private final Issuer issuer;

	private final SealedIdempotency sealedIdempotency;

	private final AgencyKinds kinds;

	IdentityController(AccountStore accounts, Issuer issuer, SealedIdempotency sealedIdempotency, AgencyKinds kinds) {
		this.accounts = accounts;
		this.issuer = issuer;
		this.sealedIdempotency = sealedIdempotency;
		this.kinds = kinds;
	}

	@GetMapping("/people")
	PersonList people() {
		return new PersonList(this.accounts.all(Account.Kind.PERSON)
			.stream()
			.map((account) -> PersonAccount.of(account, null))
			.toList());
	}

	@PostMapping("/people")
	@ResponseStatus(HttpStatus.CREATED)
	PersonAccount addPerson(@RequestBody NewPerson asked, Principal caller,
			@RequestHeader(name = KEY, required = false) @Nullable String key) {
		return this.sealedIdempotency.once(key, caller.getName(), asked, PersonAccount.class, () -> {
			Account account = new Account(UUID.randomUUID().toString(), Account.Kind.PERSON, asked.username(),
					asked.name(), roles(asked.roles()), agency(asked.agency()));
			Enrolled enrolled = add(account);
			return PersonAccount.of(enrolled.account(), enrolled.secret());
		});
	}

	@GetMapping("/systems")
	SystemList systems() {
		return new SystemList(this.accounts.all(Account.Kind.SYSTEM)
			.stream()
			.map((account) -> ClientSystem.of(account, null))
			.toList());
	}

	@PostMapping("/systems")
	@ResponseStatus(HttpStatus.CREATED)
	ClientSystem addSystem(@RequestBody NewSystem asked, Principal caller,
			@RequestHeader(name = KEY, required = false) @Nullable String key) {
		return this.sealedIdempotency.once(key, caller.getName(), asked, ClientSystem.class, () -> {
			Account account = new Account(UUID.randomUUID().toString(), Account.Kind.SYSTEM, asked.clientId(),
					asked.clientId(), roles(asked.roles()), agency(asked.agency()));
			Enrolled enrolled = add(account);
			return ClientSystem.of(enrolled.account(), enrolled.secret());
		});
	}

	@DeleteMapping("/people/{username}")
	@ResponseStatus(HttpStatus.NO_CONTENT)
	void disablePerson(@PathVariable String username) {
		disable(Account.Kind.PERSON, username);
	}

	@DeleteMapping("/systems/{clientId}")
	@ResponseStatus(HttpStatus.NO_CONTENT)
	void disableSystem(@PathVariable String clientId) {
		disable(Account.Kind.SYSTEM, clientId);
	}

	private void disable(Account.Kind kind, String username) {
		this.issuer.disable(this.accounts.find(kind, username).orElseThrow(AccountRefused::unknown).account());
		this.accounts.disable(kind, username);
	}

	@GetMapping("/drift")
	DriftList drift() {
		return new DriftList(this.issuer.drift(all()));
	}

	@PostMapping("/provisioning")
	DriftList provision() {
		this.issuer.restore(all());
		return drift();
	}

	private List<Account> all() {
		return Stream
			.concat(this.accounts.all(Account.Kind.PERSON).stream(), this.accounts.all(Account.Kind.SYSTEM).stream())
			.toList();
	}

	@ExceptionHandler
	ErrorResponse unreadable(HttpMessageNotReadableException ex) {
		return (ex.getMostSpecificCause() instanceof Problem problem) ? problem : IdentityProblem.bodyInvalid();
	}

	private Enrolled add(Account account) {
		checkAuthority(account);
		this.accounts.reserve(account.username());
		if (!this.accounts.usernames(List.of(account.username())).isEmpty()) {
			throw AccountRefused.taken(account.username());
		}
		String secret = Secrets.generate(account.kind());
		Account enrolled = this.issuer.enrol(Map.of(account, secret)).keySet().iterator().next();
		this.accounts.add(Map.of(enrolled, Secrets.hash(account.kind(), secret)));
		return new Enrolled(enrolled, secret);
	}

	/**
	 * The authority's role is held within the data authority; before the catalogue knows
	 * it, that is the agency of the first accounts.
	 */
	private void checkAuthority(Account account) {
		AgencyId agency = account.agency();
		if (agency != null && account.roles().contains(Role.AUTHORITY)
				&& !this.kinds.authority(agency).orElseGet(() -> this.accounts.isAuthority(agency))) {
			throw AccountRefused.noAuthority();
		}
	}

	private static Set<Role> roles(@Nullable List<String> codes) {
		Set<Role> roles = EnumSet.noneOf(Role.class);
		for (String code : (codes != null) ? codes : List.<String>of()) {
			try {
				roles.add(Role.ofCode(code));
			}
			catch (IllegalArgumentException | NullPointerException _) {
				throw AccountRefused.unknownRole(String.valueOf(code));
			}
		}
		return roles;
	}

	private static @Nullable AgencyId agency(@Nullable String code) {
		try {
			return (code != null) ? new AgencyId(code) : null;
		}
		catch (IllegalArgumentException _) {
			throw AccountRefused.agency();
		}
	}

	private record Enrolled(Account account, String secret) {
	}

	record NewPerson(String username, String name, @Nullable List<String> roles, @Nullable String agency) {
	}

	record NewSystem(@JsonProperty("client_id") String clientId, @Nullable List<String> roles,
			@Nullable String agency) {
	}

	/** Accounts of people, without their passwords. */
	record PersonList(List<PersonAccount> items) {
	}

	/** Accounts of systems, without their secrets. */
	record SystemList(List<ClientSystem> items) {
	}

	/** Where the authorization server differs; nowhere if there is none. */
	record DriftList(List<Drift> items) {
	}

}
