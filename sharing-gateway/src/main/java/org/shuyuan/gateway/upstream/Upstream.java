package org.shuyuan.gateway.upstream;

import okhttp3.HttpUrl;
import org.jspecify.annotations.Nullable;

/**
 * Where an agency's service answers.
 *
 * @param address its address, without query
 * @param header name of the header that carries its credential
 * @param credential what the gateway presents to it, and to no one else
 */
public record Upstream(HttpUrl address, @Nullable String header, @Nullable String credential) {

	@Override
	public String toString() {
		return this.address.toString();
	}

}
