package org.shuyuan.catalogue.database;

import javax.sql.DataSource;

import org.flywaydb.core.Flyway;
import org.shuyuan.support.database.DatabaseRequirement;

import org.springframework.boot.flyway.autoconfigure.FlywayMigrationInitializer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
class CatalogueDatabase {

	/** The public view is read under a role that can read nothing else. */
	@Bean
	DatabaseRequirement publicReader() {
		return new DatabaseRequirement("""
				(select rolsuper or rolcreaterole from pg_roles where rolname = current_user)
					or exists (select from pg_roles where rolname = 'catalogue_public_reader')
				""",
				"has no role catalogue_public_reader and does not let '%s' create it: create it, or alter the user with createrole");
	}

	@Bean
	FlywayMigrationInitializer catalogueMigrations(DataSource dataSource) {
		return new FlywayMigrationInitializer(Flyway.configure()
			.dataSource(dataSource)
			.schemas("catalogue")
			.locations("classpath:db/catalogue")
			.load());
	}

}
