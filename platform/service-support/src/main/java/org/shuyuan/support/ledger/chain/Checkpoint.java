package org.shuyuan.support.ledger.chain;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A signed statement of a ledger's size and head, as a text to be kept elsewhere: a
 * <a href="https://c2sp.org/signed-note">signed note</a> in the form of a
 * <a href="https://c2sp.org/tlog-checkpoint">checkpoint</a>, whose hash is that of the
 * chain's last record.
 *
 * @param origin whose ledger, as {@code data.example.cn/audit/gateway}
 * @param number of the checkpoint, from 1: none can be left out
 * @param size records in it
 * @param hash of the last one
 * @param erased records whose payload was erased, as records in it say
 * @param at when it was signed
 * @param keyId which key signed, as identified by four bytes
 * @param signature over the lines above
 */
public record Checkpoint(String origin, long number, long size, byte[] hash, long erased, Instant at, byte[] keyId,
		byte[] signature) {

	private static final int KEY_ID = 4;

	private static final byte ED25519 = 1;

	private static final Pattern FORM = Pattern.compile(
			"([^\\s+]{1,300})\n(0|[1-9]\\d{0,17})\n([A-Za-z0-9+/]{43}=)\nerased (0|[1-9]\\d{0,17})\ncheckpoint ([1-9]\\d{0,17})\n"
					+ "time (\\d{4}-[0-9T:.-]{1,40}Z)\n\n— ([^\\s+]{1,300}) ([A-Za-z0-9+/]{91}=)\n");

	public static Checkpoint sign(String origin, long number, long size, byte[] hash, long erased, Instant at,
			LedgerSigningKey key) {
		byte[] signature = key.sign(body(origin, number, size, hash, erased, at).getBytes(StandardCharsets.UTF_8));
		return new Checkpoint(origin, number, size, hash, erased, at, keyId(origin, key.publicKey()), signature);
	}

	/**
	 * Reads a checkpoint.
	 * @throws IllegalArgumentException if the text is not exactly one
	 */
	static Checkpoint parse(String text) {
		Matcher part = FORM.matcher(text);
		if (!part.matches() || !part.group(1).equals(part.group(7))) {
			throw new IllegalArgumentException("No checkpoint");
		}
		byte[] signed = Base64.getDecoder().decode(part.group(8));
		Checkpoint read = new Checkpoint(part.group(1), Long.parseLong(part.group(5)), Long.parseLong(part.group(2)),
				Base64.getDecoder().decode(part.group(3)), Long.parseLong(part.group(4)), Instant.parse(part.group(6)),
				Arrays.copyOf(signed, KEY_ID), Arrays.copyOfRange(signed, KEY_ID, signed.length));
		if (!read.text().equals(text)) {
			throw new IllegalArgumentException("No checkpoint as it is written");
		}
		return read;
	}

	private static String body(String origin, long number, long size, byte[] hash, long erased, Instant at) {
		return "%s\n%d\n%s\nerased %d\ncheckpoint %d\ntime %s\n".formatted(origin, size,
				Base64.getEncoder().encodeToString(hash), erased, number, at);
	}

	/** The first four bytes of SHA-256 over name, kind of signature and key. */
	private static byte[] keyId(String name, byte[] key) {
		var digest = HashChain.sha256();
		digest.update((name + "\n").getBytes(StandardCharsets.UTF_8));
		digest.update(ED25519);
		digest.update(key, key.length - HashChain.HASH, HashChain.HASH);
		return Arrays.copyOf(digest.digest(), KEY_ID);
	}

	/** The whole text, signature included. */
	public String text() {
		byte[] signed = Arrays.copyOf(this.keyId, KEY_ID + this.signature.length);
		System.arraycopy(this.signature, 0, signed, KEY_ID, this.signature.length);
		return body(this.origin, this.number, this.size, this.hash, this.erased, this.at) + "\n— " + this.origin + " "
				+ Base64.getEncoder().encodeToString(signed) + "\n";
	}

	/** The hash of the last record, hexadecimal. */
	public String hexHash() {
		return HexFormat.of().formatHex(this.hash);
	}

	boolean signedBy(byte[] key) {
		return Arrays.equals(this.keyId, keyId(this.origin, key))
				&& PublicKeys.verifies(key, body(this.origin, this.number, this.size, this.hash, this.erased, this.at)
					.getBytes(StandardCharsets.UTF_8), this.signature);
	}

}
