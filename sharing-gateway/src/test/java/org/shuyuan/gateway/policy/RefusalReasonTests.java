package org.shuyuan.gateway.policy;

import java.util.Arrays;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.shuyuan.vocab.CodeList;

import static org.assertj.core.api.Assertions.assertThat;

class RefusalReasonTests {

	@Test
	void hasAConceptForEachReasonAndAReasonForEachConcept() {
		assertThat(CodeList.of("refusals").all()).extracting(CodeList.Concept::code)
			.containsExactlyInAnyOrderElementsOf(
					Arrays.stream(RefusalReason.values()).map(RefusalReason::code).toList());
	}

	@ParameterizedTest
	@EnumSource
	void saysInBothLanguagesWhatIsWrongAndCitesOnlyClausesThatAreListed(RefusalReason reason) {
		assertThat(reason.detail().zh()).isNotBlank();
		assertThat(reason.detail().en()).isNotBlank();
		assertThat(reason.clause().isEmpty() || CodeList.of("clauses").has(reason.clause())).isTrue();
	}

	@ParameterizedTest
	@CsvSource({ "GRANT_EXPIRED, D20", "PURPOSE_MISSING, D24", "PURPOSE_NOT_COVERED, D24", "QUOTA_USED_UP, D24",
			"NOT_SHARED_BY_LAW, D14", "POLICY_STALE, ''", "ACCOUNT_CHANGED, ''" })
	void restsOnTheClauseOfTheRule(RefusalReason reason, String clause) {
		assertThat(reason.clause()).isEqualTo(clause);
	}

}
