package org.shuyuan.standalone.identity;

import java.util.EnumSet;
import java.util.Set;

import org.junit.jupiter.api.Test;
import org.shuyuan.vocab.AgencyId;
import org.shuyuan.vocab.Role;

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
