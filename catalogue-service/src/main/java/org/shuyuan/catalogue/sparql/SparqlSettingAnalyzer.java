package org.shuyuan.catalogue.sparql;

import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;

/** Tells the sentence instead of a stack trace. */
class SparqlSettingAnalyzer extends AbstractFailureAnalyzer<SparqlSettingWrong> {

	@Override
	protected FailureAnalysis analyze(Throwable rootFailure, SparqlSettingWrong cause) {
		return new FailureAnalysis(cause.getMessage(), null, cause);
	}

}
