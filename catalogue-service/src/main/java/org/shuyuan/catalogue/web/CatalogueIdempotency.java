package org.shuyuan.catalogue.web;

import java.time.Clock;

import org.shuyuan.support.web.IdempotencyKeys;
import tools.jackson.databind.json.JsonMapper;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * Idempotency keys of the catalogue's creates.
 */
@Component
public class CatalogueIdempotency extends IdempotencyKeys {

	CatalogueIdempotency(JdbcClient sql, JsonMapper json, Clock clock) {
		super("catalogue", sql, json, clock);
	}

}
