package org.shuyuan.catalogue.web;

import java.time.Clock;

import org.shuyuan.support.web.IdempotencyKeys;
import tools.jackson.databind.json.JsonMapper;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Idempotency keys of the catalogue's creates.
 */
@Repository
public class CatalogueIdempotency extends IdempotencyKeys {

	CatalogueIdempotency(JdbcClient sql, TransactionTemplate transactions, JsonMapper json, Clock clock) {
		super("catalogue", sql, transactions, json, clock);
	}

}
