package org.shuyuan.gateway.audit;

import java.util.List;

import io.micrometer.core.instrument.DistributionSummary;
import io.micrometer.core.instrument.MeterRegistry;
import org.shuyuan.support.ledger.Ledgers;
import org.shuyuan.support.ledger.ProcessLedger;

import org.springframework.boot.flyway.autoconfigure.FlywayMigrationInitializer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
class LedgerConfiguration {

	@Bean
	ProcessLedger gatewayLedger(Ledgers ledgers, List<FlywayMigrationInitializer> migrated, MeterRegistry meters) {
		DistributionSummary batches = DistributionSummary.builder("shuyuan.audit.batch")
			.description("Decisions made durable by one commit")
			.baseUnit("decisions")
			.serviceLevelObjectives(1, 10, 100, 1000)
			.register(meters);
		return ledgers.in("gateway", batches::record);
	}

}
