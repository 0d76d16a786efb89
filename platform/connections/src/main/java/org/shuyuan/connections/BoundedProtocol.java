package org.shuyuan.connections;

import java.time.Duration;

import org.apache.coyote.Processor;
import org.apache.coyote.http11.Http11NioProtocol;

/** HTTP/1.1 over bounded connections; Tomcat makes it by its name. */
public class BoundedProtocol extends Http11NioProtocol {

	private final BoundedEndpoint endpoint;

	private Duration headerTimeout = Duration.ofSeconds(10);

	public BoundedProtocol() {
		this(new BoundedEndpoint());
	}

	private BoundedProtocol(BoundedEndpoint endpoint) {
		super(endpoint);
		this.endpoint = endpoint;
	}

	BoundedEndpoint bounded() {
		return this.endpoint;
	}

	void setHeaderTimeout(Duration headerTimeout) {
		this.headerTimeout = headerTimeout;
	}

	@Override
	protected Processor createProcessor() {
		return new BoundedProcessor(this, getAdapter(), this.endpoint, this.headerTimeout);
	}

}
