package org.shuyuan.identity.authorizationserver;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.text.ParseException;
import java.util.UUID;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.KeyUse;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import org.shuyuan.identity.accounts.PrivateFile;

/**
 * The key that signs tokens (RS256), made at the first start and kept in a file that only
 * its owner may read, so that tokens outlive a restart.
 */
public final class TokenSigningKey {

	private TokenSigningKey() {
	}

	public static JWKSet keptIn(Path folder) {
		Path file = folder.resolve("jwk.json");
		try {
			if (!Files.exists(file)) {
				make(file);
			}
			return new JWKSet(RSAKey.parse(Files.readString(file)));
		}
		catch (IOException | JOSEException | ParseException ex) {
			throw new IllegalStateException("The key that signs tokens cannot be read or made: " + file, ex);
		}
	}

	private static void make(Path file) throws IOException, JOSEException {
		RSAKey key = new RSAKeyGenerator(2048).keyUse(KeyUse.SIGNATURE)
			.algorithm(JWSAlgorithm.RS256)
			.keyID(UUID.randomUUID().toString())
			.generate();
		PrivateFile.write(file, key.toJSONString());
	}

}
