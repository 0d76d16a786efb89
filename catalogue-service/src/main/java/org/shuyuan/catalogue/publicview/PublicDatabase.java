package org.shuyuan.catalogue.publicview;

import java.sql.SQLException;
import java.time.Duration;

import javax.sql.DataSource;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import jakarta.annotation.PreDestroy;
import org.flywaydb.core.Flyway;
import org.jspecify.annotations.Nullable;

import org.springframework.boot.flyway.autoconfigure.FlywayMigrationInitializer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Connections for the public's reads: every one of them takes on the role that can read
 * the public view and nothing else before anything is asked over it.
 */
final class PublicDatabase {

	private static final int CONNECTIONS = 8;

	private final DataSource whole;

	private @Nullable HikariDataSource narrowed;

	private volatile @Nullable JdbcClient sql;

	PublicDatabase(DataSource whole) {
		this.whole = whole;
	}

	JdbcClient sql() {
		JdbcClient known = this.sql;
		return (known != null) ? known : open();
	}

	private synchronized JdbcClient open() {
		if (this.sql != null) {
			return this.sql;
		}
		HikariConfig settings = new HikariConfig();
		try {
			this.whole.unwrap(HikariDataSource.class).copyStateTo(settings);
		}
		catch (SQLException ex) {
			throw new IllegalStateException("The public view needs a pool that can be narrowed", ex);
		}
		settings.setPoolName("catalogue-public");
		settings.setMaximumPoolSize(CONNECTIONS);
		settings.setMinimumIdle(1);
		settings.setReadOnly(true);
		settings.setAutoCommit(true);
		settings.setConnectionTimeout(Duration.ofSeconds(10).toMillis());
		settings.setConnectionInitSql("set role catalogue_public_reader");
		HikariDataSource opened = new HikariDataSource(settings);
		JdbcClient client = JdbcClient.create(opened);
		this.narrowed = opened;
		this.sql = client;
		return client;
	}

	@PreDestroy
	synchronized void close() {
		if (this.narrowed != null) {
			this.narrowed.close();
		}
	}

	@Configuration(proxyBeanMethods = false)
	static class Beans {

		@Bean
		FlywayMigrationInitializer cataloguePublicMigrations(DataSource dataSource) {
			return new FlywayMigrationInitializer(Flyway.configure()
				.dataSource(dataSource)
				.schemas("catalogue_public")
				.locations("classpath:db/catalogue-public")
				.load());
		}

		@Bean
		PublicDatabase cataloguePublicDatabase(DataSource dataSource) {
			return new PublicDatabase(dataSource);
		}

	}

}
