package org.shuyuan.vocab.identifier;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;

/**
 * The permanent, opaque identifier of a request 共享申请 between departments.
 *
 * @param value 26 characters of a-z and 2-7
 */
public record RequestId(@JsonValue String value) {

	@JsonCreator
	public RequestId {
		OpaqueId.checked(value, "a request");
	}

	public static RequestId random() {
		return new RequestId(OpaqueId.random());
	}

	@Override
	public String toString() {
		return this.value;
	}

}
