package org.shuyuan.vocab;

import org.shuyuan.testing.ArchitectureRules;

class ArchitectureTests extends ArchitectureRules {

	ArchitectureTests() {
		super("org.shuyuan.vocab");
	}

	/** The vocabulary is one package: whoever names a thing imports it from here. */
	@Override
	protected int mostTypes() {
		return 66;
	}

}
