package org.shuyuan.standalone;

import java.util.List;
import java.util.Set;

import com.tngtech.archunit.core.domain.JavaClass;
import org.shuyuan.testing.ArchitectureRules;

class ArchitectureTests extends ArchitectureRules {

	ArchitectureTests() {
		super("org.shuyuan.standalone");
	}

	/** It puts them together. */
	@Override
	protected List<String> services() {
		return List.of("org.shuyuan.catalogue", "org.shuyuan.gateway", "org.shuyuan.portal", "org.shuyuan.identity",
				"org.shuyuan.standalone");
	}

	/** What the programs of this module print through. */
	@Override
	protected boolean speaksToTerminal(JavaClass type) {
		return super.speaksToTerminal(type) || Set.of("Launch", "Command").contains(type.getSimpleName());
	}

}
