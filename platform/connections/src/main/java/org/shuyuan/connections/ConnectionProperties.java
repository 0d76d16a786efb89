package org.shuyuan.connections;

import java.net.InetAddress;
import java.time.Duration;
import java.util.Set;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;

/**
 * How connections are bounded.
 *
 * @param most connections at once; 0 for as many as the heap has room for
 * @param perAddress connections of one address
 * @param proxies addresses without that bound, of proxies in front
 * @param headerTimeout longest time until the headers of a request are complete
 * @param idleTimeout longest time that a connection waits for another request, above the
 * 30 s after which our own clients close it
 * @param stallTimeout longest time without any progress of a body or an answer
 * @param sendBuffer how much of an answer the system buffers for a slow reader
 */
@ConfigurationProperties("shuyuan.connections")
record ConnectionProperties(@DefaultValue("0") int most, @DefaultValue("256") int perAddress, @DefaultValue( {
		"127.0.0.1", "::1" }) Set<InetAddress> proxies, @DefaultValue("10s") Duration headerTimeout,
		@DefaultValue("35s") Duration idleTimeout, @DefaultValue("20s") Duration stallTimeout,
		@DefaultValue("256KB") DataSize sendBuffer){

	/** Heap that has room for one connection with its buffers. */
	private static final DataSize EACH = DataSize.ofKilobytes(384);

	int fitting(long heap) {
		return (this.most > 0) ? this.most : Math.clamp(heap / EACH.toBytes(), 200, 8192);
	}

}
