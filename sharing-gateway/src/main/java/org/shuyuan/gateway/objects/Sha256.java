package org.shuyuan.gateway.objects;

import java.util.regex.Pattern;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;

/**
 * The SHA-256 (FIPS 180-4) of an object's bytes, which is also its address.
 *
 * @param value 64 lower-case hexadecimal digits
 */
public record Sha256(@JsonValue String value) {

	private static final Pattern FORM = Pattern.compile("[0-9a-f]{64}");

	@JsonCreator
	public Sha256 {
		if (value == null || !FORM.matcher(value).matches()) {
			throw new IllegalArgumentException("Not a SHA-256: 64 lower-case hexadecimal digits are expected");
		}
	}

	@Override
	public String toString() {
		return this.value;
	}

}
