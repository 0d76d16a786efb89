package org.shuyuan.vocab;

import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;
import org.shuyuan.vocab.classification.Grade;
import org.shuyuan.vocab.classification.LegalInstruments;
import org.shuyuan.vocab.classification.Sensitivity;
import org.shuyuan.vocab.entry.LifecycleState;
import org.shuyuan.vocab.role.Role;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class CodeListTests {

	static final List<String> SCHEMES = CodeList.SCHEMES;

	@ParameterizedTest
	@FieldSource("SCHEMES")
	void labelsEveryConceptInBothLanguages(String scheme) {
		assertThat(CodeList.of(scheme).title().en()).isNotBlank();
		assertThat(CodeList.of(scheme).all()).isNotEmpty().allSatisfy((each) -> {
			assertThat(each.label().zh()).isNotBlank();
			assertThat(each.label().en()).isNotBlank();
			assertThat(each.broader() == null || CodeList.of(scheme).has(each.broader())).isTrue();
			assertThat(each.property("clause").map(CodeList.of("clauses")::has).orElse(true)).isTrue();
		});
	}

	@Test
	void namesEveryConstantOfTheDomain() {
		for (Grade each : Grade.values()) {
			assertThat(CodeList.of("grades").has(each.code())).isTrue();
		}
		for (Sensitivity each : Sensitivity.values()) {
			assertThat(CodeList.of("sensitivity").has(each.code())).isTrue();
		}
		for (Role each : Role.values()) {
			assertThat(CodeList.of("roles").has(each.code())).isTrue();
		}
		for (LifecycleState each : LifecycleState.values()) {
			assertThat(CodeList.of("states").has(each.code())).isTrue();
		}
	}

	@Test
	void knowsTheDetectorsOfTheNegativeList() {
		assertThat(CodeList.of("negative-list").all()).extracting((each) -> each.properties().get("detector"))
			.contains("resident-id", "mobile-number", "bank-card", "secrecy-marking");
	}

	@Test
	void letsOnlyInstrumentsOfSufficientRankJustifyNotSharing() {
		assertThat(LegalInstruments.mayJustifyNotSharing("data-security-law")).isTrue();
		assertThat(LegalInstruments.mayJustifyNotSharing("government-data-sharing-regulation")).isTrue();
		assertThat(LegalInstruments.mayJustifyNotSharing("administrative-approvals-decision")).isTrue();
		assertThat(LegalInstruments.mayJustifyNotSharing("data-export-measures")).isFalse();
		assertThat(LegalInstruments.mayJustifyNotSharing("guangzhou-digital-economy-regulation")).isFalse();
		assertThat(LegalInstruments.mayJustifyNotSharing("nothing-known")).isFalse();
		assertThat(LegalInstruments.mayJustifyNotOpening("data-export-measures")).isTrue();
		assertThat(LegalInstruments.mayJustifyNotOpening("digital-government-opinions")).isFalse();
	}

	@Test
	void refusesAListThatDoesNotExist() {
		assertThat(CodeList.named("../themes")).isEmpty();
		assertThatThrownBy(() -> CodeList.of("nothing")).isInstanceOf(IllegalArgumentException.class);
	}

}
