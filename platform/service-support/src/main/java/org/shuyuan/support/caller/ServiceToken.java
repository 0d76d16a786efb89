package org.shuyuan.support.caller;

import java.net.http.HttpClient;
import java.time.Duration;
import java.util.Objects;
import java.util.Optional;

import org.jspecify.annotations.Nullable;

import org.springframework.http.client.JdkClientHttpRequestFactory;
import org.springframework.http.converter.FormHttpMessageConverter;
import org.springframework.security.oauth2.client.AuthorizedClientServiceOAuth2AuthorizedClientManager;
import org.springframework.security.oauth2.client.ClientCredentialsOAuth2AuthorizedClientProvider;
import org.springframework.security.oauth2.client.InMemoryOAuth2AuthorizedClientService;
import org.springframework.security.oauth2.client.OAuth2AuthorizeRequest;
import org.springframework.security.oauth2.client.endpoint.RestClientClientCredentialsTokenResponseClient;
import org.springframework.security.oauth2.client.http.OAuth2ErrorResponseErrorHandler;
import org.springframework.security.oauth2.client.registration.ClientRegistrationRepository;
import org.springframework.security.oauth2.core.http.converter.OAuth2AccessTokenResponseHttpMessageConverter;
import org.springframework.web.client.RestClient;

/**
 * The token by which a service calls another in its own name
 * (<a href="https://www.rfc-editor.org/rfc/rfc6749#section-4.4">RFC 6749, section
 * 4.4</a>), renewed before it expires. The timeout for the issuer is ten seconds.
 */
public final class ServiceToken {

	private static final Duration LONGEST_CONNECT = Duration.ofSeconds(2);

	private static final Duration LONGEST_ANSWER = Duration.ofSeconds(10);

	private final AuthorizedClientServiceOAuth2AuthorizedClientManager manager;

	private final String client;

	private ServiceToken(ClientRegistrationRepository known, String client) {
		this.client = client;
		this.manager = new AuthorizedClientServiceOAuth2AuthorizedClientManager(known,
				new InMemoryOAuth2AuthorizedClientService(known));
		ClientCredentialsOAuth2AuthorizedClientProvider provider = new ClientCredentialsOAuth2AuthorizedClientProvider();
		provider.setAccessTokenResponseClient(issuer());
		this.manager.setAuthorizedClientProvider(provider);
	}

	/**
	 * The token of a client.
	 * @param known clients that have credentials
	 * @param client whose
	 * @return nothing where that client has none
	 */
	public static Optional<ServiceToken> of(@Nullable ClientRegistrationRepository known, String client) {
		return Optional.ofNullable(known)
			.filter((clients) -> clients.findByRegistrationId(client) != null)
			.map((clients) -> new ServiceToken(clients, client));
	}

	private static RestClientClientCredentialsTokenResponseClient issuer() {
		JdkClientHttpRequestFactory requests = new JdkClientHttpRequestFactory(
				HttpClient.newBuilder().connectTimeout(LONGEST_CONNECT).build());
		requests.setReadTimeout(LONGEST_ANSWER);
		RestClientClientCredentialsTokenResponseClient issuer = new RestClientClientCredentialsTokenResponseClient();
		issuer.setRestClient(RestClient.builder()
			.requestFactory(requests)
			.configureMessageConverters((converters) -> converters.addCustomConverter(new FormHttpMessageConverter())
				.addCustomConverter(new OAuth2AccessTokenResponseHttpMessageConverter()))
			.defaultStatusHandler(new OAuth2ErrorResponseErrorHandler())
			.build());
		return issuer;
	}

	/**
	 * A token that holds now.
	 * @throws org.springframework.security.oauth2.core.OAuth2AuthorizationException if
	 * the issuer refuses, does not answer or cannot be reached
	 */
	public String value() {
		return Objects
			.requireNonNull(this.manager
				.authorize(OAuth2AuthorizeRequest.withClientRegistrationId(this.client).principal(this.client).build()))
			.getAccessToken()
			.getTokenValue();
	}

}
