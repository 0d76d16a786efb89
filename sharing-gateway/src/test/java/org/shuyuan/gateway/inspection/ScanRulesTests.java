package org.shuyuan.gateway.inspection;

import java.util.function.Consumer;

import org.junit.jupiter.api.Test;
import org.shuyuan.gateway.GatewayTest;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

import static org.assertj.core.api.Assertions.assertThat;

/** The version of the content rules from start to start. */
@GatewayTest
class ScanRulesTests {

	@Autowired
	private JdbcClient sql;

	@Autowired
	private PlatformTransactionManager transactions;

	/** From a database that has seen no start yet; leaves nothing behind. */
	private void fresh(Consumer<JdbcClient> test) {
		new TransactionTemplate(this.transactions).executeWithoutResult((transaction) -> {
			transaction.setRollbackOnly();
			this.sql.sql("delete from gateway.scan_rules").update();
			test.accept(this.sql);
		});
	}

	@Test
	void isThatOfTheReleaseWhileNoWordsAreSet() {
		fresh((sql) -> {
			assertThat(ScanRules.register(sql, 3, "")).isEqualTo(new ScanRules(3, 3));
			assertThat(ScanRules.register(sql, 3, "")).isEqualTo(new ScanRules(3, 3));
			assertThat(ScanRules.register(sql, 7, "")).isEqualTo(new ScanRules(7, 3));
		});
	}

	@Test
	void growsWithEveryChangeOfWords() {
		fresh((sql) -> {
			assertThat(ScanRules.register(sql, 3, "a")).isEqualTo(new ScanRules(4, 4));
			assertThat(ScanRules.register(sql, 3, "a")).isEqualTo(new ScanRules(4, 4));
			assertThat(ScanRules.register(sql, 4, "a")).isEqualTo(new ScanRules(5, 4));
			assertThat(ScanRules.register(sql, 4, "b")).isEqualTo(new ScanRules(6, 6));
			assertThat(ScanRules.register(sql, 4, "")).isEqualTo(new ScanRules(7, 7));
		});
	}

	@Test
	void neverFallsBackToOneOfBefore() {
		fresh((sql) -> {
			ScanRules.register(sql, 3, "a");
			ScanRules.register(sql, 3, "b");
			assertThat(ScanRules.register(sql, 3, "a")).isEqualTo(new ScanRules(6, 6));
			assertThat(ScanRules.register(sql, 2, "a")).isEqualTo(new ScanRules(7, 6));
		});
	}

}
