package org.shuyuan.identity;

import org.shuyuan.testing.ArchitectureRules;

class ArchitectureTests extends ArchitectureRules {

	ArchitectureTests() {
		super("org.shuyuan.identity");
	}

}
