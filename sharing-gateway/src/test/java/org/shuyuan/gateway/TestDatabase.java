package org.shuyuan.gateway;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.UUID;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import org.shuyuan.testing.IntrospectionServer;

import org.springframework.context.ApplicationContextInitializer;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.test.context.support.TestPropertySourceUtils;

/**
 * One real PostgreSQL for all tests of a JVM.
 */
public final class TestDatabase implements ApplicationContextInitializer<ConfigurableApplicationContext> {

	/** One database has one ledger, and one key signs it. */
	private static final Path AUDIT_KEY = Path.of("target", "audit-" + UUID.randomUUID() + ".key").toAbsolutePath();

	private static final class Running {

		private static final EmbeddedPostgres POSTGRES = start();

		private static EmbeddedPostgres start() {
			try {
				return EmbeddedPostgres.start();
			}
			catch (IOException ex) {
				throw new UncheckedIOException(ex);
			}
		}

	}

	@Override
	public void initialize(ConfigurableApplicationContext context) {
		TestPropertySourceUtils.addInlinedPropertiesToEnvironment(context,
				"spring.datasource.url=" + Running.POSTGRES.getJdbcUrl("postgres", "postgres"),
				"spring.datasource.username=postgres", "shuyuan.base-uri=http://127.0.0.1:8140",
				"spring.security.oauth2.resourceserver.jwt.jwk-set-uri=http://127.0.0.1:8149/oauth2/jwks",
				"shuyuan.introspection-uri=" + IntrospectionServer.ADDRESS, "gateway.audit.key=" + AUDIT_KEY);
	}

}
