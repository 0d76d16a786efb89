package org.shuyuan.support.ledger.chain;

import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PublicKey;
import java.security.Signature;
import java.security.spec.X509EncodedKeySpec;
import java.util.Base64;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Public keys of ledgers (Ed25519, RFC 8032) in their storage forms: PEM, and the
 * fingerprint that is read out or printed.
 */
final class PublicKeys {

	private static final Pattern PEM = Pattern
		.compile("-----BEGIN PUBLIC KEY-----([A-Za-z0-9+/=\\s]{1,200})-----END PUBLIC KEY-----");

	private PublicKeys() {
	}

	/** The fingerprint: SHA-256 of the X.509 encoding, in base64. */
	static String fingerprint(byte[] encoded) {
		return "SHA256:" + Base64.getEncoder().withoutPadding().encodeToString(HashChain.sha256().digest(encoded));
	}

	static String pem(byte[] encoded) {
		return "Fingerprint: " + fingerprint(encoded) + "\n-----BEGIN PUBLIC KEY-----\n"
				+ Base64.getEncoder().encodeToString(encoded) + "\n-----END PUBLIC KEY-----\n";
	}

	/** The key in a text, X.509 encoded. */
	static Optional<byte[]> find(String text) {
		Matcher found = PEM.matcher(text);
		return found.find() ? Optional.of(Base64.getMimeDecoder().decode(found.group(1))) : Optional.empty();
	}

	static boolean verifies(byte[] key, byte[] what, byte[] signature) {
		try {
			PublicKey known = KeyFactory.getInstance("Ed25519").generatePublic(new X509EncodedKeySpec(key));
			Signature verification = Signature.getInstance("Ed25519");
			verification.initVerify(known);
			verification.update(what);
			return verification.verify(signature);
		}
		catch (GeneralSecurityException _) {
			return false;
		}
	}

}
