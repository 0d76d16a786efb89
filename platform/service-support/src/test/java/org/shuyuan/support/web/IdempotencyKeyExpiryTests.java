package org.shuyuan.support.web;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;

import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionOperations;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.Mockito.mock;

class IdempotencyKeyExpiryTests {

	private static final Clock NOW = Clock.fixed(Instant.parse("2026-05-08T01:00:00Z"), ZoneOffset.UTC);

	private final List<Instant> forgotten = new ArrayList<>();

	@Test
	void endsForEveryServiceOfTheProcess() {
		new IdempotencyKeyExpiry(List.of(keys("catalogue"), keys("gateway")), NOW, Duration.ofDays(7)).end();
		assertThat(this.forgotten).containsExactly(Instant.parse("2026-05-01T01:00:00Z"),
				Instant.parse("2026-05-01T01:00:00Z"));
	}

	private IdempotencyKeys keys(String schema) {
		return new IdempotencyKeys(schema, mock(JdbcClient.class), TransactionOperations.withoutTransaction(),
				JsonMapper.shared(), NOW) {
			@Override
			public int forget(Instant before) {
				IdempotencyKeyExpiryTests.this.forgotten.add(before);
				return 0;
			}
		};
	}

}
