package org.shuyuan.gateway.web;

import java.time.Clock;

import org.shuyuan.support.web.IdempotencyKeys;
import tools.jackson.databind.json.JsonMapper;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * Idempotency keys of the gateway's creates.
 */
@Component
public class GatewayIdempotency extends IdempotencyKeys {

	GatewayIdempotency(JdbcClient sql, JsonMapper json, Clock clock) {
		super("gateway", sql, json, clock);
	}

}
