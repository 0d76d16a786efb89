package org.shuyuan.vocab.classification;

import java.util.Locale;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import org.jspecify.annotations.Nullable;
import org.shuyuan.vocab.CodeList;

/**
 * What a data item touches; decides what the negative list holds back.
 */
public enum Sensitivity {

	NONE, PERSONAL, SENSITIVE_PERSONAL, TRADE_SECRET, STATE_SECRET;

	/**
	 * Only items that touch nothing protected may open to the public, and plain personal
	 * information for a stated reason.
	 */
	public boolean mayOpen(boolean reasonGiven) {
		return this == NONE || this == PERSONAL && reasonGiven;
	}

	/** What a standard data element touches; nothing where there is no such element. */
	public static Sensitivity ofElement(@Nullable String element) {
		return (element == null) ? NONE
				: CodeList.of("elements")
					.find(element)
					.flatMap((each) -> each.property("sensitivity"))
					.map(Sensitivity::ofCode)
					.orElse(NONE);
	}

	/**
	 * The stricter of two: personal information outweighs a trade secret when sensitive.
	 */
	public Sensitivity orStricter(Sensitivity other) {
		return (rank() >= other.rank()) ? this : other;
	}

	private int rank() {
		return switch (this) {
			case NONE -> 0;
			case PERSONAL -> 1;
			case TRADE_SECRET -> 2;
			case SENSITIVE_PERSONAL -> 3;
			case STATE_SECRET -> 4;
		};
	}

	/** The code used in JSON, RDF and the code lists: lower case, with hyphens. */
	@JsonValue
	public String code() {
		return name().toLowerCase(Locale.ROOT).replace('_', '-');
	}

	/**
	 * The constant with the given code.
	 * @throws IllegalArgumentException if there is none
	 */
	@JsonCreator
	public static Sensitivity ofCode(String code) {
		return valueOf(code.toUpperCase(Locale.ROOT).replace('-', '_'));
	}

}
