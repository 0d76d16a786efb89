package org.shuyuan.identity.accounts;

import java.util.EnumSet;
import java.util.Set;

import org.junit.jupiter.api.Test;
import org.shuyuan.vocab.identifier.AgencyId;
import org.shuyuan.vocab.role.Role;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

class AccountTests {

	@Test
	void keepsAuditorOperatorAndAdministratorApart() {
		for (Set<Role> roles : Set.of(EnumSet.of(Role.AUDITOR, Role.OPERATOR),
				EnumSet.of(Role.OPERATOR, Role.ADMINISTRATOR), EnumSet.of(Role.AUDITOR, Role.ADMINISTRATOR))) {
			assertThatExceptionOfType(AccountRefused.class).isThrownBy(() -> account("somebody", roles, null))
				.satisfies((ex) -> assertThat(ex.getBody().getProperties()).containsEntry("code", "roles-apart"));
		}
	}

	@Test
	void refusesAnAgencysRoleWithoutAgency() {
		assertThatExceptionOfType(AccountRefused.class)
			.isThrownBy(() -> account("somebody", Set.of(Role.STEWARD), null))
			.satisfies((ex) -> assertThat(ex.getBody().getProperties()).containsEntry("code", "agency-missing"));
	}

	@Test
	void refusesTheServicesRole() {
		assertThatExceptionOfType(AccountRefused.class)
			.isThrownBy(() -> account("somebody", Set.of(Role.SERVICE), null));
	}

	@Test
	void refusesASystemThatDecides() {
		AgencyId agency = AgencyId.ofBody("11990100MB0A00007");
		for (Role role : Set.of(Role.SHARING_HEAD, Role.DEPARTMENT_HEAD, Role.CDO, Role.AUTHORITY)) {
			assertThatExceptionOfType(AccountRefused.class)
				.isThrownBy(
						() -> new Account("1", Account.Kind.SYSTEM, "importer", "", Set.of(role, Role.STEWARD), agency))
				.satisfies((ex) -> assertThat(ex.getBody().getProperties()).containsEntry("code", "role-personal"));
		}
		assertThatExceptionOfType(AccountRefused.class)
			.isThrownBy(() -> new Account("1", Account.Kind.SYSTEM, "importer", "", Set.of(Role.ADMINISTRATOR), null));
	}

	@Test
	void keepsWatchingApartFromDeciding() {
		AgencyId agency = AgencyId.ofBody("11990100MB0A00007");
		for (Set<Role> roles : Set.of(EnumSet.of(Role.AUDITOR, Role.STEWARD), EnumSet.of(Role.AUDITOR, Role.AUTHORITY),
				EnumSet.of(Role.ADMINISTRATOR, Role.AUTHORITY), EnumSet.of(Role.CITIZEN, Role.STEWARD))) {
			assertThatExceptionOfType(AccountRefused.class).isThrownBy(() -> account("somebody", roles, agency))
				.satisfies((ex) -> assertThat(ex.getBody().getProperties()).containsEntry("code", "roles-apart"));
		}
	}

	@Test
	void givesACitizenNoAgency() {
		assertThatExceptionOfType(AccountRefused.class)
			.isThrownBy(() -> account("somebody", Set.of(Role.CITIZEN), AgencyId.ofBody("11990100MB0A00007")))
			.satisfies((ex) -> assertThat(ex.getBody().getProperties()).containsEntry("code", "agency-surplus"));
	}

	@Test
	void refusesNamesOfAnotherForm() {
		assertThatExceptionOfType(AccountRefused.class).isThrownBy(() -> account("../etc", Set.of(Role.AUDITOR), null));
	}

	@Test
	void holdsSeveralRolesOfOneAgency() {
		AgencyId agency = AgencyId.ofBody("11990100MB0A00007");
		assertThat(account("transport.director", Set.of(Role.DEPARTMENT_HEAD, Role.CDO), agency).roleCodes())
			.containsExactly("department-head", "cdo");
	}

	private static Account account(String username, Set<Role> roles, AgencyId agency) {
		return new Account("1", Account.Kind.PERSON, username, "", roles, agency);
	}

}
