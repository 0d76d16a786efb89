package org.shuyuan.support.web;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Clock;
import java.time.Instant;
import java.util.Objects;
import java.util.function.Supplier;
import java.util.regex.Pattern;

import jakarta.servlet.http.HttpServletRequest;
import org.shuyuan.support.caller.Caller;
import org.shuyuan.support.problem.CommonProblemType;
import org.shuyuan.support.problem.Problem;
import org.shuyuan.vocab.Text;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import org.springframework.http.ResponseEntity;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionOperations;
import org.springframework.web.util.WebUtils;

/**
 * Idempotency keys of creates: the first response is stored in the transaction that made
 * it, and replayed for the same key, caller and body until it expires. A refused call
 * stores nothing.
 */
public abstract class IdempotencyKeys {

	private static final Pattern KEY = Pattern.compile("[\\x20-\\x7e]{1,128}");

	private final IdempotencyStore store;

	private final TransactionOperations transactions;

	/**
	 * Keys of a service.
	 * @param schema the service's schema, where its table {@code idempotency} is
	 */
	protected IdempotencyKeys(String schema, JdbcClient sql, TransactionOperations transactions, JsonMapper json,
			Clock clock) {
		this.store = new IdempotencyStore(schema, sql, json, clock);
		this.transactions = transactions;
	}

	/**
	 * Replays the answer of the first call with this key, or runs a create and stores its
	 * answer: all in one transaction, so that neither is there without the other. A
	 * create without a key is simply carried out, in one transaction too.
	 * @throws Problem 422 {@code idempotency-key-reused} where the body differs
	 */
	public <T> ResponseEntity<T> onceInTransaction(HttpServletRequest request, Caller caller,
			Supplier<ResponseEntity<T>> create) {
		return Objects.requireNonNull(this.transactions.execute((_) -> once(request, caller, create)));
	}

	private <T> ResponseEntity<T> once(HttpServletRequest request, Caller caller, Supplier<ResponseEntity<T>> create) {
		String key = request.getHeader("Idempotency-Key");
		if (key == null) {
			return create.get();
		}
		check(key);
		byte[] digest = digest(request);
		if (!this.store.claim(caller.subject(), key, digest)) {
			return written(this.store.find(caller.subject(), key, digest).orElseThrow(IdempotencyKeys::reused));
		}
		ResponseEntity<T> answer = create.get();
		this.store.keep(caller.subject(), key, answer);
		return answer;
	}

	/** As it was written: what is written is the same for any source type. */
	@SuppressWarnings("unchecked")
	private static <T> ResponseEntity<T> written(ResponseEntity<JsonNode> answer) {
		return (ResponseEntity<T>) (ResponseEntity<?>) answer;
	}

	/**
	 * Deletes what was stored before a time.
	 * @return how many keys that were
	 */
	public int forget(Instant before) {
		return this.store.forget(before);
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
				Text.of("该键已用于另一个内容不同的请求", "This key was used with another request"));
	}

}
