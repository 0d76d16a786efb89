package org.shuyuan.support.ledger;

import java.io.IOException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.time.Clock;
import java.util.List;
import java.util.Optional;

import javax.sql.DataSource;

import io.micrometer.core.instrument.MeterRegistry;
import org.shuyuan.observability.BoundedHealthIndicator;
import org.shuyuan.observability.PlatformProperties;
import org.shuyuan.support.ledger.chain.LedgerSigningKey;
import tools.jackson.databind.json.JsonMapper;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Lazy;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.transaction.PlatformTransactionManager;

/**
 * The ledgers of a process: one for each service in it, signed by one key.
 */
@AutoConfiguration(
		afterName = "org.springframework.boot.jdbc.autoconfigure.DataSourceTransactionManagerAutoConfiguration")
@ConditionalOnBean(DataSource.class)
@EnableConfigurationProperties({ LedgerProperties.class, LedgerKeyProperties.class })
class LedgerConfiguration {

	/** Made where a service has a ledger. */
	@Bean
	@Lazy
	Ledgers ledgers(PlatformProperties platform, LedgerProperties properties, LedgerKeyProperties keys,
			JdbcTemplate sql, PlatformTransactionManager transactions, JsonMapper json, Clock clock,
			MeterRegistry meters) throws IOException, GeneralSecurityException {
		Path data = platform.dataFolder();
		return new Ledgers(platform, LedgerSigningKey.open(keys.in(data), data.resolve("audit-key.pem")),
				properties.retention(), sql, transactions, json, clock, meters);
	}

	/** A broken ledger stops no work, and is reported by the health check. */
	@Bean
	BoundedHealthIndicator auditHealthIndicator(ObjectProvider<ProcessLedger> ledgers) {
		return new BoundedHealthIndicator(BoundedHealthIndicator.DEGRADED, () -> {
			List<String> broken = ledgers.stream().map(ProcessLedger::broken).flatMap(Optional::stream).toList();
			if (!broken.isEmpty()) {
				throw new IllegalStateException(String.join("; ", broken));
			}
		});
	}

	@Bean
	TransactionCaller callerOfTransaction(DataSource database) {
		return new TransactionCaller(database);
	}

}
