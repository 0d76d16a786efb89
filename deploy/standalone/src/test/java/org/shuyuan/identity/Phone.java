package org.shuyuan.identity;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.LongStream;

import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

import org.awaitility.Awaitility;

/**
 * A person's phone with an app for codes
 * (<a href="https://www.rfc-editor.org/rfc/rfc6238">RFC 6238</a>, six digits, a new code
 * every thirty seconds).
 */
final class Phone {

	private static final long STEP_MILLIS = 30_000;

	private final byte[] key;

	private long used;

	Phone(String key) {
		this.key = key.getBytes(StandardCharsets.US_ASCII);
	}

	private static long step() {
		return System.currentTimeMillis() / STEP_MILLIS;
	}

	/**
	 * A code that nobody has used. The server takes the one before and the one after as
	 * well, so that two can follow each other at once.
	 */
	String code() {
		Awaitility.await().atMost(Duration.ofMinutes(2)).until(() -> this.used <= step());
		this.used = Math.max(step(), this.used + 1);
		return code(this.used);
	}

	/** The code that was told last, once more. */
	String usedCode() {
		return code(this.used);
	}

	/** A code of the right form that does not hold now, nor soon. */
	String wrongCode() {
		List<String> right = LongStream.rangeClosed(step() - 2, step() + 10).mapToObj(this::code).toList();
		return IntStream.range(0, 100)
			.mapToObj("%06d"::formatted)
			.filter((code) -> !right.contains(code))
			.findFirst()
			.orElseThrow();
	}

	private String code(long step) {
		try {
			Mac mac = Mac.getInstance("HmacSHA1");
			mac.init(new SecretKeySpec(this.key, "HmacSHA1"));
			byte[] hash = mac.doFinal(ByteBuffer.allocate(Long.BYTES).putLong(step).array());
			int number = ByteBuffer.wrap(hash).getInt(hash[hash.length - 1] & 0xf) & Integer.MAX_VALUE;
			return "%06d".formatted(number % 1_000_000);
		}
		catch (GeneralSecurityException ex) {
			throw new IllegalStateException(ex);
		}
	}

}
