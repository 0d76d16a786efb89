package org.shuyuan.vocab.identifier;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;

/**
 * The permanent, opaque identifier of a grant 授权.
 *
 * @param value 26 characters of a-z and 2-7
 */
public record GrantId(@JsonValue String value) {

	@JsonCreator
	public GrantId {
		OpaqueId.checked(value, "a grant");
	}

	public static GrantId random() {
		return new GrantId(OpaqueId.random());
	}

	@Override
	public String toString() {
		return this.value;
	}

}
