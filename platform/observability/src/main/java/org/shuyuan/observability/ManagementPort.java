package org.shuyuan.observability;

import java.io.IOException;
import java.net.InetAddress;

import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.apache.catalina.connector.Connector;
import org.apache.catalina.connector.Request;
import org.apache.catalina.connector.Response;
import org.apache.catalina.valves.ValveBase;
import org.apache.coyote.AbstractProtocol;

import org.springframework.boot.tomcat.servlet.TomcatServletWebServerFactory;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;

/**
 * A second port of the same web server, which answers below {@code /actuator} alone. Its
 * requests are identified by the connector, which no header can forge.
 */
final class ManagementPort implements WebServerFactoryCustomizer<TomcatServletWebServerFactory> {

	/** Few people read here; they never take threads from the public. */
	private static final int THREADS = 4;

	private static final String MARK = ManagementPort.class.getName();

	private final Connector connector = new Connector();

	ManagementPort(int port, InetAddress address) {
		this.connector.setPort(port);
		if (this.connector.getProtocolHandler() instanceof AbstractProtocol<?> protocol) {
			protocol.setAddress(address);
			protocol.setMaxThreads(THREADS);
			protocol.setMinSpareThreads(1);
		}
	}

	/** Whether a request came through the management port. */
	static boolean received(HttpServletRequest request) {
		return Boolean.TRUE.equals(request.getAttribute(MARK));
	}

	/** The port it listens on, once the server has started. */
	int port() {
		return this.connector.getLocalPort();
	}

	@Override
	public void customize(TomcatServletWebServerFactory factory) {
		factory.addAdditionalConnectors(this.connector);
		factory.addEngineValves(new Marking());
	}

	private final class Marking extends ValveBase {

		Marking() {
			super(true);
		}

		@Override
		public void invoke(Request request, Response response) throws IOException, ServletException {
			if (request.getConnector() == ManagementPort.this.connector) {
				if (!request.getDecodedRequestURI().startsWith("/actuator/")) {
					response.setStatus(HttpServletResponse.SC_NOT_FOUND);
					return;
				}
				request.setAttribute(MARK, true);
			}
			getNext().invoke(request, response);
		}

	}

}
