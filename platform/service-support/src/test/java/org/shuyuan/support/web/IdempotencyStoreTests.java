package org.shuyuan.support.web;

import java.time.Clock;

import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;

import org.springframework.http.ResponseEntity;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.IllegalTransactionStateException;

import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.verifyNoInteractions;

class IdempotencyStoreTests {

	private final JdbcClient sql = mock(JdbcClient.class);

	private final IdempotencyStore store = new IdempotencyStore("gateway", this.sql, JsonMapper.shared(),
			Clock.systemUTC());

	@Test
	void writesNothingOutsideTheTransactionOfACreate() {
		assertThatExceptionOfType(IllegalTransactionStateException.class)
			.isThrownBy(() -> this.store.claim("caller", "key", new byte[0]));
		assertThatExceptionOfType(IllegalTransactionStateException.class)
			.isThrownBy(() -> this.store.keep("caller", "key", ResponseEntity.ok("answer")));
		verifyNoInteractions(this.sql);
	}

}
