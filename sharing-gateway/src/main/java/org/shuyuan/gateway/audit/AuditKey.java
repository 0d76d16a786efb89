package org.shuyuan.gateway.audit;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.Signature;
import java.security.spec.PKCS8EncodedKeySpec;
import java.security.spec.X509EncodedKeySpec;
import java.util.Base64;
import java.util.List;

import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;

/**
 * Signs heads of the chain with Ed25519 (RFC 8032). The key lies in a file outside the
 * data folder, made at the first start and readable by its owner only.
 */
@Component
class AuditKey {

	private final PrivateKey key;

	private final PublicKey publicKey;

	AuditKey(@Value("${gateway.audit.key:${shuyuan.data}-keys/gateway-audit.key}") Path file)
			throws IOException, GeneralSecurityException {
		if (Files.notExists(file)) {
			create(file);
		}
		List<String> lines = Files.readAllLines(file);
		KeyFactory keys = KeyFactory.getInstance("Ed25519");
		this.key = keys.generatePrivate(new PKCS8EncodedKeySpec(Base64.getDecoder().decode(lines.get(0))));
		this.publicKey = keys.generatePublic(new X509EncodedKeySpec(Base64.getDecoder().decode(lines.get(1))));
	}

	private static void create(Path file) throws IOException, GeneralSecurityException {
		KeyPair made = KeyPairGenerator.getInstance("Ed25519").generateKeyPair();
		Files.createDirectories(file.toAbsolutePath().getParent());
		Path temporary = Files.createTempFile(file.toAbsolutePath().getParent(), "key", null,
				PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
		Files.write(temporary,
				List.of(Base64.getEncoder().encodeToString(made.getPrivate().getEncoded()),
						Base64.getEncoder().encodeToString(made.getPublic().getEncoded())),
				StandardOpenOption.SYNC, StandardOpenOption.WRITE);
		Files.move(temporary, file);
	}

	/** The public key, X.509 encoded. */
	byte[] publicKey() {
		return this.publicKey.getEncoded();
	}

	byte[] sign(byte[] what) {
		try {
			Signature signature = Signature.getInstance("Ed25519");
			signature.initSign(this.key);
			signature.update(what);
			return signature.sign();
		}
		catch (GeneralSecurityException ex) {
			throw new IllegalStateException("The audit's key cannot sign", ex);
		}
	}

}
