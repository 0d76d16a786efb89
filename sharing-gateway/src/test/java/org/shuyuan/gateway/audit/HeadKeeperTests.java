package org.shuyuan.gateway.audit;

import java.nio.charset.StandardCharsets;
import java.util.UUID;

import org.junit.jupiter.api.Test;
import org.shuyuan.gateway.GatewayTest;
import org.shuyuan.gateway.objects.ObjectsUnreachable;
import org.shuyuan.gateway.objects.RecordBucket;
import org.shuyuan.gateway.objects.TestRecordBucket;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.annotation.Transactional;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Each test is rolled back: nothing was recorded before its heads, so no ledger holds
 * that has them, and nobody can remove them.
 */
@Transactional
@GatewayTest
@Import(HeadKeeperTests.Setting.class)
class HeadKeeperTests {

	private final HeadKeeper keeper;

	private final JdbcClient sql;

	private final TestRecordBucket bucket;

	private final String writer = UUID.randomUUID().toString();

	HeadKeeperTests(@Autowired HeadKeeper keeper, @Autowired JdbcClient sql, @Autowired TestRecordBucket bucket) {
		this.keeper = keeper;
		this.sql = sql;
		this.bucket = bucket;
	}

	private void sign(long position) {
		this.sql.sql("insert into gateway.audit_head values (:writer, :position, '\\xab', now(), '\\x01', '\\x02')")
			.param("writer", this.writer)
			.param("position", position)
			.update();
	}

	@Test
	void keepsTheNewestHeadOfAChainOnce() {
		sign(3);
		sign(7);
		this.keeper.keep();
		assertThat(this.bucket.records).containsKey(this.writer + "/7.json").doesNotContainKey(this.writer + "/3.json");
		assertThat(new String(this.bucket.records.get(this.writer + "/7.json"), StandardCharsets.UTF_8))
			.startsWith("{\"items\":[{")
			.contains("\"writer\":\"" + this.writer + "\"", "\"position\":7", "\"hash\":\"ab\"");
		this.bucket.records.remove(this.writer + "/7.json");
		this.keeper.keep();
		assertThat(this.bucket.records).doesNotContainKey(this.writer + "/7.json");
		sign(9);
		this.keeper.keep();
		assertThat(this.bucket.records).containsKey(this.writer + "/9.json");
	}

	@Test
	void triesAgainAfterASilence() {
		sign(1);
		this.bucket.silent = true;
		assertThatExceptionOfType(ObjectsUnreachable.class).isThrownBy(this.keeper::keep);
		this.bucket.silent = false;
		this.keeper.keep();
		assertThat(this.bucket.records).containsKey(this.writer + "/1.json");
	}

	@TestConfiguration(proxyBeanMethods = false)
	static class Setting {

		@Bean
		TestRecordBucket testRecordBucket() {
			return new TestRecordBucket();
		}

		@Bean
		RecordBucket recordBucket(TestRecordBucket bucket) {
			return bucket.bucket;
		}

	}

}
