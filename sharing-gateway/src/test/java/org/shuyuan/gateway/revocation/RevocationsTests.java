package org.shuyuan.gateway.revocation;

import java.time.Duration;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.shuyuan.gateway.GatewayTest;
import org.shuyuan.support.task.BackgroundTask;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.awaitility.Awaitility.await;

@GatewayTest
class RevocationsTests {

	private final JdbcClient sql;

	private final TransactionTemplate transactions;

	private final Revocations here;

	private final Revocations elsewhere;

	private final BackgroundTask following;

	RevocationsTests(@Autowired JdbcClient sql, @Autowired TransactionTemplate transactions,
			@Autowired RevocationEpoch epoch) {
		this.sql = sql;
		this.transactions = transactions;
		this.here = new Revocations(epoch);
		this.elsewhere = new Revocations(epoch);
		this.following = this.elsewhere.revocationTask();
	}

	@BeforeEach
	void start() {
		this.following.start();
		awaitElsewhere(1);
	}

	@AfterEach
	void stop() {
		this.following.stop();
	}

	@Test
	void otherInstancesLearnOfItWhateverBecomesOfThisOneAfterItsCommit() {
		this.here.listen(() -> {
			throw new IllegalStateException("killed");
		});
		assertThatIllegalStateException().isThrownBy(this::takeBack).withMessage("killed");
		awaitElsewhere(2);
		assertThat(this.here.epoch()).isZero();
	}

	@Test
	void streamsHereLookAgainWithTheCommitAndNotBefore() {
		this.transactions.executeWithoutResult((_) -> {
			this.here.announce();
			assertThat(this.here.epoch()).isZero();
		});
		assertThat(this.here.epoch()).isOne();
	}

	@Test
	void whatIsNotCommittedIsNotAnnounced() {
		long before = number();
		this.transactions.executeWithoutResult((transaction) -> {
			this.here.announce();
			transaction.setRollbackOnly();
		});
		assertThatIllegalStateException().isThrownBy(this.here::announce);
		assertThat(this.here.epoch()).isZero();
		assertThat(number()).isEqualTo(before);
	}

	private void takeBack() {
		this.transactions.executeWithoutResult((_) -> this.here.announce());
	}

	private long number() {
		return this.sql.sql("select number from gateway.revocation_epoch").query(Long.class).single();
	}

	private void awaitElsewhere(long epoch) {
		await().atMost(Duration.ofMinutes(2)).until(() -> this.elsewhere.epoch() >= epoch);
	}

}
