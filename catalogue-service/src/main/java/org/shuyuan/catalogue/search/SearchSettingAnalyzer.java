package org.shuyuan.catalogue.search;

import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;

/** Tells the sentence instead of a stack trace. */
class SearchSettingAnalyzer extends AbstractFailureAnalyzer<SearchSettingWrong> {

	@Override
	protected FailureAnalysis analyze(Throwable rootFailure, SearchSettingWrong cause) {
		return new FailureAnalysis(cause.getMessage(), null, cause);
	}

}
