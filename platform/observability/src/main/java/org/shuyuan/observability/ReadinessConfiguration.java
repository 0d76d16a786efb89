package org.shuyuan.observability;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Objects;

import javax.sql.DataSource;

import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.health.application.DiskSpaceHealthIndicator;
import org.springframework.boot.health.autoconfigure.application.DiskSpaceHealthContributorAutoConfiguration;
import org.springframework.boot.health.contributor.Status;
import org.springframework.context.annotation.Bean;
import org.springframework.util.unit.DataSize;

/** What every service depends on. */
@AutoConfiguration(before = DiskSpaceHealthContributorAutoConfiguration.class,
		afterName = "org.springframework.boot.jdbc.autoconfigure.DataSourceAutoConfiguration")
@EnableConfigurationProperties(ReadinessProperties.class)
class ReadinessConfiguration {

	private static final Duration PATIENCE = Duration.ofSeconds(2);

	private static final DataSize LEAST_ROOM = DataSize.ofMegabytes(64);

	/** Without its database a service can do nothing. */
	@Bean
	@ConditionalOnBean(DataSource.class)
	BoundedHealthIndicator databaseHealthIndicator(DataSource database) {
		return new BoundedHealthIndicator(Status.DOWN, () -> {
			try (Connection connection = database.getConnection()) {
				if (!connection.isValid((int) PATIENCE.toSeconds())) {
					throw new SQLException("The connection is not valid");
				}
			}
		});
	}

	/** Without the identity provider the public is not affected. */
	@Bean
	@ConditionalOnProperty("readiness.identity-keys")
	BoundedHealthIndicator identityHealthIndicator(ReadinessProperties properties) {
		URI keys = properties.identityKeys();
		return new BoundedHealthIndicator(BoundedHealthIndicator.DEGRADED, () -> {
			if (keys == null) {
				throw new IOException("No address of keys is set");
			}
			try (HttpClient http = HttpClient.newBuilder().connectTimeout(PATIENCE).build()) {
				int status = http
					.send(HttpRequest.newBuilder(keys).timeout(PATIENCE).build(), BodyHandlers.discarding())
					.statusCode();
				if (status != 200) {
					throw new IOException("Answered " + status);
				}
			}
		});
	}

	/**
	 * The disk that the data folder will be on: a service that stores nothing never
	 * creates the folder, and a missing folder has no space.
	 */
	@Bean
	DiskSpaceHealthIndicator diskSpaceHealthIndicator(PlatformProperties platform) {
		return new DiskSpaceHealthIndicator(there(Objects.requireNonNullElse(platform.data(), Path.of("."))).toFile(),
				LEAST_ROOM);
	}

	static Path there(Path folder) {
		Path there = folder.toAbsolutePath();
		while (there.getParent() != null && Files.notExists(there)) {
			there = there.getParent();
		}
		return there;
	}

}
