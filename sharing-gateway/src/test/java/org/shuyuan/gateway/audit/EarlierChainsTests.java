package org.shuyuan.gateway.audit;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.sql.Timestamp;
import java.time.Instant;

import org.junit.jupiter.api.Test;
import org.shuyuan.gateway.GatewayTest;
import org.shuyuan.support.ledger.Ledgers;
import org.shuyuan.support.ledger.ProcessLedger;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;

import static org.assertj.core.api.Assertions.assertThat;

/** A ledger that had a chain for each start of the platform before it had one for all. */
@GatewayTest
class EarlierChainsTests {

	private static final byte[] SALT = new byte[16];

	@Autowired
	private Ledgers ledgers;

	@Autowired
	private JdbcClient sql;

	@Autowired
	private JdbcTemplate statements;

	@Test
	void theLogGoesOnFromThemAndFindsOneThatIsLost() throws Exception {
		this.statements.execute("create schema earlier");
		for (String table : new String[] { "audit", "audit_head", "ledger_head", "ledger_checkpoint", "process_record",
				"step_table" }) {
			this.statements.execute("create table earlier.%s (like gateway.%1$s including all)".formatted(table));
		}
		this.statements.execute(
				"insert into earlier.ledger_head (position, hash, erased) values (0, decode(repeat('00', 32), 'hex'), 0)");
		chain("aaaa", 3);
		chain("bbbb", 2);
		ProcessLedger ledger = this.ledgers.in("earlier");
		ledger.start();
		try {
			ledger.check();
			assertThat(ledger.broken()).isEmpty();
			assertThat(
					this.sql.sql("select payload from earlier.audit where writer = 'log'").query(String.class).single())
				.contains("\"action\":\"ledger.continued\"", "\"writer\":\"aaaa\"", "\"position\":3",
						"\"writer\":\"bbbb\"");
			this.statements.update("update earlier.audit set writer = 'cccc' where writer = 'bbbb'");
			ledger.check();
			assertThat(ledger.broken()).hasValueSatisfying((what) -> assertThat(what).contains("the chains of before"));
			this.statements.update("delete from earlier.audit where writer = 'cccc' or position = 3");
			ledger.check();
			assertThat(ledger.broken()).isPresent();
		}
		finally {
			ledger.stop();
			this.statements.execute("drop schema earlier cascade");
		}
	}

	private void chain(String writer, int records) throws Exception {
		byte[] previous = new byte[32];
		for (long position = 1; position <= records; position++) {
			String id = writer + position;
			Instant at = Instant.parse("2026-01-01T00:00:00Z");
			String payload = "{\"id\":\"%s\",\"at\":\"%s\",\"subject\":\"s\",\"outcome\":\"permit\"}".formatted(id, at);
			byte[] commitment = sha256(SALT, payload.getBytes(StandardCharsets.UTF_8));
			byte[] hash = sha256(previous, ByteBuffer.allocate(Long.BYTES).putLong(position).array(), commitment);
			this.sql.sql("""
					insert into earlier.audit (writer, position, id, at, previous, commitment, hash, subject, outcome,
						payload, salt)
					values (:writer, :position, :id, :at, :previous, :commitment, :hash, 's', 'permit', :payload, :salt)
					""")
				.param("writer", writer)
				.param("position", position)
				.param("id", id)
				.param("at", Timestamp.from(at))
				.param("previous", previous)
				.param("commitment", commitment)
				.param("hash", hash)
				.param("payload", payload)
				.param("salt", SALT)
				.update();
			previous = hash;
		}
	}

	private static byte[] sha256(byte[]... parts) throws Exception {
		MessageDigest digest = MessageDigest.getInstance("SHA-256");
		for (byte[] part : parts) {
			digest.update(part);
		}
		return digest.digest();
	}

}
