package org.shuyuan.gateway.database;

import javax.sql.DataSource;

import org.flywaydb.core.Flyway;

import org.springframework.boot.flyway.autoconfigure.FlywayMigrationInitializer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
class GatewayDatabase {

	@Bean
	FlywayMigrationInitializer gatewayMigrations(DataSource dataSource) {
		return new FlywayMigrationInitializer(
				Flyway.configure().dataSource(dataSource).schemas("gateway").locations("classpath:db/gateway").load());
	}

}
