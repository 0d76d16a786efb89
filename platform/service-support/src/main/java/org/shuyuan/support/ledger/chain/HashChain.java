package org.shuyuan.support.ledger.chain;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/**
 * How records are chained: each hash covers the one before it, the position and a salted
 * commitment to the payload, so that a payload can be erased and the chain still holds.
 */
public final class HashChain {

	static final int HASH = 32;

	private HashChain() {
	}

	public static byte[] beginning() {
		return new byte[HASH];
	}

	public static byte[] commitment(byte[] salt, String payload) {
		MessageDigest digest = sha256();
		digest.update(salt);
		return digest.digest(payload.getBytes(StandardCharsets.UTF_8));
	}

	public static byte[] next(byte[] previous, long position, byte[] commitment) {
		MessageDigest digest = sha256();
		digest.update(previous);
		digest.update(ByteBuffer.allocate(Long.BYTES).putLong(position).array());
		return digest.digest(commitment);
	}

	/** What the head of a chain signed before there were checkpoints. */
	public static byte[] head(String writer, long position, byte[] hash, long epochMillis) {
		byte[] name = writer.getBytes(StandardCharsets.UTF_8);
		return ByteBuffer.allocate(name.length + hash.length + 2 * Long.BYTES)
			.put(name)
			.putLong(position)
			.put(hash)
			.putLong(epochMillis)
			.array();
	}

	static MessageDigest sha256() {
		try {
			return MessageDigest.getInstance("SHA-256");
		}
		catch (NoSuchAlgorithmException ex) {
			throw new IllegalStateException(ex);
		}
	}

}
