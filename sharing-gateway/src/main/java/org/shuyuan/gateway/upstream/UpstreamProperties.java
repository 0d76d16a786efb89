package org.shuyuan.gateway.upstream;

import java.time.Duration;
import java.util.Set;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;

/**
 * How agencies' services are asked.
 *
 * @param privateHosts hosts inside the house that may be asked; none by default
 * @param connectTimeout longest to reach a service
 * @param readTimeout the longest wait for a service
 * @param callTimeout longest an answer may take as a whole
 * @param mostBytes longest answer passed on
 */
@ConfigurationProperties("gateway.upstream")
record UpstreamProperties(@DefaultValue Set<String> privateHosts, @DefaultValue("5s") Duration connectTimeout,
		@DefaultValue("30s") Duration readTimeout, @DefaultValue("5m") Duration callTimeout,
		@DefaultValue("64MB") DataSize mostBytes) {
}
