package org.shuyuan.operations;

import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;

/** Tells the sentence instead of a stack trace. */
class SettingAnalyzer extends AbstractFailureAnalyzer<SettingWrong> {

	@Override
	protected FailureAnalysis analyze(Throwable rootFailure, SettingWrong cause) {
		return new FailureAnalysis(cause.getMessage(), null, cause);
	}

}
