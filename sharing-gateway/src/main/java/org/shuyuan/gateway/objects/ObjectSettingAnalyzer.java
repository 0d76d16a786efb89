package org.shuyuan.gateway.objects;

import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;

/** Tells the sentence instead of a stack trace. */
class ObjectSettingAnalyzer extends AbstractFailureAnalyzer<ObjectSettingWrong> {

	@Override
	protected FailureAnalysis analyze(Throwable rootFailure, ObjectSettingWrong cause) {
		return new FailureAnalysis(cause.getMessage(), null, cause);
	}

}
