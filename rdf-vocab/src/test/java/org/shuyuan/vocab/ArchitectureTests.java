package org.shuyuan.vocab;

import org.shuyuan.testing.ArchitectureRules;

class ArchitectureTests extends ArchitectureRules {

	ArchitectureTests() {
		super("org.shuyuan.vocab");
	}

}
