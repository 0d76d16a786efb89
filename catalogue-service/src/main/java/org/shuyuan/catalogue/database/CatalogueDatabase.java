package org.shuyuan.catalogue.database;

import java.time.Clock;

import javax.sql.DataSource;

import org.flywaydb.core.Flyway;

import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.boot.flyway.autoconfigure.FlywayMigrationInitializer;
import org.springframework.boot.jdbc.autoconfigure.JdbcConnectionDetails;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
class CatalogueDatabase {

	/** Where the database's address is given no other way. */
	@Bean
	@ConditionalOnMissingBean(JdbcConnectionDetails.class)
	@ConditionalOnProperty(name = "spring.datasource.url", havingValue = "absent", matchIfMissing = true)
	JdbcConnectionDetails catalogueOutsideDatabase(DatabaseProperties settings) {
		return OutsideDatabase.of(settings);
	}

	@Bean
	FlywayMigrationInitializer catalogueMigrations(DataSource dataSource) {
		return new FlywayMigrationInitializer(Flyway.configure()
			.dataSource(dataSource)
			.schemas("catalogue")
			.locations("classpath:db/catalogue")
			.load());
	}

	@Bean
	@ConditionalOnMissingBean
	Clock catalogueClock() {
		return Clock.systemUTC();
	}

}
