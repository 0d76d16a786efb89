package org.shuyuan.vocab.identifier;

import java.util.regex.Pattern;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;

/**
 * The unified social credit code 统一社会信用代码 of an agency (GB 32100-2015): 17 characters and
 * one check character.
 *
 * @param value 18 characters of 0-9 and A-Z without I, O, S, V and Z
 */
public record AgencyId(@JsonValue String value) {

	private static final String ALPHABET = "0123456789ABCDEFGHJKLMNPQRTUWXY";

	private static final Pattern FORM = Pattern.compile("[0-9A-HJ-NPQRTUWXY]{18}");

	@JsonCreator
	public AgencyId {
		if (value == null || !FORM.matcher(value).matches()
				|| checkCharacter(value.substring(0, 17)) != value.charAt(17)) {
			throw new IllegalArgumentException("Not a unified social credit code (GB 32100): 18 characters, "
					+ "the last one a check character, are expected");
		}
	}

	/**
	 * The code that begins with the given 17 characters.
	 */
	public static AgencyId ofBody(String body) {
		if (!body.matches("[0-9A-HJ-NPQRTUWXY]{17}")) {
			throw new IllegalArgumentException("17 characters of a unified social credit code are expected");
		}
		return new AgencyId(body + checkCharacter(body));
	}

	private static char checkCharacter(String body) {
		int sum = 0;
		int weight = 1;
		for (int i = 0; i < 17; i++) {
			sum += ALPHABET.indexOf(body.charAt(i)) * weight;
			weight = weight * 3 % 31;
		}
		return ALPHABET.charAt((31 - sum % 31) % 31);
	}

	@Override
	public String toString() {
		return this.value;
	}

}
