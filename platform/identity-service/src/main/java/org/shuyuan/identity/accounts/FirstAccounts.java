package org.shuyuan.identity.accounts;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import com.fasterxml.jackson.annotation.JsonInclude;
import org.jspecify.annotations.Nullable;
import org.shuyuan.vocab.identifier.AgencyId;
import org.shuyuan.vocab.role.Role;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;

/**
 * Makes the accounts that are not there yet and writes their secrets to
 * {@code accounts.json}, readable by its owner only. A kill in between leaves either both
 * or none. Decisions are taken by persons; systems register, upload, ask and fetch.
 */
public class FirstAccounts {

	private static final JsonMapper JSON = JsonMapper.builder().enable(SerializationFeature.INDENT_OUTPUT).build();

	private final AccountStore accounts;

	private final Issuer issuer;

	private final @Nullable String elsewhere;

	private final Path file;

	public FirstAccounts(AccountStore accounts, Issuer issuer, @Nullable String elsewhere, Path data) {
		this.accounts = accounts;
		this.issuer = issuer;
		this.elsewhere = elsewhere;
		this.file = data.resolve("accounts.json");
	}

	/**
	 * The accounts of every kind for these departments.
	 * @param authority the data authority
	 * @param departments departments that get people and systems of their own; the
	 * authority may be one of them; where there are any, there is a citizen too
	 */
	public void make(Department authority, List<Department> departments) {
		List<Account> wanted = new ArrayList<>();
		ofTheHouse(authority, wanted);
		departments.forEach((department) -> ofDepartment(department, wanted));
		if (!departments.isEmpty()) {
			wanted.add(person("citizen", "陈小渚", Set.of(Role.CITIZEN), null));
		}
		try {
			finishInterrupted();
			make(wanted);
		}
		catch (IOException ex) {
			throw new IllegalStateException("The accounts cannot be written to " + this.file, ex);
		}
	}

	private void make(List<Account> wanted) throws IOException {
		Set<String> known = this.accounts.usernames(wanted.stream().map(Account::username).toList());
		List<Account> missing = wanted.stream().filter((account) -> !known.contains(account.username())).toList();
		if (missing.isEmpty()) {
			return;
		}
		Map<Account, String> secrets = new LinkedHashMap<>();
		missing.forEach((account) -> secrets.put(account, Secrets.generate(account.kind())));
		Path unfinished = PrivateFile.unfinished(this.file);
		PrivateFile.writeUnfinished(unfinished, JSON.writeValueAsString(written().and(secrets)));
		Map<Account, String> enrolled = this.issuer.enrol(secrets);
		Map<Account, String> hashes = enrolled.keySet()
			.parallelStream()
			.collect(Collectors.toMap((account) -> account,
					(account) -> Secrets.hash(account.kind(), enrolled.getOrDefault(account, ""))));
		PrivateFile.writeUnfinished(unfinished, JSON.writeValueAsString(written().and(enrolled)));
		this.accounts.add(hashes);
		Files.move(unfinished, this.file, StandardCopyOption.ATOMIC_MOVE);
	}

	/** What the file says now. */
	public Written written() {
		return Files.exists(this.file) ? JSON.readValue(this.file.toFile(), Written.class)
				: new Written(this.elsewhere, List.of(), List.of());
	}

	private void finishInterrupted() throws IOException {
		Path unfinished = PrivateFile.unfinished(this.file);
		if (!Files.exists(unfinished)) {
			return;
		}
		Set<String> names = JSON.readValue(unfinished.toFile(), Written.class).names();
		if (this.accounts.usernames(names).size() == names.size()) {
			Files.move(unfinished, this.file, StandardCopyOption.ATOMIC_MOVE);
		}
		else {
			Files.delete(unfinished);
		}
	}

	private static void ofTheHouse(Department authority, List<Account> wanted) {
		wanted.add(person("authority.officer", authority.name() + "审核员", Set.of(Role.AUTHORITY), authority.id()));
		wanted.add(person("authority.chief", authority.name() + "负责人", Set.of(Role.AUTHORITY), authority.id()));
		wanted.add(person("auditor", "审计员", Set.of(Role.AUDITOR), null));
		wanted.add(system("auditor-system", Set.of(Role.AUDITOR), null));
		wanted.add(person("operator", "运维员", Set.of(Role.OPERATOR), null));
		wanted.add(person("administrator", "管理员", Set.of(Role.ADMINISTRATOR), null));
	}

	private static void ofDepartment(Department department, List<Account> wanted) {
		String name = department.abbreviation();
		AgencyId agency = department.id();
		wanted.add(person(name + ".steward", department.name() + "编目员", Set.of(Role.STEWARD), agency));
		wanted.add(person(name + ".officer", department.name() + "共享专员", Set.of(Role.SHARING_OFFICER), agency));
		wanted.add(person(name + ".head", department.name() + "共享负责人", Set.of(Role.SHARING_HEAD), agency));
		wanted.add(person(name + ".director", department.name() + "首席数据官", Set.of(Role.DEPARTMENT_HEAD, Role.CDO),
				agency));
		wanted.add(system(name + "-system", Set.of(Role.STEWARD, Role.SHARING_OFFICER), agency));
	}

	private static Account person(String username, String name, Set<Role> roles, @Nullable AgencyId agency) {
		return new Account(UUID.randomUUID().toString(), Account.Kind.PERSON, username, name, roles, agency);
	}

	private static Account system(String username, Set<Role> roles, @Nullable AgencyId agency) {
		return new Account(UUID.randomUUID().toString(), Account.Kind.SYSTEM, username, username, roles, agency);
	}

	/**
	 * A department that gets accounts.
	 *
	 * @param abbreviation begins its accounts' names, such as {@code transport}
	 * @param id its code
	 * @param name what it is called
	 */
	public record Department(String abbreviation, AgencyId id, String name) {
	}

	/**
	 * The content of {@code accounts.json}.
	 *
	 * @param issuer address of the authorization server, where it is not the platform's
	 * own
	 * @param people who sign in
	 * @param systems who use client credentials
	 */
	@JsonInclude(JsonInclude.Include.NON_NULL)
	public record Written(@Nullable String issuer, List<PersonAccount> people, List<ClientSystem> systems) {

		Set<String> names() {
			return Stream
				.concat(this.people.stream().map(PersonAccount::username),
						this.systems.stream().map(ClientSystem::clientId))
				.collect(Collectors.toSet());
		}

		Written and(Map<Account, String> secrets) {
			List<PersonAccount> allPeople = new ArrayList<>(this.people);
			List<ClientSystem> allSystems = new ArrayList<>(this.systems);
			secrets.forEach((account, secret) -> {
				switch (account.kind()) {
					case PERSON -> allPeople.add(PersonAccount.of(account, secret));
					case SYSTEM -> allSystems.add(ClientSystem.of(account, secret));
				}
			});
			return new Written(this.issuer, allPeople, allSystems);
		}

	}

}
