package org.shuyuan.identity.accounts;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.function.Supplier;

import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;

import org.jspecify.annotations.Nullable;
import org.shuyuan.support.problem.Problem;
import org.shuyuan.support.web.IdempotencyKeys;
import tools.jackson.databind.json.JsonMapper;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Transactional;

/**
 * Idempotency keys of creates. The first answer, which carries a secret, is kept for a
 * day, sealed with the key itself; of the key only a hash is kept, so that reading the
 * database does not reveal the secret. A refused call stores nothing.
 */
@Repository
class SealedIdempotency {

	private static final int NONCE = 12;

	private static final SecureRandom RANDOM = new SecureRandom();

	private final JdbcClient sql;

	private final JsonMapper json;

	SealedIdempotency(JdbcClient sql, JsonMapper json) {
		this.sql = sql;
		this.json = json;
	}

	/**
	 * Answers as the first call with this key did, or carries out the work. Work without
	 * a key is simply carried out, in one transaction either way.
	 * @param key as the caller sent it
	 * @param caller subject of who asks
	 * @param asked what is asked for, compared as JSON
	 * @throws Problem 422 {@code idempotency-key-reused} where something else is asked
	 * for, 400 {@code idempotency-key-invalid} where the key has another form
	 */
	@Transactional
	public <T> T once(@Nullable String key, String caller, Object asked, Class<T> type, Supplier<T> work) {
		if (key == null) {
			return work.get();
		}
		IdempotencyKeys.check(key);
		String request = asked.getClass().getSimpleName() + this.json.writeValueAsString(asked);
		byte[] digest = digest("request", request);
		String name = HexFormat.of().formatHex(digest("name", key));
		if (!claimed(caller, name, digest)) {
			return kept(caller, name, digest, key, type);
		}
		T answer = work.get();
		this.sql.sql("update identity.idempotency set answer = :answer where caller = :caller and key = :key")
			.param("answer", seal(caller, key, this.json.writeValueAsBytes(answer)))
			.param("caller", caller)
			.param("key", name)
			.update();
		return answer;
	}

	private boolean claimed(String caller, String name, byte[] digest) {
		this.sql.sql("delete from identity.idempotency where at < now() - interval '1 day'").update();
		return this.sql.sql("""
				insert into identity.idempotency (caller, key, request) values (:caller, :key, :request)
				on conflict do nothing""")
			.param("caller", caller)
			.param("key", name)
			.param("request", digest)
			.update() == 1;
	}

	private <T> T kept(String caller, String name, byte[] digest, String key, Class<T> type) {
		Kept kept = this.sql
			.sql("select request, answer from identity.idempotency where caller = :caller and key = :key")
			.param("caller", caller)
			.param("key", name)
			.query(Kept.class)
			.single();
		if (!Arrays.equals(kept.request, digest)) {
			throw IdempotencyKeys.reused();
		}
		return this.json.readValue(open(caller, key, kept.answer), type);
	}

	private static byte[] seal(String caller, String key, byte[] answer) {
		byte[] nonce = new byte[NONCE];
		RANDOM.nextBytes(nonce);
		byte[] sealed = crypt(Cipher.ENCRYPT_MODE, caller, key, nonce, answer);
		return ByteBuffer.allocate(NONCE + sealed.length).put(nonce).put(sealed).array();
	}

	private static byte[] open(String caller, String key, byte[] kept) {
		return crypt(Cipher.DECRYPT_MODE, caller, key, Arrays.copyOf(kept, NONCE),
				Arrays.copyOfRange(kept, NONCE, kept.length));
	}

	private static byte[] crypt(int mode, String caller, String key, byte[] nonce, byte[] bytes) {
		try {
			Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
			cipher.init(mode, new SecretKeySpec(digest("seal of " + caller, key), "AES"),
					new GCMParameterSpec(128, nonce));
			return cipher.doFinal(bytes);
		}
		catch (GeneralSecurityException ex) {
			throw new IllegalStateException("An answer cannot be sealed or opened", ex);
		}
	}

	private static byte[] digest(String use, String text) {
		try {
			return MessageDigest.getInstance("SHA-256").digest((use + "\n" + text).getBytes(StandardCharsets.UTF_8));
		}
		catch (GeneralSecurityException ex) {
			throw new IllegalStateException(ex);
		}
	}

	private record Kept(byte[] request, byte[] answer) {
	}

}
