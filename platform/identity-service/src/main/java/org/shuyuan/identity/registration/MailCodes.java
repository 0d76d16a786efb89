package org.shuyuan.identity.registration;

import java.security.SecureRandom;
import java.sql.Timestamp;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;

import org.shuyuan.identity.accounts.Account;
import org.shuyuan.identity.accounts.EmailAddress;
import org.shuyuan.identity.accounts.Secrets;

import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Codes of six digits that were mailed, of which hashes are kept. One holds for ten
 * minutes, for five tries and once; a new one ends the one before.
 */
public class MailCodes {

	static final Duration TERM = Duration.ofMinutes(10);

	private static final int TRIES = 5;

	private static final SecureRandom RANDOM = new SecureRandom();

	private final JdbcClient sql;

	private final InstantSource clock;

	public MailCodes(JdbcClient sql, InstantSource clock) {
		this.sql = sql;
		this.clock = clock;
	}

	/** A new code for the address. */
	String issue(MailPurpose purpose, EmailAddress email) {
		String code = "%06d".formatted(RANDOM.nextInt(1_000_000));
		this.sql.sql("delete from identity.mail_code where expires < :now").param("now", now()).update();
		this.sql
			.sql("""
					insert into identity.mail_code (purpose, email, hash, expires) values (:purpose, :email, :hash, :expires)
					on conflict (purpose, email) do update set hash = excluded.hash, tries = 0, expires = excluded.expires""")
			.param("purpose", purpose.code())
			.param("email", email.value())
			.param("hash", Secrets.hash(Account.Kind.PERSON, code))
			.param("expires", Timestamp.from(this.clock.instant().plus(TERM)))
			.update();
		return code;
	}

	/** Whether it is the address's code, which then holds no more. */
	boolean redeem(MailPurpose purpose, EmailAddress email, String code) {
		return tried(purpose, email).filter((hash) -> Secrets.encoder().matches(code.strip(), hash))
			.filter((hash) -> used(purpose, email, hash))
			.isPresent();
	}

	/**
	 * Counts the attempt before it is checked, so that concurrent ones are not extra
	 * attempts.
	 */
	private Optional<String> tried(MailPurpose purpose, EmailAddress email) {
		return this.sql.sql("""
				update identity.mail_code set tries = tries + 1
				where purpose = :purpose and email = :email and expires > :now and tries < :most returning hash""")
			.param("purpose", purpose.code())
			.param("email", email.value())
			.param("now", now())
			.param("most", TRIES)
			.query(String.class)
			.optional();
	}

	private boolean used(MailPurpose purpose, EmailAddress email, String hash) {
		return this.sql
			.sql("delete from identity.mail_code where purpose = :purpose and email = :email and hash = :hash")
			.param("purpose", purpose.code())
			.param("email", email.value())
			.param("hash", hash)
			.update() == 1;
	}

	private Timestamp now() {
		return Timestamp.from(this.clock.instant());
	}

}
