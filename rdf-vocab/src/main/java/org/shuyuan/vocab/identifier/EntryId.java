package org.shuyuan.vocab.identifier;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;

/**
 * The permanent, opaque identifier of a catalogue entry 目录条目.
 *
 * @param value 26 characters of a-z and 2-7
 */
public record EntryId(@JsonValue String value) {

	@JsonCreator
	public EntryId {
		OpaqueId.checked(value, "an entry");
	}

	public static EntryId random() {
		return new EntryId(OpaqueId.random());
	}

	@Override
	public String toString() {
		return this.value;
	}

}
