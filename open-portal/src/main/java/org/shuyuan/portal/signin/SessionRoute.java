package org.shuyuan.portal.signin;

import org.apache.catalina.Engine;
import org.jspecify.annotations.Nullable;

import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.boot.tomcat.ConfigurableTomcatWebServerFactory;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import org.springframework.stereotype.Component;

/**
 * Ends every session's id with the name of this instance, by which a proxy sends the
 * session back to where it is kept.
 */
@Component
@ConditionalOnProperty("portal.route")
class SessionRoute implements WebServerFactoryCustomizer<ConfigurableTomcatWebServerFactory> {

	private final @Nullable String route;

	SessionRoute(SignInProperties properties) {
		this.route = properties.route();
	}

	@Override
	public void customize(ConfigurableTomcatWebServerFactory factory) {
		factory.addContextCustomizers((context) -> {
			if (context.getParent().getParent() instanceof Engine engine) {
				engine.setJvmRoute(this.route);
			}
		});
	}

}
