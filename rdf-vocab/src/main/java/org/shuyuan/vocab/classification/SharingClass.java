package org.shuyuan.vocab.classification;

import java.util.List;
import java.util.Set;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import com.fasterxml.jackson.annotation.JsonTypeName;
import org.shuyuan.vocab.identifier.AgencyId;

/**
 * Who among departments may use an entry 共享属性 (Government Data Sharing Regulation, art.
 * 14-15). Whether the public may is {@link Openness}, another property.
 */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "class")
@JsonSubTypes({ @JsonSubTypes.Type(SharingClass.Unconditional.class),
		@JsonSubTypes.Type(SharingClass.Conditional.class), @JsonSubTypes.Type(SharingClass.NotShared.class) })
public sealed interface SharingClass {

	/** The code in the list {@code sharing-class}. */
	String code();

	/** 无条件共享: any government department may use it. */
	@JsonTypeName("unconditional")
	record Unconditional() implements SharingClass {

		@Override
		public String code() {
			return "unconditional";
		}

	}

	/**
	 * 有条件共享: named departments, for named purposes; nothing beyond may be added later.
	 *
	 * @param scope departments that may ask; empty means every government department
	 * @param purposes purposes the data may be used for, codes or plain words; at least
	 * one is required before publication
	 */
	@JsonTypeName("conditional")
	record Conditional(Set<AgencyId> scope, Set<String> purposes) implements SharingClass {

		public Conditional {
			scope = (scope == null) ? Set.of() : Set.copyOf(scope);
			purposes = (purposes == null) ? Set.of() : Set.copyOf(purposes);
		}

		@Override
		public String code() {
			return "conditional";
		}

	}

	/**
	 * 不予共享: only where a law, an administrative regulation or a State Council decision
	 * says so.
	 *
	 * @param reason why, in words
	 * @param citations what it rests on; at least one of sufficient rank is required
	 * before publication
	 */
	@JsonTypeName("not-shared")
	record NotShared(String reason, List<Citation> citations) implements SharingClass {

		public NotShared {
			reason = (reason == null) ? "" : reason;
			citations = (citations == null) ? List.of() : List.copyOf(citations);
		}

		@Override
		public String code() {
			return "not-shared";
		}

	}

}
