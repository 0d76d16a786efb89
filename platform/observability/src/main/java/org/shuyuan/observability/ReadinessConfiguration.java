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

import javax.sql.DataSource;

import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.boot.health.application.DiskSpaceHealthIndicator;
import org.springframework.boot.health.autoconfigure.application.DiskSpaceHealthContributorAutoConfiguration;
import org.springframework.boot.health.contributor.Status;
import org.springframework.context.annotation.Bean;
import org.springframework.util.unit.DataSize;

/** What every service depends on. */
@AutoConfiguration(before = DiskSpaceHealthContributorAutoConfiguration.class,
		afterName = "org.springframework.boot.jdbc.autoconfigure.DataSourceAutoConfiguration")
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
	@ConditionalOnProperty("shuyuan.identity-keys")
	BoundedHealthIndicator identityHealthIndicator(@Value("${shuyuan.identity-keys:}") String keys) {
		return new BoundedHealthIndicator(BoundedHealthIndicator.DEGRADED, () -> {
			try (HttpClient http = HttpClient.newBuilder().connectTimeout(PATIENCE).build()) {
				int status = http
					.send(HttpRequest.newBuilder(URI.create(keys)).timeout(PATIENCE).build(), BodyHandlers.discarding())
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
	DiskSpaceHealthIndicator diskSpaceHealthIndicator(@Value("${shuyuan.data:.}") Path data) {
		return new DiskSpaceHealthIndicator(there(data).toFile(), LEAST_ROOM);
	}

	static Path there(Path folder) {
		Path there = folder.toAbsolutePath();
		while (there.getParent() != null && Files.notExists(there)) {
			there = there.getParent();
		}
		return there;
	}

}
