package org.shuyuan.gateway.upstream;

import java.io.IOException;
import java.net.Proxy;

import okhttp3.Call;
import okhttp3.Dns;
import okhttp3.HttpUrl;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import org.jspecify.annotations.Nullable;

import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.stereotype.Component;

/**
 * Asks agencies' services: only the registered address, no redirect, no proxy, within
 * limits of time.
 */
@Component
@EnableConfigurationProperties(UpstreamProperties.class)
public class UpstreamCalls {

	private final OkHttpClient client;

	private final Hosts hosts;

	private final long mostBytes;

	UpstreamCalls(UpstreamProperties properties) {
		this.hosts = new Hosts(Dns.SYSTEM, properties.privateHosts());
		this.mostBytes = properties.mostBytes().toBytes();
		this.client = new OkHttpClient.Builder().dns(this.hosts)
			.proxy(Proxy.NO_PROXY)
			.followRedirects(false)
			.followSslRedirects(false)
			.retryOnConnectionFailure(false)
			.connectTimeout(properties.connectTimeout())
			.readTimeout(properties.readTimeout())
			.callTimeout(properties.callTimeout())
			.build();
	}

	/**
	 * A call that is ready to be made.
	 * @param query the caller's unchanged query
	 * @param accept the media types the caller accepts
	 * @throws IOException if the service's host may not be asked
	 */
	public Call prepare(Upstream upstream, @Nullable String query, @Nullable String accept) throws IOException {
		this.hosts.lookup(upstream.address().host());
		HttpUrl address = upstream.address().newBuilder().encodedQuery(query).build();
		Request.Builder request = new Request.Builder().url(address).get().header("User-Agent", "shuyuan");
		if (accept != null) {
			request.header("Accept", accept);
		}
		if (upstream.header() != null && upstream.credential() != null) {
			request.header(upstream.header(), upstream.credential());
		}
		return this.client.newCall(request.build());
	}

	/** The longest answer that is passed on. */
	public long mostBytes() {
		return this.mostBytes;
	}

	Hosts hosts() {
		return this.hosts;
	}

}
