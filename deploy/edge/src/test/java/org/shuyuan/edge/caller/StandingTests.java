package org.shuyuan.edge.caller;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.BooleanSupplier;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import org.springframework.security.authentication.AuthenticationServiceException;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.security.core.context.SecurityContextImpl;
import org.springframework.security.oauth2.core.DefaultOAuth2AuthenticatedPrincipal;
import org.springframework.security.oauth2.core.OAuth2AuthenticatedPrincipal;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.security.oauth2.server.resource.InvalidBearerTokenException;
import org.springframework.security.oauth2.server.resource.introspection.BadOpaqueTokenException;
import org.springframework.security.oauth2.server.resource.introspection.OAuth2IntrospectionException;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

class StandingTests {

	private static final Instant BEGIN = Instant.parse("2026-05-04T01:00:00Z");

	private final AtomicReference<Instant> now = new AtomicReference<>(BEGIN);

	private final AtomicReference<Optional<Map<String, Object>>> said = new AtomicReference<>(
			account("11990100MB0A00007K", "steward", "sharing-officer"));

	private final AtomicInteger asked = new AtomicInteger();

	private boolean silent;

	private final Standing standing = new Standing(this::introspect, this.now::get);

	private final Jwt token = token("11990100MB0A00007K", "steward", "sharing-officer");

	@AfterEach
	void forget() {
		SecurityContextHolder.clearContext();
	}

	@Test
	void asksOnceInHalfASecond() {
		this.standing.vouchFor(this.token);
		later(Duration.ofMillis(499));
		this.standing.vouchFor(this.token);
		assertThat(this.asked).hasValue(1);
		later(Duration.ofMillis(1));
		this.standing.vouchFor(this.token);
		assertThat(this.asked).hasValue(2);
	}

	@Test
	void refusesWhoWasDisabled() {
		this.standing.vouchFor(this.token);
		this.said.set(Optional.empty());
		later(Duration.ofMillis(500));
		refused();
	}

	@Test
	void refusesWhoActsForAnotherAgencyByNow() {
		this.said.set(account("11990100MB0A000087", "steward"));
		refused();
	}

	@Test
	void dropsRolesThatAreHeldNoMore() {
		this.said.set(account("11990100MB0A00007K", "steward", "auditor"));
		assertThat(this.standing.vouchFor(this.token).getAuthorities()).extracting(Object::toString)
			.containsExactly("ROLE_steward");
	}

	@Test
	void bearsFiveSecondsOfSilenceFromWhoWasKnown() {
		this.standing.vouchFor(this.token);
		this.silent = true;
		later(Duration.ofMillis(4999));
		this.standing.vouchFor(this.token);
		later(Duration.ofMillis(501));
		silent();
	}

	@Test
	void letsNobodyInWhoIsNotKnownWhileTheServerIsSilent() {
		this.silent = true;
		silent();
	}

	@Test
	void doesNotAskAboutThePlatformsOwnServices() {
		this.silent = true;
		assertThat(this.standing.vouchFor(token(null, "service")).getAuthorities()).extracting(Object::toString)
			.containsExactly("ROLE_service");
		assertThat(this.asked).hasValue(0);
	}

	@Test
	void tellsWhatWasLostInTheMiddleOfACall() {
		BooleanSupplier lost = begin();
		assertThat(lost.getAsBoolean()).isFalse();
		this.said.set(account("11990100MB0A00007K", "steward"));
		later(Duration.ofMillis(500));
		assertThat(lost.getAsBoolean()).isTrue();
	}

	@Test
	void endsACallWhenTheServerHasBeenSilentTooLong() {
		BooleanSupplier lost = begin();
		this.silent = true;
		later(Duration.ofSeconds(4));
		assertThat(lost.getAsBoolean()).isFalse();
		later(Duration.ofSeconds(2));
		assertThat(lost.getAsBoolean()).isTrue();
	}

	@Test
	void tellsNothingOfAnExpiredTokenAndOfThePublic() {
		BooleanSupplier lost = begin();
		this.said.set(Optional.empty());
		later(Duration.ofMinutes(31));
		assertThat(lost.getAsBoolean()).isFalse();
		SecurityContextHolder.clearContext();
		assertThat(this.standing.lost().getAsBoolean()).isFalse();
	}

	private BooleanSupplier begin() {
		SecurityContextHolder.setContext(new SecurityContextImpl(this.standing.vouchFor(this.token)));
		return this.standing.lost();
	}

	private void refused() {
		assertThatExceptionOfType(InvalidBearerTokenException.class)
			.isThrownBy(() -> this.standing.vouchFor(this.token));
	}

	private void silent() {
		assertThatExceptionOfType(AuthenticationServiceException.class)
			.isThrownBy(() -> this.standing.vouchFor(this.token));
	}

	private void later(Duration by) {
		this.now.updateAndGet((instant) -> instant.plus(by));
	}

	private OAuth2AuthenticatedPrincipal introspect(String value) {
		this.asked.incrementAndGet();
		if (this.silent) {
			throw new OAuth2IntrospectionException("silent");
		}
		return this.said.get()
			.map((claims) -> new DefaultOAuth2AuthenticatedPrincipal(claims, List.of()))
			.orElseThrow(() -> new BadOpaqueTokenException("not active"));
	}

	private static Optional<Map<String, Object>> account(String agency, String... roles) {
		return Optional.of(Map.of("agency", agency, "roles", List.of(roles)));
	}

	private static Jwt token(String agency, String... roles) {
		Jwt.Builder token = Jwt.withTokenValue("t")
			.header("alg", "RS256")
			.subject("s")
			.expiresAt(BEGIN.plus(Duration.ofMinutes(30)))
			.claim("roles", List.of(roles));
		return ((agency != null) ? token.claim("agency", agency) : token).build();
	}

}
