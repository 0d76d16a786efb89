package org.shuyuan.gateway.delivery;

import org.springframework.boot.tomcat.TomcatConnectorCustomizer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/**
 * How the server writes. In its own pieces of 8 KB a large download spends its time on
 * calls into the system.
 */
@Configuration(proxyBeanMethods = false)
class ServerConfiguration {

	private static final String PIECE = Integer.toString(1 << 16);

	@Bean
	TomcatConnectorCustomizer writesInLargePieces() {
		return (connector) -> connector.setProperty("socket.appWriteBufSize", PIECE);
	}

}
