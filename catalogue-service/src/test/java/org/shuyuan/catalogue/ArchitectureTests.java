package org.shuyuan.catalogue;

import org.junit.jupiter.api.Test;
import org.shuyuan.testing.ServiceArchitectureRules;

import org.springframework.modulith.core.ApplicationModules;

class ArchitectureTests extends ServiceArchitectureRules {

	ArchitectureTests() {
		super("org.shuyuan.catalogue", "PublicDatabase");
	}

	@Test
	void modulesUseOnlyDeclaredDependencies() {
		ApplicationModules.of(CatalogueApplication.class).verify();
	}

}
