package org.shuyuan.vocab.role;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.EnumSource.Mode;

import static org.assertj.core.api.Assertions.assertThat;

class RoleRuleTests {

	private static final Set<Role> OF_AN_AGENCY = EnumSet.of(Role.STEWARD, Role.SHARING_OFFICER, Role.SHARING_HEAD,
			Role.DEPARTMENT_HEAD, Role.CDO, Role.AUTHORITY);

	/** Every pair that may meet is written out here; all others may not. */
	@Test
	void decidesEveryPair() {
		Set<Set<Role>> allowed = Set.of(EnumSet.of(Role.CITIZEN, Role.DEVELOPER),
				EnumSet.of(Role.STEWARD, Role.SHARING_OFFICER), EnumSet.of(Role.STEWARD, Role.SHARING_HEAD),
				EnumSet.of(Role.STEWARD, Role.DEPARTMENT_HEAD), EnumSet.of(Role.STEWARD, Role.CDO),
				EnumSet.of(Role.STEWARD, Role.AUTHORITY), EnumSet.of(Role.SHARING_OFFICER, Role.SHARING_HEAD),
				EnumSet.of(Role.SHARING_OFFICER, Role.DEPARTMENT_HEAD), EnumSet.of(Role.SHARING_OFFICER, Role.CDO),
				EnumSet.of(Role.SHARING_OFFICER, Role.AUTHORITY), EnumSet.of(Role.SHARING_HEAD, Role.DEPARTMENT_HEAD),
				EnumSet.of(Role.SHARING_HEAD, Role.CDO), EnumSet.of(Role.SHARING_HEAD, Role.AUTHORITY),
				EnumSet.of(Role.DEPARTMENT_HEAD, Role.CDO), EnumSet.of(Role.DEPARTMENT_HEAD, Role.AUTHORITY),
				EnumSet.of(Role.CDO, Role.AUTHORITY));
		List<Set<Role>> found = new ArrayList<>();
		for (Role one : Role.values()) {
			for (Role other : Role.values()) {
				assertThat(RoleRule.together(one, other)).isEqualTo(RoleRule.together(other, one));
				if (one.compareTo(other) < 0 && RoleRule.together(one, other)) {
					found.add(EnumSet.of(one, other));
				}
			}
		}
		assertThat(found).containsExactlyInAnyOrderElementsOf(allowed);
	}

	@ParameterizedTest
	@EnumSource(mode = Mode.EXCLUDE, names = "SERVICE")
	void findsAForbiddenPairAmongMore(Role third) {
		for (Role watching : EnumSet.of(Role.AUDITOR, Role.OPERATOR, Role.ADMINISTRATOR)) {
			Set<Role> roles = EnumSet.of(watching, Role.STEWARD, third);
			assertThat(RoleRule.broken(roles, true, true)).as(roles.toString()).contains(RoleRule.APART);
		}
	}

	@ParameterizedTest
	@EnumSource(mode = Mode.EXCLUDE, names = "SERVICE")
	void letsPersonsHoldOneRole(Role role) {
		assertThat(RoleRule.broken(EnumSet.of(role), true, OF_AN_AGENCY.contains(role))).isEmpty();
	}

	@ParameterizedTest
	@EnumSource(names = { "CITIZEN", "SHARING_HEAD", "DEPARTMENT_HEAD", "CDO", "AUTHORITY", "ADMINISTRATOR" })
	void keepsPersonsRolesFromSystems(Role role) {
		boolean agency = OF_AN_AGENCY.contains(role);
		assertThat(RoleRule.broken(EnumSet.of(role), false, agency)).contains(RoleRule.PERSONS_ONLY);
		assertThat(RoleRule.personal()).contains(role);
		if (agency) {
			assertThat(RoleRule.broken(EnumSet.of(Role.STEWARD, role), false, true)).contains(RoleRule.PERSONS_ONLY);
		}
	}

	@ParameterizedTest
	@EnumSource(names = { "DEVELOPER", "STEWARD", "SHARING_OFFICER", "AUDITOR", "OPERATOR" })
	void letsSystemsHoldTheOthers(Role role) {
		assertThat(RoleRule.broken(EnumSet.of(role), false, OF_AN_AGENCY.contains(role))).isEmpty();
		assertThat(RoleRule.personal()).doesNotContain(role);
	}

	@ParameterizedTest
	@EnumSource(names = { "STEWARD", "SHARING_OFFICER", "SHARING_HEAD", "DEPARTMENT_HEAD", "CDO", "AUTHORITY" })
	void asksForTheAgencyOfAnAgencysRole(Role role) {
		assertThat(RoleRule.broken(EnumSet.of(role), true, false)).contains(RoleRule.AGENCY_MISSING);
	}

	@ParameterizedTest
	@EnumSource(names = { "CITIZEN", "DEVELOPER" })
	void givesThePublicNoAgency(Role role) {
		assertThat(RoleRule.broken(EnumSet.of(role), true, true)).contains(RoleRule.AGENCY_SURPLUS);
	}

	@Test
	void neitherNothingNorTheServicesRoleIsAnAccounts() {
		assertThat(RoleRule.broken(Set.of(), true, true)).contains(RoleRule.NONE);
		assertThat(RoleRule.broken(EnumSet.of(Role.SERVICE), false, false)).contains(RoleRule.RESERVED);
	}

}
