package org.shuyuan.observability;

import java.net.InetAddress;

import org.jspecify.annotations.Nullable;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Where those who run the platform read how it is doing.
 *
 * @param port port that serves only them; without one nothing is measured
 * @param address address of that port; the public must not reach it
 */
@ConfigurationProperties("shuyuan.management")
record ManagementProperties(@Nullable Integer port, @DefaultValue("127.0.0.1") InetAddress address) {
}
