package org.shuyuan.support;

import org.shuyuan.testing.ArchitectureRules;

class ArchitectureTests extends ArchitectureRules {

	ArchitectureTests() {
		super("org.shuyuan.support");
	}

}
