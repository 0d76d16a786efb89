package org.shuyuan.vocab.identifier;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;

/**
 * The permanent, opaque identifier of a distribution 数据资源 of an entry.
 *
 * @param value 26 characters of a-z and 2-7
 */
public record DistributionId(@JsonValue String value) {

	@JsonCreator
	public DistributionId {
		OpaqueId.checked(value, "a distribution");
	}

	public static DistributionId random() {
		return new DistributionId(OpaqueId.random());
	}

	@Override
	public String toString() {
		return this.value;
	}

}
