package org.shuyuan.support.database;

import java.time.Clock;

import org.shuyuan.observability.BoundedHealthIndicator;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.jdbc.autoconfigure.DataSourceAutoConfiguration;
import org.springframework.boot.jdbc.autoconfigure.JdbcConnectionDetails;
import org.springframework.context.annotation.Bean;

/**
 * The database of a process, and the clock its records go by.
 */
@AutoConfiguration(before = DataSourceAutoConfiguration.class)
@EnableConfigurationProperties(DatabaseProperties.class)
class DatabaseConfiguration {

	/** Where the database's address is given no other way. */
	@Bean
	@ConditionalOnMissingBean(JdbcConnectionDetails.class)
	@ConditionalOnProperty(name = "spring.datasource.url", havingValue = "absent", matchIfMissing = true)
	JdbcConnectionDetails outsideDatabase(DatabaseProperties settings, ObjectProvider<DatabaseRequirement> needs) {
		return ExternalDatabase.of(settings, needs.orderedStream().toList());
	}

	@Bean
	static DatabaseCapacityHealth databaseRoom() {
		return new DatabaseCapacityHealth();
	}

	/** Readers are not affected. */
	@Bean
	BoundedHealthIndicator databaseRoomHealthIndicator(DatabaseCapacityHealth room) {
		return new BoundedHealthIndicator(BoundedHealthIndicator.DEGRADED, room::check);
	}

	@Bean
	@ConditionalOnMissingBean
	Clock clock() {
		return Clock.systemUTC();
	}

}
