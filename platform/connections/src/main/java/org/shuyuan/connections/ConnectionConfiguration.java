package org.shuyuan.connections;

import org.apache.catalina.connector.Connector;
import org.apache.catalina.core.StandardHost;

import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.tomcat.TomcatWebServerFactory;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import org.springframework.context.annotation.Bean;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;

/** Bounds the connections of the server that the services answer on. */
@AutoConfiguration
@EnableConfigurationProperties(ConnectionProperties.class)
class ConnectionConfiguration {

	/** After the customizer that sets the server's own defaults. */
	@Bean
	@Order(Ordered.LOWEST_PRECEDENCE)
	WebServerFactoryCustomizer<TomcatWebServerFactory> boundedConnections(ConnectionProperties properties) {
		return (factory) -> {
			factory.setProtocol(BoundedProtocol.class.getName());
			factory.addContextCustomizers((context) -> {
				// an address built from the Host header would be under the caller's
				// control
				context.setUseRelativeRedirects(true);
				if (context.getParent() instanceof StandardHost host) {
					host.setErrorReportValveClass(ProblemReportValve.class.getName());
				}
			});
			factory.addConnectorCustomizers((connector) -> bound(connector, properties));
		};
	}

	private static void bound(Connector connector, ConnectionProperties properties) {
		if (connector.getProtocolHandler() instanceof BoundedProtocol protocol) {
			protocol.setHeaderTimeout(properties.headerTimeout());
			protocol.setConnectionTimeout((int) properties.headerTimeout().toMillis());
			protocol.setKeepAliveTimeout((int) properties.idleTimeout().toMillis());
			protocol.setDisableUploadTimeout(false);
			protocol.setConnectionUploadTimeout((int) properties.stallTimeout().toMillis());
			connector.setProperty("socket.txBufSize", Long.toString(properties.sendBuffer().toBytes()));
			protocol.bounded()
				.bound(properties.fitting(Runtime.getRuntime().maxMemory()), properties.perAddress(),
						properties.proxies(), properties.stallTimeout());
		}
	}

}
