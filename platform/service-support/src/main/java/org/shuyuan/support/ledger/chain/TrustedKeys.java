package org.shuyuan.support.ledger.chain;

import java.util.HexFormat;
import java.util.LinkedHashSet;
import java.util.Set;

/**
 * The keys by which a ledger is believed, as they were saved beforehand. Without any, it
 * is verified by its own keys, which proves nothing.
 */
public final class TrustedKeys {

	private final Set<String> fingerprints = new LinkedHashSet<>();

	public static TrustedKeys of(LedgerSigningKey key) {
		TrustedKeys trusted = new TrustedKeys();
		trusted.fingerprints.add(key.fingerprint());
		key.former().forEach((former) -> trusted.fingerprints.add(PublicKeys.fingerprint(former)));
		return trusted;
	}

	/**
	 * Trusts a key.
	 * @param text its fingerprint, its encoding in hexadecimal, or a text with its PEM
	 * @return whether it is one
	 */
	public boolean add(String text) {
		String key = text.strip();
		if (key.matches("SHA256:[A-Za-z0-9+/]{43}")) {
			return this.fingerprints.add(key);
		}
		if (key.matches("([0-9a-fA-F]{2}){32,}")) {
			return this.fingerprints.add(PublicKeys.fingerprint(HexFormat.of().parseHex(key)));
		}
		return PublicKeys.find(key).map(PublicKeys::fingerprint).filter(this.fingerprints::add).isPresent();
	}

	public boolean isEmpty() {
		return this.fingerprints.isEmpty();
	}

	boolean contains(byte[] key) {
		return isEmpty() || this.fingerprints.contains(PublicKeys.fingerprint(key));
	}

}
