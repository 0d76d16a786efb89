package org.shuyuan.observability;

import java.nio.file.Path;

import org.jspecify.annotations.Nullable;

import org.springframework.boot.context.properties.ConfigurationProperties;

/**
 * What the services share to know each other's {@code traceparent}.
 *
 * @param traceSecret the secret; without one a process believes only its own
 * @param traceSecretFile file that holds it, which then decides
 */
@ConfigurationProperties("shuyuan")
record TraceSecretProperties(@Nullable String traceSecret, @Nullable Path traceSecretFile) {

	/**
	 * The secret; empty where none is set.
	 * @throws InvalidSetting if its file cannot be read
	 */
	String secret() {
		return SecretSetting.read("SHUYUAN_TRACE_SECRET", this.traceSecret, this.traceSecretFile);
	}

	/** The secret stays out of messages. */
	@Override
	public String toString() {
		return "TraceSecretProperties";
	}

}
