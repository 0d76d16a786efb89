package org.shuyuan.gateway.web;

import java.time.Clock;

import org.shuyuan.support.web.IdempotencyKeys;
import tools.jackson.databind.json.JsonMapper;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Idempotency keys of the gateway's creates.
 */
@Repository
public class GatewayIdempotency extends IdempotencyKeys {

	GatewayIdempotency(JdbcClient sql, TransactionTemplate transactions, JsonMapper json, Clock clock) {
		super("gateway", sql, transactions, json, clock);
	}

}
