package org.shuyuan.vocab.identifier;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;

/**
 * The permanent, opaque identifier of a data item 信息项 of an entry.
 *
 * @param value 26 characters of a-z and 2-7
 */
public record ItemId(@JsonValue String value) {

	@JsonCreator
	public ItemId {
		OpaqueId.checked(value, "a data item");
	}

	public static ItemId random() {
		return new ItemId(OpaqueId.random());
	}

	@Override
	public String toString() {
		return this.value;
	}

}
