package org.shuyuan.support.caller;

import java.net.http.HttpClient;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BooleanSupplier;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Stream;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import org.jspecify.annotations.Nullable;
import org.shuyuan.observability.ClientSpans;
import org.shuyuan.observability.PlatformProperties;
import org.shuyuan.vocab.role.Role;
import org.shuyuan.vocab.role.RoleRule;

import org.springframework.boot.security.oauth2.client.autoconfigure.OAuth2ClientProperties;
import org.springframework.http.client.JdkClientHttpRequestFactory;
import org.springframework.security.authentication.AbstractAuthenticationToken;
import org.springframework.security.authentication.AuthenticationServiceException;
import org.springframework.security.core.GrantedAuthority;
import org.springframework.security.core.authority.SimpleGrantedAuthority;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.security.oauth2.core.OAuth2AuthenticatedPrincipal;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.security.oauth2.server.resource.InvalidBearerTokenException;
import org.springframework.security.oauth2.server.resource.authentication.JwtAuthenticationToken;
import org.springframework.security.oauth2.server.resource.introspection.BadOpaqueTokenException;
import org.springframework.security.oauth2.server.resource.introspection.OAuth2IntrospectionException;
import org.springframework.security.oauth2.server.resource.introspection.OpaqueTokenIntrospector;
import org.springframework.security.oauth2.server.resource.introspection.RestClientOpaqueTokenIntrospector;
import org.springframework.web.client.RestClient;

/**
 * Whether a token is still active: the authorization server is asked (RFC 7662), an
 * answer is cached for half a second, and so is a timeout. While it does not answer, the
 * last answer is valid for five seconds, then every call is refused. The platform's own
 * services are not asked about.
 */
public final class IntrospectionConverter {

	private static final String SPAN = "standing";

	private static final String SERVICE = Role.SERVICE.code();

	private static final Duration FRESH = Duration.ofMillis(500);

	private static final Duration BEARABLE = Duration.ofSeconds(5);

	private static final Duration PATIENCE = Duration.ofSeconds(2);

	private final OpaqueTokenIntrospector server;

	private final InstantSource clock;

	/**
	 * Tidied by who calls: in the common pool, which answers over HTTP need too, tidying
	 * would wait for an answer that could not come.
	 */
	private final Cache<String, Answer> answers = Caffeine.newBuilder()
		.maximumSize(100_000)
		.expireAfterWrite(BEARABLE)
		.executor(Runnable::run)
		.build();

	/** Introspections in flight, which calls with the same token wait for. */
	private final Map<String, CompletableFuture<Answer>> asking = new ConcurrentHashMap<>();

	private final ClientSpans clientSpans;

	IntrospectionConverter(OpaqueTokenIntrospector server, ClientSpans clientSpans, InstantSource clock) {
		this.server = server;
		this.clientSpans = clientSpans;
		this.clock = clock;
	}

