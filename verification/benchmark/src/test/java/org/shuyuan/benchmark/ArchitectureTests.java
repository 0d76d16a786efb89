package org.shuyuan.benchmark;

import java.util.List;

import com.tngtech.archunit.core.domain.JavaClass;
import org.shuyuan.testing.ArchitectureRules;

class ArchitectureTests extends ArchitectureRules {

	ArchitectureTests() {
		super("org.shuyuan.benchmark");
	}

	/** Decisions are measured without a service around them. */
	@Override
	protected List<String> services() {
		return List.of("org.shuyuan.benchmark", "org.shuyuan.gateway");
	}

	/** A benchmark is a program throughout. */
	@Override
	protected boolean speaksToTerminal(JavaClass type) {
		return true;
	}

}
