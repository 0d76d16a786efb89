package org.shuyuan.support.web;

import java.net.URI;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Instant;
import java.util.Arrays;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.regex.Pattern;

import jakarta.servlet.http.HttpServletRequest;
import org.jspecify.annotations.Nullable;
import org.shuyuan.support.caller.Caller;
import org.shuyuan.support.problem.CommonProblemType;
import org.shuyuan.support.problem.Problem;
import org.shuyuan.vocab.Text;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.web.util.WebUtils;

/**
 * Idempotency keys of creates: the first answer is kept in the transaction that made it,
 * and given again for the same key, caller and body, until its term is over. A refused
 * call keeps nothing.
 */
public abstract class IdempotencyKeys {

	private static final Pattern KEY = Pattern.compile("[\\x20-\\x7e]{1,128}");

	/** So many are forgotten in one statement. */
	private static final int PART = 1000;

	private final String table;

	private final JdbcClient sql;

	private final JsonMapper json;

	private final Clock clock;

	/**
	 * Keys of a service.
	 * @param schema the service's schema, where its table {@code idempotency} is
	 */
	protected IdempotencyKeys(String schema, JdbcClient sql, JsonMapper json, Clock clock) {
		this.table = schema + ".idempotency";
		this.sql = sql;
		this.json = json;
		this.clock = clock;
	}

	/**
	 * Answers as the first call with this key did, or carries out the work. Work without
	 * a key is simply carried out, in one transaction either way.
	 * @throws Problem 422 {@code idempotency-key-reused} where the body differs
	 */
	@Transactional
	public <T> ResponseEntity<T> once(HttpServletRequest request, Caller caller, Supplier<ResponseEntity<T>> work) {
		String key = request.getHeader("Idempotency-Key");
		if (key == null) {
			return work.get();
		}
		check(key);
		byte[] digest = digest(request);
		if (!claimed(caller, key, digest)) {
			return written(kept(caller, key, digest));
		}
		ResponseEntity<T> answer = work.get();
		keep(caller, key, answer);
		return answer;
	}

	/** As it was written: what is written is the same, whatever type it was made from. */
	@SuppressWarnings("unchecked")
	private static <T> ResponseEntity<T> written(ResponseEntity<JsonNode> answer) {
		return (ResponseEntity<T>) (ResponseEntity<?>) answer;
	}

	private boolean claimed(Caller caller, String key, byte[] digest) {
		return this.sql.sql("""
				insert into %s (caller, key, request, at) values (:caller, :key, :request, :at)
				on conflict do nothing
				""".formatted(this.table))
			.param("caller", caller.subject())
			.param("key", key)
			.param("request", digest)
			.param("at", Timestamp.from(this.clock.instant()))
			.update() == 1;
	}

	private void keep(Caller caller, String key, ResponseEntity<?> answer) {
		URI location = answer.getHeaders().getLocation();
		this.sql.sql("""
				update %s set status = :status, location = :location, etag = :etag, body = :body
				where caller = :caller and key = :key
				""".formatted(this.table))
			.param("status", answer.getStatusCode().value())
			.param("location", (location != null) ? location.toString() : null)
			.param("etag", answer.getHeaders().getETag())
			.param("body", this.json.writeValueAsString(answer.getBody()))
			.param("caller", caller.subject())
			.param("key", key)
			.update();
	}

	private ResponseEntity<JsonNode> kept(Caller caller, String key, byte[] digest) {
		Kept kept = this.sql.sql("""
				select request, status, location, etag, body from %s
				where caller = :caller and key = :key
				""".formatted(this.table))
			.param("caller", caller.subject())
			.param("key", key)
			.query(Kept.class)
			.single();
		if (!Arrays.equals(kept.request, digest)) {
			throw reused();
		}
		ResponseEntity.BodyBuilder answer = ResponseEntity.status(kept.status).contentType(MediaType.APPLICATION_JSON);
		Optional.ofNullable(kept.location).map(URI::create).ifPresent(answer::location);
		Optional.ofNullable(kept.etag).ifPresent(answer::eTag);
		return answer.body(this.json.readTree(kept.body));
	}

	/**
	 * Forgets what was kept before a time.
	 * @return how many keys that were
	 */
	public int forget(Instant before) {
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

	private static byte[] digest(HttpServletRequest request) {
		BodyBufferFilter.KeptRequest body = WebUtils.getNativeRequest(request, BodyBufferFilter.KeptRequest.class);
		try {
			MessageDigest digest = MessageDigest.getInstance("SHA-256");
			digest.update((request.getMethod() + " " + request.getRequestURI() + "\n").getBytes());
			return digest.digest((body != null) ? body.body() : new byte[0]);
		}
		catch (NoSuchAlgorithmException ex) {
			throw new IllegalStateException(ex);
		}
	}

	/**
	 * Looks whether a key has the form of one.
	 * @throws Problem 400 {@code idempotency-key-invalid} where it has another
	 */
	public static void check(String key) {
		if (!KEY.matcher(key).matches()) {
			throw malformed();
		}
	}

	private static Problem malformed() {
		return new Problem(CommonProblemType.IDEMPOTENCY_KEY_INVALID,
				Text.of("Idempotency-Key 须为 1 至 128 个可打印字符", "An Idempotency-Key has 1 to 128 printable characters"));
	}

	/** 422 {@code idempotency-key-reused}. */
	public static Problem reused() {
		return new Problem(CommonProblemType.IDEMPOTENCY_KEY_REUSED,
				Text.of("该键已用于另一个内容不同的请求", "This key came before with another request"));
	}

	private record Kept(byte[] request, int status, @Nullable String location, @Nullable String etag, String body) {
	}

}
