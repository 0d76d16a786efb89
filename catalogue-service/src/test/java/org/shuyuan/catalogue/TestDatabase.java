package org.shuyuan.catalogue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

import javax.sql.DataSource;

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
	private static final Path AUDIT_KEY = folder().resolve("audit.key");

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

	/** A folder for one context's files: two contexts never write to the same index. */
	private static Path folder() {
		try {
			return Files.createTempDirectory("shuyuan");
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	/** The database, every connection a new one. */
	public static DataSource dataSource() {
		return Running.POSTGRES.getPostgresDatabase();
	}

	@Override
	public void initialize(ConfigurableApplicationContext context) {
		TestPropertySourceUtils.addInlinedPropertiesToEnvironment(context,
				"spring.datasource.url=" + Running.POSTGRES.getJdbcUrl("postgres", "postgres"),
				"spring.datasource.username=postgres", "shuyuan.data=" + folder(),
				"shuyuan.base-uri=http://127.0.0.1:8120",
				"spring.security.oauth2.resourceserver.jwt.jwk-set-uri=http://127.0.0.1:8129/oauth2/jwks",
				"shuyuan.introspection-uri=" + IntrospectionServer.ADDRESS, "gateway.audit.key=" + AUDIT_KEY);
	}

}
