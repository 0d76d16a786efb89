package org.shuyuan.gateway;

import org.junit.jupiter.api.Test;
import org.shuyuan.testing.ServiceArchitectureRules;

import org.springframework.modulith.core.ApplicationModules;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

class ArchitectureTests extends ServiceArchitectureRules {

	ArchitectureTests() {
		super("org.shuyuan.gateway");
	}

	@Test
	void modulesUseOnlyDeclaredDependencies() {
		ApplicationModules.of(GatewayApplication.class).verify();
	}

	@Test
	void policyIsPure() {
		noClasses().that()
			.resideInAPackage("..gateway.policy..")
			.and()
			.haveSimpleNameNotEndingWith("package-info")
			.should()
			.dependOnClassesThat()
			.resideInAnyPackage("org.springframework..", "java.sql..", "java.io..", "java.net..", "jakarta..")
			.check(types());
	}

}
