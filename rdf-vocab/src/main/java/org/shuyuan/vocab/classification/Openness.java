package org.shuyuan.vocab.classification;

import java.util.List;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import com.fasterxml.jackson.annotation.JsonTypeName;
import org.jspecify.annotations.Nullable;
import org.shuyuan.vocab.Text;

/**
 * Whether the public may have an entry's data 开放属性.
 */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "level")
@JsonSubTypes({ @JsonSubTypes.Type(Openness.Unconditional.class), @JsonSubTypes.Type(Openness.Conditional.class),
		@JsonSubTypes.Type(Openness.NotOpen.class) })
public sealed interface Openness {

	/** The code in the list {@code openness}. */
	String code();

	/**
	 * 无条件开放: anyone may download it.
	 *
	 * @param licence code in the list {@code licences}
	 */
	@JsonTypeName("unconditional")
	record Unconditional(String licence) implements Openness {

		public Unconditional {
			licence = (licence == null) ? "" : licence;
		}

		@Override
		public String code() {
			return "unconditional";
		}

	}

	/**
	 * 有条件开放: on application, under a real name, for a stated use.
	 *
	 * @param licence code in the list {@code licences}
	 * @param conditions what an applicant must fulfil; required before publication
	 */
	@JsonTypeName("conditional")
	record Conditional(String licence, @Nullable Text conditions) implements Openness {

		public Conditional {
			licence = (licence == null) ? "" : licence;
		}

		@Override
		public String code() {
			return "conditional";
		}

	}

	/**
	 * 不予开放.
	 *
	 * @param reason why, in words
	 * @param citations what it rests on; a ministry or local rule is enough here
	 */
	@JsonTypeName("not-open")
	record NotOpen(String reason, List<Citation> citations) implements Openness {

		public NotOpen {
			reason = (reason == null) ? "" : reason;
			citations = (citations == null) ? List.of() : List.copyOf(citations);
		}

		@Override
		public String code() {
			return "not-open";
		}

	}

}