	/**
	 * Asks an authorization server, for three seconds at most.
	 * @param platform says where it is asked (RFC 7662)
	 * @param clients the process's clients there
	 * @param registration the one that asks, known by that name where none is registered
	 * @param clientSpans by which the questions are traced
	 */
	public static IntrospectionConverter asking(PlatformProperties platform, OAuth2ClientProperties clients,
			String registration, ClientSpans clientSpans) {
		OAuth2ClientProperties.Registration known = clients.getRegistration().get(registration);
		String client = (known != null) ? Objects.requireNonNullElse(known.getClientId(), registration) : registration;
		String secret = (known != null) ? Objects.requireNonNullElse(known.getClientSecret(), "") : "";
		JdkClientHttpRequestFactory requests = new JdkClientHttpRequestFactory(
				HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).connectTimeout(PATIENCE).build());
		requests.setReadTimeout(PATIENCE);
		RestClient server = RestClient.builder()
			.requestFactory(requests)
			.requestInterceptor(clientSpans)
			.defaultHeaders((headers) -> headers.setBasicAuth(client, secret))
			.build();
		return new IntrospectionConverter(
				new RestClientOpaqueTokenIntrospector(platform.introspection().toString(), server), clientSpans,
				InstantSource.system());
	}

	/**
	 * The caller, with those of the token's roles that the account still holds. A system
	 * never holds roles of persons, whoever granted them, and incompatible roles are all
	 * void.
	 * @throws InvalidBearerTokenException if the account was disabled, the session ended,
	 * or the agency is another by now
	 * @throws AuthenticationServiceException if the authorization server does not answer
	 */
	AbstractAuthenticationToken convert(Jwt token) {
		TokenHolder holder = TokenHolder.of(token);
		List<String> roles = roles(token.getClaimAsStringList("roles"));
		if (holder == TokenHolder.SYSTEM && roles.contains(SERVICE)) {
			return new JwtAuthenticationToken(token, authorities(List.of(SERVICE)));
		}
		Introspection introspection = introspection(token, (ask) -> this.clientSpans.whileWaiting(SPAN, ask));
		if (!introspection.stands() || !Objects.equals(introspection.agency(), token.getClaimAsString("agency"))) {
			throw new InvalidBearerTokenException("The token's holder is no longer active");
		}
		List<String> held = roles.stream().filter(introspection.roles()::contains).toList();
		return new IntrospectedToken(token, holder, authorities(allowed(held, holder)));
	}

	/**
	 * Tells, again and again, whether who makes the current call has lost what the call
	 * began with. Once the token has expired this can no longer be determined, and is
	 * not.
	 */
	public BooleanSupplier revocationCheck() {
		if (!(SecurityContextHolder.getContext().getAuthentication() instanceof IntrospectedToken caller)) {
			return () -> false;
		}
		Jwt token = caller.getToken();
		Instant end = Objects.requireNonNullElse(token.getExpiresAt(), Instant.MAX);
		Set<String> held = Set.copyOf(caller.getAuthorities().stream().map(IntrospectionConverter::role).toList());
		return () -> this.clock.instant().isBefore(end) && !stillHolds(token, held);
	}

	private boolean stillHolds(Jwt token, Set<String> held) {
		try {
			Introspection introspection = introspection(token,
					(ask) -> this.clientSpans.inBackground(SPAN, ask, IntrospectionConverter::negative));
			return introspection.stands() && introspection.roles().containsAll(held)
					&& Objects.equals(introspection.agency(), token.getClaimAsString("agency"));
		}
		catch (AuthenticationServiceException _) {
			return false;
		}
	}

	private Introspection introspection(Jwt token, Function<Supplier<Answer>, Answer> traced) {
		Answer answer = answer(token.getTokenValue(), traced);
		Introspection introspection = answer.introspection();
		if (introspection == null || !introspection.at().plus(BEARABLE).isAfter(this.clock.instant())) {
			AuthenticationServiceException unsaid = new AuthenticationServiceException(
					"The authorization server does not say who is active");
			unsaid.initCause(answer.silence());
			throw unsaid;
		}
		return introspection;
	}

	private Answer answer(String token, Function<Supplier<Answer>, Answer> traced) {
		Answer known = this.answers.getIfPresent(token);
		if (known != null && fresh(known)) {
			return known;
		}
		CompletableFuture<Answer> mine = new CompletableFuture<>();
		CompletableFuture<Answer> others = this.asking.putIfAbsent(token, mine);
		return (others != null) ? others.join() : answer(token, mine, traced);
	}

	/**
	 * Asks for all who hold the token, unless another thread has received an answer
	 * meanwhile.
	 */
	private Answer answer(String token, CompletableFuture<Answer> told, Function<Supplier<Answer>, Answer> traced) {
		try {
			Answer earlier = this.answers.getIfPresent(token);
			Answer answer = (earlier != null && fresh(earlier)) ? earlier : traced.apply(() -> ask(token, earlier));
			this.answers.put(token, answer);
			told.complete(answer);
			return answer;
		}
		finally {
			this.asking.remove(token);
			// waiting callers see no answer if this one is aborted
			told.complete(new Answer(this.clock.instant(), null, null));
		}
	}

	private boolean fresh(Answer answer) {
		return answer.asked().plus(FRESH).isAfter(this.clock.instant());
	}

	private Answer ask(String token, @Nullable Answer earlier) {
		Instant now = this.clock.instant();
		try {
			OAuth2AuthenticatedPrincipal account = introspect(token, now.plus(PATIENCE.dividedBy(2)));
			return new Answer(now, new Introspection(now, true, Set.copyOf(roles(account.getAttribute("roles"))),
					account.getAttribute("agency")), null);
		}
		catch (BadOpaqueTokenException _) {
			return new Answer(now, new Introspection(now, false, Set.of(), null), null);
		}
		catch (OAuth2IntrospectionException ex) {
			return new Answer(this.clock.instant(), (earlier != null) ? earlier.introspection() : null, ex);
		}
	}

	/**
	 * Retries once if a pooled connection was closed or an answer was lost, but not after
	 * a timeout.
	 */
	private OAuth2AuthenticatedPrincipal introspect(String token, Instant tooLate) {
		try {
			return this.server.introspect(token);
		}
		catch (BadOpaqueTokenException ex) {
			throw ex;
		}
		catch (OAuth2IntrospectionException ex) {
			if (!this.clock.instant().isBefore(tooLate)) {
				throw ex;
			}
			return this.server.introspect(token);
		}
	}

	private static boolean negative(Answer answer) {
		return answer.introspection() != null && !answer.introspection().stands();
	}

	private static List<String> roles(@Nullable List<String> claim) {
		return (claim != null) ? claim : List.of();
	}

	private static List<String> allowed(List<String> held, TokenHolder holder) {
		Set<Role> roles = EnumSet.noneOf(Role.class);
		Stream.of(Role.values()).filter((role) -> held.contains(role.code())).forEach(roles::add);
		if (holder == TokenHolder.SYSTEM) {
			roles.removeAll(RoleRule.personal());
		}
		roles.remove(Role.SERVICE);
		return RoleRule.together(roles) ? roles.stream().map(Role::code).toList() : List.of();
	}

	private static List<GrantedAuthority> authorities(List<String> roles) {
		List<GrantedAuthority> authorities = new ArrayList<>();
		roles.forEach((role) -> authorities.add(new SimpleGrantedAuthority("ROLE_" + role)));
		return authorities;
	}

	private static String role(GrantedAuthority authority) {
		return String.valueOf(authority.getAuthority()).substring("ROLE_".length());
	}

	/** What the authorization server said of a token, asked at that time. */
	private record Introspection(Instant at, boolean stands, Set<String> roles, @Nullable String agency) {
	}

	/**
	 * The result of an introspection.
	 *
	 * @param asked when, or since when it has not answered
	 * @param introspection what was said last, if anything was
	 * @param silence why there was no answer this time
	 */
	private record Answer(Instant asked, @Nullable Introspection introspection,
			@Nullable OAuth2IntrospectionException silence) {
	}

	/**
	 * A system that is known by its account, for the service that stores the accounts.
	 */
	public static AbstractAuthenticationToken ofSystem(Jwt token, List<GrantedAuthority> authorities) {
		return new IntrospectedToken(token, TokenHolder.SYSTEM, authorities);
	}

	/** A holder whom the authorization server confirmed. */
	static final class IntrospectedToken extends JwtAuthenticationToken {

		private final TokenHolder holder;

		IntrospectedToken(Jwt token, TokenHolder holder, List<GrantedAuthority> authorities) {
			super(token, authorities);
			this.holder = holder;
		}

		TokenHolder holder() {
			return this.holder;
		}

	}

}
