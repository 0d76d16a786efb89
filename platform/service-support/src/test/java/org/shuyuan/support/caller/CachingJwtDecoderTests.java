package org.shuyuan.support.caller;

import java.time.Instant;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;

import org.junit.jupiter.api.Test;

import org.springframework.security.oauth2.core.OAuth2Error;
import org.springframework.security.oauth2.core.OAuth2TokenValidatorResult;
import org.springframework.security.oauth2.jwt.BadJwtException;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.security.oauth2.jwt.JwtValidationException;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

class CachingJwtDecoderTests {

	private static final Instant BEGIN = Instant.parse("2026-05-01T00:00:00Z");

	private final AtomicReference<Instant> now = new AtomicReference<>(BEGIN);

	private final AtomicInteger signaturesChecked = new AtomicInteger();

	private final CachingJwtDecoder tokens = new CachingJwtDecoder((token) -> {
		this.signaturesChecked.incrementAndGet();
		if (token.startsWith("forged")) {
			throw new BadJwtException("forged");
		}
		return Jwt.withTokenValue(token)
			.header("alg", "RS256")
			.subject("someone")
			.expiresAt(BEGIN.plusSeconds(10))
			.build();
	}, (jwt) -> this.now.get().isBefore(jwt.getExpiresAt()) ? OAuth2TokenValidatorResult.success()
			: OAuth2TokenValidatorResult.failure(new OAuth2Error("invalid_token")), this.now::get);

	@Test
	void checksTheSignatureOnce() {
		Jwt first = this.tokens.decode("a");
		assertThat(this.tokens.decode("a")).isSameAs(first);
		this.tokens.decode("b");
		assertThat(this.signaturesChecked).hasValue(2);
	}

	@Test
	void refusesWhatExpiredWhileItWasRemembered() {
		this.tokens.decode("a");
		this.now.set(BEGIN.plusSeconds(10));
		assertThatExceptionOfType(JwtValidationException.class).isThrownBy(() -> this.tokens.decode("a"));
	}

	@Test
	void checksTheSignatureAgainAfterHalfAMinute() {
		CachingJwtDecoder lasting = new CachingJwtDecoder((token) -> {
			this.signaturesChecked.incrementAndGet();
			return Jwt.withTokenValue(token).header("alg", "RS256").subject("someone").build();
		}, (jwt) -> OAuth2TokenValidatorResult.success(), this.now::get);
		lasting.decode("a");
		this.now.set(BEGIN.plusSeconds(29));
		lasting.decode("a");
		assertThat(this.signaturesChecked).hasValue(1);
		this.now.set(BEGIN.plusSeconds(31));
		lasting.decode("a");
		assertThat(this.signaturesChecked).hasValue(2);
	}

	@Test
	void remembersNoForgery() {
		for (String forged : List.of("forged", "forged", "forged too")) {
			assertThatExceptionOfType(BadJwtException.class).isThrownBy(() -> this.tokens.decode(forged));
		}
		assertThat(this.signaturesChecked).hasValue(3);
	}

}
