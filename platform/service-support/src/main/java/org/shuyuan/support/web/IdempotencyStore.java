package org.shuyuan.support.web;

import java.net.URI;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Instant;
import java.util.Arrays;
import java.util.Optional;

import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.IllegalTransactionStateException;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/**
 * The answers that creates were given, by key and caller, in a service's own schema. One
 * is written only within the transaction of its create.
 */
@Repository
final class IdempotencyStore {

	/** So many are deleted in one statement. */
	private static final int PART = 1000;

	private final String table;

	private final JdbcClient sql;

	private final JsonMapper json;

	private final Clock clock;

	IdempotencyStore(String schema, JdbcClient sql, JsonMapper json, Clock clock) {
		this.table = schema + ".idempotency";
		this.sql = sql;
		this.json = json;
		this.clock = clock;
	}

	/**
	 * Takes a key for a create; another with it waits for the end of the transaction.
	 * @return false if it was taken before
	 * @throws IllegalTransactionStateException without a transaction
	 */
	boolean claim(String caller, String key, byte[] digest) {
		requireTransaction();
		return this.sql.sql("""
				insert into %s (caller, key, request, at) values (:caller, :key, :request, :at)
				on conflict do nothing
				""".formatted(this.table))
			.param("caller", caller)
			.param("key", key)
			.param("request", digest)
			.param("at", Timestamp.from(this.clock.instant()))
			.update() == 1;
	}

	/**
	 * Stores the answer of the create that has claimed the key.
	 * @throws IllegalTransactionStateException without a transaction
	 */
	void keep(String caller, String key, ResponseEntity<?> answer) {
		requireTransaction();
		URI location = answer.getHeaders().getLocation();
		this.sql.sql("""
				update %s set status = :status, location = :location, etag = :etag, body = :body
				where caller = :caller and key = :key
				""".formatted(this.table))
			.param("status", answer.getStatusCode().value())
			.param("location", (location != null) ? location.toString() : null)
			.param("etag", answer.getHeaders().getETag())
			.param("body", this.json.writeValueAsString(answer.getBody()))
			.param("caller", caller)
			.param("key", key)
			.update();
	}

	private static void requireTransaction() {
		if (!TransactionSynchronizationManager.isActualTransactionActive()) {
			throw new IllegalTransactionStateException("A create and its idempotency key need one transaction");
		}
	}

	/** The stored answer; empty if the key was used with another request. */
	Optional<ResponseEntity<JsonNode>> find(String caller, String key, byte[] digest) {
		Kept kept = this.sql.sql("""
				select request, status, location, etag, body from %s
				where caller = :caller and key = :key
				""".formatted(this.table)).param("caller", caller).param("key", key).query(Kept.class).single();
		if (!Arrays.equals(kept.request, digest)) {
			return Optional.empty();
		}
		ResponseEntity.BodyBuilder answer = ResponseEntity.status(kept.status).contentType(MediaType.APPLICATION_JSON);
		Optional.ofNullable(kept.location).map(URI::create).ifPresent(answer::location);
		Optional.ofNullable(kept.etag).ifPresent(answer::eTag);
		return Optional.of(answer.body(this.json.readTree(kept.body)));
	}

	/**
	 * Deletes what was stored before a time.
	 * @return how many keys that were
	 */
	int forget(Instant before) {
		int forgotten = 0;
		int part = PART;
		while (part == PART) {
			part = this.sql.sql("""
					delete from %1$s where ctid = any (array(select ctid from %1$s where at < :before limit :part))
					""".formatted(this.table)).param("before", Timestamp.from(before)).param("part", PART).update();
			forgotten += part;
		}
		return forgotten;
	}

	private record Kept(byte[] request, int status, @Nullable String location, @Nullable String etag, String body) {
	}

}
