package org.shuyuan.gateway.web;

/**
 * How often a record changed, as its {@code ETag} says.
 *
 * @param version from 1
 */
public record RecordVersion(int version) {

	/** The header's value. */
	public String etag() {
		return "\"" + this.version + "\"";
	}

}
