package org.shuyuan.support.ledger;

import java.io.IOException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.time.Clock;
import java.time.Period;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Optional;

import javax.sql.DataSource;

import io.micrometer.core.instrument.MeterRegistry;
import org.shuyuan.observability.BoundedHealthIndicator;
import org.shuyuan.observability.InvalidSetting;
import org.shuyuan.support.ledger.chain.LedgerSigningKey;
import tools.jackson.databind.json.JsonMapper;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
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
class LedgerConfiguration {

	/** Made where a service has a ledger. */
	@Bean
	@Lazy
	Ledgers ledgers(@Value("${shuyuan.base-uri:http://localhost}") String platform,
			@Value("${gateway.audit.key:${shuyuan.data}-keys/gateway-audit.key}") Path key,
			@Value("${shuyuan.data}/audit-key.pem") Path published,
			@Value("${shuyuan.ledger-retention:none}") String retention, JdbcTemplate sql,
			PlatformTransactionManager transactions, JsonMapper json, Clock clock, MeterRegistry meters)
			throws IOException, GeneralSecurityException {
		return new Ledgers(platform.replaceFirst("^[a-z]+://", "").replaceAll("[/\\s+]+$", ""),
				LedgerSigningKey.open(key, published), retention(retention), sql, transactions, json, clock, meters);
	}

	private static Period retention(String written) {
		try {
			return written.equals("none") ? Period.ZERO : Period.parse(written);
		}
		catch (DateTimeParseException _) {
			throw new InvalidSetting(
					"SHUYUAN_LEDGER_RETENTION is '%s'; it is none or a period such as P6M or P3Y".formatted(written));
		}
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
