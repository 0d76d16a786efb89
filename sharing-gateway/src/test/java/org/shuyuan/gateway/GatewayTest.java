package org.shuyuan.gateway;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import java.nio.file.Path;
import java.util.UUID;

import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.context.ApplicationContextInitializer;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.test.context.ContextConfiguration;
import org.springframework.test.context.support.TestPropertySourceUtils;

/**
 * A test of the whole gateway over HTTP. Tests that change nothing of it share one.
 */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@SpringBootTest(classes = GatewayApplication.class,
		properties = { "spring.config.name=gateway", "shuyuan.management.port=0" },
		webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT)
@ContextConfiguration(initializers = GatewayTest.Setting.class)
public @interface GatewayTest {

	/** A database, a folder and keys. */
	final class Setting implements ApplicationContextInitializer<ConfigurableApplicationContext> {

		@Override
		public void initialize(ConfigurableApplicationContext context) {
			new TestDatabase().initialize(context);
			TestPropertySourceUtils.addInlinedPropertiesToEnvironment(context,
					"shuyuan.data=" + Path.of("target", "gateway-" + UUID.randomUUID()).toAbsolutePath(),
					"spring.security.oauth2.resourceserver.jwt.jwk-set-uri=" + TestTokens.address());
		}

	}

}
