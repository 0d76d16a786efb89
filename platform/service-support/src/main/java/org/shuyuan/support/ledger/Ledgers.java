package org.shuyuan.support.ledger;

import java.time.Clock;
import java.time.Period;
import java.util.function.IntConsumer;

import io.micrometer.core.instrument.MeterRegistry;
import org.shuyuan.observability.PlatformProperties;
import org.shuyuan.support.ledger.chain.LedgerSigningKey;
import org.shuyuan.support.ledger.chain.LedgerStore;
import tools.jackson.databind.json.JsonMapper;

import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * What the ledgers of a process have in common: database, key and clock.
 */
public final class Ledgers {

	private final PlatformProperties platform;

	private final LedgerSigningKey key;

	private final Period retention;

	private final JdbcTemplate sql;

	private final PlatformTransactionManager transactions;

	private final JsonMapper json;

	private final Clock clock;

	private final MeterRegistry meters;

	Ledgers(PlatformProperties platform, LedgerSigningKey key, Period retention, JdbcTemplate sql,
			PlatformTransactionManager transactions, JsonMapper json, Clock clock, MeterRegistry meters) {
		this.platform = platform;
		this.key = key;
		this.retention = retention;
		this.sql = sql;
		this.transactions = transactions;
		this.json = json;
		this.clock = clock;
		this.meters = meters;
	}

	/**
	 * The ledger in a service's schema.
	 * @param schema migrated already
	 */
	public ProcessLedger in(String schema) {
		return in(schema, (records) -> {
		});
	}

	/**
	 * The ledger in a service's schema.
	 * @param schema migrated already
	 * @param committed receives how many records one commit made durable
	 */
	public ProcessLedger in(String schema, IntConsumer committed) {
		return new ProcessLedger(schema, this, committed);
	}

	String origin(String schema) {
		return this.platform.baseUri().toString().replaceFirst("^[a-z]+://", "") + "/audit/" + schema;
	}

	LedgerStore store(String schema) {
		return new LedgerStore(schema, this.sql, this.json, new TransactionTemplate(this.transactions));
	}

	LedgerExport export(String schema) {
		return new LedgerExport(schema, this.sql, this.transactions);
	}

	LedgerSearch search(String schema) {
		return new LedgerSearch(schema, this.sql, this.json);
	}

	Erasures erasures(String schema, LedgerStore store) {
		return new Erasures(schema, this.retention, this.sql, store, new TransactionTemplate(this.transactions),
				this.clock, this.platform.zone());
	}

	StepComparison comparison(String schema) {
		return new StepComparison(schema, this.sql);
	}

	LedgerSigningKey key() {
		return this.key;
	}

	Clock clock() {
		return this.clock;
	}

	MeterRegistry meters() {
		return this.meters;
	}

}
