package org.shuyuan.gateway.audit;

import java.nio.charset.StandardCharsets;
import java.time.Instant;

import org.junit.jupiter.api.Test;
import org.shuyuan.gateway.GatewayTest;
import org.shuyuan.gateway.objects.LockedBucket;
import org.shuyuan.gateway.objects.ObjectsUnreachable;
import org.shuyuan.gateway.objects.TestRecordBucket;
import org.shuyuan.support.ledger.ProcessLedger;
import org.shuyuan.support.ledger.chain.Checkpoint;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

@GatewayTest
@Import(CheckpointArchiverTests.Setting.class)
class CheckpointArchiverTests {

	private final CheckpointArchiver keeper;

	private final Ledger ledger;

	private final ProcessLedger whole;

	private final TestRecordBucket bucket;

	CheckpointArchiverTests(@Autowired CheckpointArchiver keeper, @Autowired Ledger ledger,
			@Autowired ProcessLedger whole, @Autowired TestRecordBucket bucket) {
		this.keeper = keeper;
		this.ledger = ledger;
		this.whole = whole;
		this.bucket = bucket;
	}

	private String signed() {
		this.ledger.record(AuditRecord.of(Ledger.number(), Instant.now(), "s", "refuse", "rows").reason("x").build());
		Checkpoint checkpoint = this.whole.sign();
		return "gateway/" + checkpoint.size() + ".txt";
	}

	@Test
	void keepsTheNewestCheckpointOnce() {
		String before = signed();
		String name = signed();
		this.keeper.keep();
		assertThat(this.bucket.records).containsKey(name).doesNotContainKey(before);
		assertThat(new String(this.bucket.records.get(name), StandardCharsets.UTF_8))
			.isEqualTo(this.whole.checkpoints(1).getFirst().text());
		this.bucket.records.remove(name);
		this.keeper.keep();
		assertThat(this.bucket.records).doesNotContainKey(name);
		String next = signed();
		this.keeper.keep();
		assertThat(this.bucket.records).containsKey(next);
	}

	@Test
	void triesAgainAfterASilence() {
		String name = signed();
		this.bucket.silent = true;
		assertThatExceptionOfType(ObjectsUnreachable.class).isThrownBy(this.keeper::keep);
		this.bucket.silent = false;
		this.keeper.keep();
		assertThat(this.bucket.records).containsKey(name);
	}

	@TestConfiguration(proxyBeanMethods = false)
	static class Setting {

		@Bean
		TestRecordBucket testRecordBucket() {
			return new TestRecordBucket();
		}

		@Bean
		LockedBucket recordBucket(TestRecordBucket bucket) {
			return bucket.bucket;
		}

	}

}
