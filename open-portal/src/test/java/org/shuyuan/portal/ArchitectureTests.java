package org.shuyuan.portal;

import org.junit.jupiter.api.Test;
import org.shuyuan.testing.ArchitectureRules;

import org.springframework.modulith.core.ApplicationModules;

class ArchitectureTests extends ArchitectureRules {

	ArchitectureTests() {
		super("org.shuyuan.portal");
	}

	@Test
	void modulesUseOnlyDeclaredDependencies() {
		ApplicationModules.of(PortalApplication.class).verify();
	}

}
