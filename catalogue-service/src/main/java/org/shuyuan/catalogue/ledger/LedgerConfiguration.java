package org.shuyuan.catalogue.ledger;

import java.util.List;

import org.shuyuan.support.ledger.Ledgers;
import org.shuyuan.support.ledger.ProcessLedger;

import org.springframework.boot.flyway.autoconfigure.FlywayMigrationInitializer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
class LedgerConfiguration {

	@Bean
	ProcessLedger catalogueLedger(Ledgers ledgers, List<FlywayMigrationInitializer> migrated) {
		return ledgers.in("catalogue");
	}

}
