package org.shuyuan.catalogue;

import org.junit.jupiter.api.Test;
import org.shuyuan.testing.ArchitectureRules;

import org.springframework.modulith.core.ApplicationModules;

class ArchitectureTests extends ArchitectureRules {

	ArchitectureTests() {
		super("org.shuyuan.catalogue");
	}

	@Test
	void modulesUseOnlyDeclaredDependencies() {
		ApplicationModules.of(CatalogueApplication.class).verify();
	}

}
