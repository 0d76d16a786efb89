package org.shuyuan.identity.registration;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicReference;

import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.shuyuan.identity.accounts.EmailAddress;
import org.shuyuan.standalone.postgres.EmbeddedPostgres;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DriverManagerDataSource;

import static org.assertj.core.api.Assertions.assertThat;

class MailCodesTests {

	private static EmbeddedPostgres database;

	private static JdbcClient sql;

	private final AtomicReference<Instant> now = new AtomicReference<>(Instant.parse("2026-05-04T01:00:00Z"));

	private final MailCodes codes = new MailCodes(sql, this.now::get);

	private final EmailAddress email = new EmailAddress("person-" + System.nanoTime() + "@example.cn");

	@BeforeAll
	static void start(@TempDir Path folder) {
		database = EmbeddedPostgres.start(folder);
		DriverManagerDataSource source = new DriverManagerDataSource(database.url(), database.user(),
				database.password());
		Flyway.configure().dataSource(source).schemas("identity").locations("classpath:db/identity").load().migrate();
		sql = JdbcClient.create(source);
	}

	@AfterAll
	static void stop() {
		database.close();
	}

	@Test
	void holdOnceForTheirAddressAndPurpose() {
		String code = this.codes.issue(MailPurpose.REGISTER, this.email);
		assertThat(code).matches("\\d{6}");
		assertThat(redeem(MailPurpose.RESET, code)).isFalse();
		assertThat(this.codes.redeem(MailPurpose.REGISTER, new EmailAddress("other@example.cn"), code)).isFalse();
		assertThat(redeem(MailPurpose.REGISTER, " " + code + " ")).isTrue();
		assertThat(redeem(MailPurpose.REGISTER, code)).isFalse();
	}

	@Test
	void expireAfterTenMinutes() {
		String code = this.codes.issue(MailPurpose.RESET, this.email);
		this.now.updateAndGet((instant) -> instant.plus(Duration.ofMinutes(10)));
		assertThat(redeem(MailPurpose.RESET, code)).isFalse();
	}

	@Test
	void endAfterFiveWrongTries() {
		String code = this.codes.issue(MailPurpose.REGISTER, this.email);
		for (int tried = 0; tried < 5; tried++) {
			assertThat(redeem(MailPurpose.REGISTER, code.equals("000000") ? "000001" : "000000")).isFalse();
		}
		assertThat(redeem(MailPurpose.REGISTER, code)).isFalse();
	}

	@Test
	void endWhenAnotherIsMailed() {
		String first = this.codes.issue(MailPurpose.REGISTER, this.email);
		String second = this.codes.issue(MailPurpose.REGISTER, this.email);
		assertThat(redeem(MailPurpose.REGISTER, first)).isEqualTo(first.equals(second));
		assertThat(redeem(MailPurpose.REGISTER, second)).isEqualTo(!first.equals(second));
	}

	@Test
	void areWorthOneToManyAtOnce() throws Exception {
		String code = this.codes.issue(MailPurpose.REGISTER, this.email);
		List<Callable<Boolean>> tries = Collections.nCopies(4, () -> redeem(MailPurpose.REGISTER, code));
		int held = 0;
		try (ExecutorService all = Executors.newVirtualThreadPerTaskExecutor()) {
			for (Future<Boolean> one : all.invokeAll(tries)) {
				held += one.get() ? 1 : 0;
			}
		}
		assertThat(held).isEqualTo(1);
	}

	@Test
	void areNotKeptInClear() {
		String code = this.codes.issue(MailPurpose.REGISTER, this.email);
		assertThat(sql.sql("select hash from identity.mail_code where email = :email")
			.param("email", this.email.value())
			.query(String.class)
			.single()).startsWith("{bcrypt}").doesNotContain(code);
	}

	private boolean redeem(MailPurpose purpose, String code) {
		return this.codes.redeem(purpose, this.email, code);
	}

}
