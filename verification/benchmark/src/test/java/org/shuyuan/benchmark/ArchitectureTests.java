package org.shuyuan.benchmark;

import com.tngtech.archunit.core.domain.JavaClass;
import org.shuyuan.testing.ArchitectureRules;

class ArchitectureTests extends ArchitectureRules {

	ArchitectureTests() {
		super("org.shuyuan.benchmark");
	}

	/** A benchmark is a program throughout. */
	@Override
	protected boolean speaksToTerminal(JavaClass type) {
		return true;
	}

}
