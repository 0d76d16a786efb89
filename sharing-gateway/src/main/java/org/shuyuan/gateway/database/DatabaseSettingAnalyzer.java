package org.shuyuan.gateway.database;

import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;

/** Tells the sentence instead of a stack trace. */
class DatabaseSettingAnalyzer extends AbstractFailureAnalyzer<DatabaseSettingWrong> {

	@Override
	protected FailureAnalysis analyze(Throwable rootFailure, DatabaseSettingWrong cause) {
		return new FailureAnalysis(cause.getMessage(), null, cause);
	}

}
