package org.shuyuan.gateway.request;

import java.util.List;
import java.util.Locale;

import org.shuyuan.vocab.process.ProcessAction;

/**
 * What may be done with a grant, and from which states. Data are disposed of once, in any
 * state.
 */
enum GrantStep {

	SUSPEND("active"), RESUME("suspended"), REVOKE("active", "suspended"), DISPOSAL;

	private final List<String> from;

	GrantStep(String... from) {
		this.from = List.of(from);
	}

	String code() {
		return name().toLowerCase(Locale.ROOT);
	}

	ProcessAction action() {
		return ProcessAction.valueOf(name());
	}

	boolean possible(GrantView grant) {
		return (this == DISPOSAL) ? grant.disposal() == null : this.from.contains(grant.state());
	}

}
