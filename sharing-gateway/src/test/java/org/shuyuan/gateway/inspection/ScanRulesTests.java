package org.shuyuan.gateway.inspection;

import java.util.function.Consumer;

import org.junit.jupiter.api.Test;
import org.shuyuan.gateway.GatewayTest;
import org.shuyuan.gateway.versions.ScanRulesStore;

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
	private ScanRulesStore store;

	@Autowired
	private PlatformTransactionManager transactions;

	/** From a database that has seen no start yet; leaves nothing behind. */
	private void fresh(Consumer<ScanRulesStore> test) {
		new TransactionTemplate(this.transactions).executeWithoutResult((transaction) -> {
			transaction.setRollbackOnly();
			this.sql.sql("delete from gateway.scan_rules").update();
			test.accept(this.store);
		});
	}

	@Test
	void isThatOfTheReleaseWhileNoWordsAreSet() {
		fresh((rules) -> {
			assertThat(rules.register(3, "")).isEqualTo(new ScanRules(3, 3));
			assertThat(rules.register(3, "")).isEqualTo(new ScanRules(3, 3));
			assertThat(rules.register(7, "")).isEqualTo(new ScanRules(7, 3));
		});
	}

	@Test
	void growsWithEveryChangeOfWords() {
		fresh((rules) -> {
			assertThat(rules.register(3, "a")).isEqualTo(new ScanRules(4, 4));
			assertThat(rules.register(3, "a")).isEqualTo(new ScanRules(4, 4));
			assertThat(rules.register(4, "a")).isEqualTo(new ScanRules(5, 4));
			assertThat(rules.register(4, "b")).isEqualTo(new ScanRules(6, 6));
			assertThat(rules.register(4, "")).isEqualTo(new ScanRules(7, 7));
		});
	}

	@Test
	void neverFallsBackToOneOfBefore() {
		fresh((rules) -> {
			rules.register(3, "a");
			rules.register(3, "b");
			assertThat(rules.register(3, "a")).isEqualTo(new ScanRules(6, 6));
			assertThat(rules.register(2, "a")).isEqualTo(new ScanRules(7, 6));
		});
	}

}
