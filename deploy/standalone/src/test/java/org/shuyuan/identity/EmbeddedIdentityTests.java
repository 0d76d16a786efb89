package org.shuyuan.identity;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.text.ParseException;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.Map;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.shuyuan.standalone.RunningPlatform;

class EmbeddedIdentityTests extends IdentityContract {

	private static RunningPlatform platform;

	@BeforeAll
	static void start(@TempDir Path data) {
		platform = RunningPlatform.start(data, Map.of());
	}

	@AfterAll
	static void stop() {
		platform.close();
	}

	@Override
	RunningPlatform platform() {
		return platform;
	}

	@Override
	String endpoints() {
		return platform.base() + "/oauth2";
	}

	@Override
	String introspection() {
		return "/introspect";
	}

	@Override
	String tokenForOthers() {
		return signed("elsewhere", Instant.now().plusSeconds(600));
	}

	@Override
	String expiredToken() {
		return signed("shuyuan", Instant.now().minusSeconds(3600));
	}

	/** The authority's claims, signed with the platform's own key. */
	private String signed(String audience, Instant end) {
		try {
			RSAKey key = RSAKey.parse(Files.readString(platform.data().resolve("identity/jwk.json")));
			JWTClaimsSet claims = new JWTClaimsSet.Builder(
					JWTClaimsSet.parse(claims(personToken("authority.officer")).toString()))
				.audience(List.of(audience))
				.expirationTime(Date.from(end))
				.build();
			SignedJWT token = new SignedJWT(new JWSHeader.Builder(JWSAlgorithm.RS256).keyID(key.getKeyID()).build(),
					claims);
			token.sign(new RSASSASigner(key));
			return token.serialize();
		}
		catch (IOException | ParseException | JOSEException ex) {
			throw new IllegalStateException(ex);
		}
	}

}
