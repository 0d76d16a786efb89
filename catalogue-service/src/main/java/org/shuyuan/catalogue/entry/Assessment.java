package org.shuyuan.catalogue.entry;

import java.time.Instant;
import java.util.Locale;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import org.jspecify.annotations.Nullable;
import org.shuyuan.vocab.Text;
import org.shuyuan.vocab.rdf.Violation;
import org.shuyuan.vocab.rdf.Violation.Severity;

/**
 * An assessment of one revision.
 *
 * @param kind what was assessed
 * @param outcome whether it passed
 * @param note remarks
 * @param by subject of who assessed
 * @param at when
 */
record Assessment(Kind kind, Outcome outcome, @Nullable String note, String by, Instant at) {

	enum Kind {

		SECRECY("保密审查", "secrecy-risk assessment"),
		PERSONAL_INFORMATION("个人信息保护影响评估", "personal-information impact assessment");

		private final String zh;

		private final String en;

		Kind(String zh, String en) {
			this.zh = zh;
			this.en = en;
		}

		@JsonValue
		String code() {
			return name().toLowerCase(Locale.ROOT).replace('_', '-');
		}

		@JsonCreator
		static Kind ofCode(String code) {
			return valueOf(code.toUpperCase(Locale.ROOT).replace('-', '_'));
		}

		Violation missing() {
			return new Violation("assessment-" + code() + "-missing", Severity.INCOMPLETE, "",
					Text.of("该版本缺少" + this.zh, "The " + this.en + " of this revision is missing"),
					Text.of("请完成" + this.zh + "并登记结论；修改内容后须重新评估",
							"Carry it out and record its outcome; an edit calls for a new one"),
					"D13");
		}

		Violation failed() {
			return new Violation("assessment-" + code() + "-failed", Severity.INCOMPLETE, "",
					Text.of(this.zh + "未通过", "The " + this.en + " failed"),
					Text.of("请修改内容后重新评估", "Change the content and assess it again"), "D13");
		}

	}

	enum Outcome {

		PASSED, FAILED;

		@JsonValue
		String code() {
			return name().toLowerCase(Locale.ROOT);
		}

		@JsonCreator
		static Outcome ofCode(String code) {
			return valueOf(code.toUpperCase(Locale.ROOT));
		}

	}

}
