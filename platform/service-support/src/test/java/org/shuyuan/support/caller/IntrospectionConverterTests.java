package org.shuyuan.support.caller;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.BooleanSupplier;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.shuyuan.observability.ClientSpans;
import org.shuyuan.vocab.role.Role;

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
import static org.awaitility.Awaitility.await;

class IntrospectionConverterTests {

	private static final Instant BEGIN = Instant.parse("2026-05-04T01:00:00Z");

	private final AtomicReference<Instant> now = new AtomicReference<>(BEGIN);

	private final AtomicReference<Optional<Map<String, Object>>> said = new AtomicReference<>(
			account("11990100MB0A000077", "steward", "sharing-officer"));

	private final AtomicInteger asked = new AtomicInteger();

	private boolean silent;

	private Duration patience = Duration.ZERO;

	private final IntrospectionConverter introspectionConverter = new IntrospectionConverter(this::introspect,
			ClientSpans.untraced(), this.now::get);

	private final Jwt token = token("11990100MB0A000077", "steward", "sharing-officer");

	@AfterEach
	void forget() {
		SecurityContextHolder.clearContext();
	}

	@Test
	void asksOnceInHalfASecond() {
		this.introspectionConverter.convert(this.token);
		later(Duration.ofMillis(499));
		this.introspectionConverter.convert(this.token);
		assertThat(this.asked).hasValue(1);
		later(Duration.ofMillis(1));
		this.introspectionConverter.convert(this.token);
		assertThat(this.asked).hasValue(2);
	}

	@Test
	void refusesWhoWasDisabled() {
		this.introspectionConverter.convert(this.token);
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
		this.said.set(account("11990100MB0A000077", "steward", "auditor"));
		assertThat(this.introspectionConverter.convert(this.token).getAuthorities()).extracting(Object::toString)
			.containsExactly("ROLE_steward");
	}

	@ParameterizedTest
	@ValueSource(strings = { "citizen", "sharing-head", "department-head", "cdo", "authority", "administrator" })
	void neverLetsASystemHoldWhatOnlyPersonsMay(String role) {
		this.said.set(account("11990100MB0A000077", role, "steward"));
		Jwt personal = token("11990100MB0A000077", role, "steward");
		for (Jwt system : List.of(with(personal, "sid", null), with(personal, "azp", "s"),
				with(personal, "client_id", "s"), with(personal, "preferred_username", "service-account-importer"))) {
			SecurityContextHolder.setContext(new SecurityContextImpl(this.introspectionConverter.convert(system)));
			Caller caller = Caller.current();
			assertThat(caller.roles().stream().map(Role::code)).isSubsetOf("steward");
			assertThat(caller.person()).isFalse();
			assertThatExceptionOfType(PersonMissing.class).isThrownBy(() -> caller.requirePerson(Role.STEWARD));
		}
		SecurityContextHolder.setContext(new SecurityContextImpl(this.introspectionConverter.convert(personal)));
		assertThat(Caller.current().person()).isTrue();
	}

	@Test
	void letsAPersonHoldThem() {
		this.said.set(account("11990100MB0A000077", "sharing-head", "department-head"));
		assertThat(this.introspectionConverter.convert(token("11990100MB0A000077", "sharing-head", "department-head"))
			.getAuthorities()).extracting(Object::toString)
			.containsExactly("ROLE_sharing-head", "ROLE_department-head");
	}

	@ParameterizedTest
	@CsvSource({ "auditor, steward", "auditor, authority", "administrator, authority", "operator, administrator",
			"citizen, steward" })
	void takesRolesThatMayNotMeetForNone(String one, String other) {
		this.said.set(account("11990100MB0A000077", one, other));
		assertThat(this.introspectionConverter.convert(token("11990100MB0A000077", one, other)).getAuthorities())
			.isEmpty();
	}

	@Test
	void givesNobodyTheServicesRoleWhoSignedIn() {
		this.said.set(account("11990100MB0A000077", "service", "steward"));
		assertThat(
				this.introspectionConverter.convert(token("11990100MB0A000077", "service", "steward")).getAuthorities())
			.extracting(Object::toString)
			.containsExactly("ROLE_steward");
	}

	@Test
	void givesAServiceNoOtherRole() {
		assertThat(this.introspectionConverter.convert(with(token(null, "service", "authority"), "sid", null))
			.getAuthorities()).extracting(Object::toString).containsExactly("ROLE_service");
	}

	@Test
	void bearsFiveSecondsOfSilenceFromWhoWasKnown() {
		this.introspectionConverter.convert(this.token);
		this.silent = true;
		later(Duration.ofMillis(4999));
		this.introspectionConverter.convert(this.token);
		later(Duration.ofMillis(501));
		silent();
	}

	@Test
	void letsNobodyInWhoIsNotKnownWhileTheServerIsSilent() {
		this.silent = true;
		silent();
	}

	@Test
	void remembersSilenceForHalfASecond() {
		this.silent = true;
		silent();
		later(Duration.ofMillis(499));
		silent();
		assertThat(this.asked).hasValue(2);
		later(Duration.ofMillis(1));
		silent();
		assertThat(this.asked).hasValue(4);
	}

