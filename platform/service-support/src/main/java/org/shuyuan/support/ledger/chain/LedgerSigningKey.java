package org.shuyuan.support.ledger.chain;

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
import java.security.Signature;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.Base64;
import java.util.List;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Signs checkpoints with Ed25519 (RFC 8032). The key is in a file outside the data
 * folder, created at the first start and readable by its owner only; its public half is
 * written where people find it, to be kept elsewhere.
 */
public final class LedgerSigningKey {

	private static final Logger LOG = LoggerFactory.getLogger(LedgerSigningKey.class);

	private final PrivateKey key;

	private final byte[] publicKey;

	private final List<byte[]> former;

	private LedgerSigningKey(PrivateKey key, byte[] publicKey, List<byte[]> former) {
		this.key = key;
		this.publicKey = publicKey.clone();
		this.former = List.copyOf(former);
	}

	/**
	 * Reads the key, or makes it.
	 * @param file where it is stored
	 * @param published where its public half is written, as PEM
	 */
	public static LedgerSigningKey open(Path file, Path published) throws IOException, GeneralSecurityException {
		boolean made = Files.notExists(file);
		if (made) {
			create(file);
		}
		List<String> lines = Files.readAllLines(file);
		LedgerSigningKey key = new LedgerSigningKey(
				KeyFactory.getInstance("Ed25519")
					.generatePrivate(new PKCS8EncodedKeySpec(Base64.getDecoder().decode(lines.get(0)))),
				Base64.getDecoder().decode(lines.get(1)),
				lines.stream().skip(2).filter((line) -> !line.isBlank()).map(Base64.getDecoder()::decode).toList());
		key.publish(published);
		if (made) {
			LOG.info("The audit is signed with the key {}; keep a copy of {} outside the platform", key.fingerprint(),
					published);
		}
		return key;
	}

	private static void create(Path file) throws IOException, GeneralSecurityException {
		KeyPair made = KeyPairGenerator.getInstance("Ed25519").generateKeyPair();
		Path folder = file.toAbsolutePath().getParent();
		Files.createDirectories(folder);
		Path temporary = Files.createTempFile(folder, "key", null,
				PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
		Files.write(temporary,
				List.of(Base64.getEncoder().encodeToString(made.getPrivate().getEncoded()),
						Base64.getEncoder().encodeToString(made.getPublic().getEncoded())),
				StandardOpenOption.SYNC, StandardOpenOption.WRITE);
		Files.move(temporary, file);
	}

	private void publish(Path published) {
		try {
			if (Files.notExists(published) || !Files.readString(published).equals(pem())) {
				Files.createDirectories(published.toAbsolutePath().getParent());
				Files.writeString(published, pem());
			}
		}
		catch (IOException ex) {
			LOG.warn("The audit's public key {} cannot be written to {}: {}", fingerprint(), published,
					ex.getMessage());
		}
	}

	/** The public key as PEM, after a line with its fingerprint. */
	public String pem() {
		return PublicKeys.pem(this.publicKey);
	}

	/** The fingerprint of the public key. */
	public String fingerprint() {
		return PublicKeys.fingerprint(this.publicKey);
	}

	/** The public key, X.509 encoded. */
	public byte[] publicKey() {
		return this.publicKey.clone();
	}

	/** Public keys that signed before a key was lost, from further lines of the file. */
	List<byte[]> former() {
		return this.former;
	}

	public byte[] sign(byte[] what) {
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
