package org.shuyuan.portal.signin;

import java.net.URI;

import org.junit.jupiter.api.Test;

import org.springframework.boot.tomcat.TomcatWebServer;
import org.springframework.boot.tomcat.servlet.TomcatServletWebServerFactory;

import static org.assertj.core.api.Assertions.assertThat;

class SessionRouteTests {

	@Test
	void sessionsNameTheirInstance() {
		TomcatServletWebServerFactory factory = new TomcatServletWebServerFactory(0);
		new SessionRoute(new SignInProperties(URI.create("https://data.example.cn/connect/logout"), "portal-2"))
			.customize(factory);
		TomcatWebServer server = (TomcatWebServer) factory.getWebServer();
		server.start();
		try {
			assertThat(server.getTomcat().getEngine().getJvmRoute()).isEqualTo("portal-2");
		}
		finally {
			server.stop();
		}
	}

}