	@Test
	void doesNotAskTwiceWhereNothingCameForLong() {
		this.silent = true;
		this.patience = Duration.ofSeconds(2);
		silent();
		assertThat(this.asked).hasValue(1);
	}

	@Test
	void remembersSilenceFromWhenItWasFound() {
		this.introspectionConverter.convert(this.token);
		this.silent = true;
		this.patience = Duration.ofSeconds(2);
		later(Duration.ofSeconds(1));
		this.introspectionConverter.convert(this.token);
		this.introspectionConverter.convert(this.token);
		assertThat(this.asked).hasValue(2);
	}

	@Test
	void asksOnceForAllWhoHoldAToken() {
		this.silent = true;
		List<CompletableFuture<Boolean>> callers = Stream.generate(() -> CompletableFuture.supplyAsync(() -> {
			silent();
			return true;
		}, (call) -> Thread.ofVirtual().start(call))).limit(30).toList();
		callers.forEach((caller) -> assertThat(caller).succeedsWithin(Duration.ofMinutes(2)));
		assertThat(this.asked).hasValue(2);
	}

	@Test
	void letsNobodyWaitForAnotherToken() throws InterruptedException {
		CountDownLatch answering = new CountDownLatch(1);
		Set<String> waiting = ConcurrentHashMap.newKeySet();
		IntrospectionConverter slow = new IntrospectionConverter((value) -> {
			waiting.add(value);
			awaitUninterrupted(answering);
			return introspect(value);
		}, ClientSpans.untraced(), this.now::get);
		List<Thread> callers = IntStream.range(0, 200)
			.mapToObj((number) -> Thread.ofVirtual().start(() -> slow.convert(token("t" + number))))
			.toList();
		await().atMost(Duration.ofMinutes(2)).untilAsserted(() -> assertThat(waiting).hasSize(200));
		answering.countDown();
		for (Thread caller : callers) {
			caller.join();
		}
	}

	@Test
	void doesNotAskAboutThePlatformsOwnServices() {
		this.silent = true;
		assertThat(this.introspectionConverter.convert(with(token(null, "service"), "sid", null)).getAuthorities())
			.extracting(Object::toString)
			.containsExactly("ROLE_service");
		assertThat(this.asked).hasValue(0);
	}

	@Test
	void tellsWhatWasLostInTheMiddleOfACall() {
		BooleanSupplier lost = begin();
		assertThat(lost.getAsBoolean()).isFalse();
		this.said.set(account("11990100MB0A000077", "steward"));
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
		assertThat(this.introspectionConverter.revocationCheck().getAsBoolean()).isFalse();
	}

	private BooleanSupplier begin() {
		SecurityContextHolder.setContext(new SecurityContextImpl(this.introspectionConverter.convert(this.token)));
		return this.introspectionConverter.revocationCheck();
	}

	private void refused() {
		assertThatExceptionOfType(InvalidBearerTokenException.class)
			.isThrownBy(() -> this.introspectionConverter.convert(this.token));
	}

	private void silent() {
		assertThatExceptionOfType(AuthenticationServiceException.class)
			.isThrownBy(() -> this.introspectionConverter.convert(this.token));
	}

	private void later(Duration by) {
		this.now.updateAndGet((instant) -> instant.plus(by));
	}

	private OAuth2AuthenticatedPrincipal introspect(String value) {
		this.asked.incrementAndGet();
		if (this.silent) {
			later(this.patience);
			throw new OAuth2IntrospectionException("silent");
		}
		return this.said.get()
			.map((claims) -> new DefaultOAuth2AuthenticatedPrincipal(claims, List.of()))
			.orElseThrow(() -> new BadOpaqueTokenException("not active"));
	}

	private static Optional<Map<String, Object>> account(String agency, String... roles) {
		return Optional.of(Map.of("agency", agency, "roles", List.of(roles)));
	}

	private static void awaitUninterrupted(CountDownLatch latch) {
		try {
			latch.await();
		}
		catch (InterruptedException ex) {
			throw new IllegalStateException(ex);
		}
	}

	private static Jwt token(String value) {
		return Jwt.withTokenValue(value)
			.header("alg", "RS256")
			.subject("s")
			.claim("agency", "11990100MB0A000077")
			.build();
	}

	private static Jwt token(String agency, String... roles) {
		Jwt.Builder token = Jwt.withTokenValue("t")
			.header("alg", "RS256")
			.subject("s")
			.expiresAt(BEGIN.plus(Duration.ofMinutes(30)))
			.claim("sid", "session")
			.claim("azp", "open-portal")
			.claim("preferred_username", "transport.head")
			.claim("roles", List.of(roles));
		return ((agency != null) ? token.claim("agency", agency) : token).build();
	}

	private static Jwt with(Jwt token, String claim, String value) {
		Jwt.Builder changed = Jwt.withTokenValue(token.getTokenValue() + claim + value)
			.headers((headers) -> headers.putAll(token.getHeaders()));
		return changed.claims((claims) -> {
			claims.putAll(token.getClaims());
			claims.remove(claim);
			if (value != null) {
				claims.put(claim, value);
			}
		}).build();
	}

}
