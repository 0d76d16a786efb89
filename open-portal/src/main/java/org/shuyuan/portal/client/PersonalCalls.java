package org.shuyuan.portal.client;

import java.io.IOException;
import java.net.http.HttpClient;
import java.time.Duration;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.jspecify.annotations.Nullable;
import org.shuyuan.observability.PlatformProperties;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

import org.springframework.http.HttpRequest;
import org.springframework.http.HttpStatus;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.client.ClientHttpRequest;
import org.springframework.http.client.ClientHttpResponse;
import org.springframework.http.client.JdkClientHttpRequestFactory;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.security.oauth2.client.ClientAuthorizationException;
import org.springframework.security.oauth2.client.ClientAuthorizationRequiredException;
import org.springframework.security.oauth2.client.OAuth2AuthorizeRequest;
import org.springframework.security.oauth2.client.OAuth2AuthorizedClient;
import org.springframework.security.oauth2.client.OAuth2AuthorizedClientProviderBuilder;
import org.springframework.security.oauth2.client.registration.ClientRegistrationRepository;
import org.springframework.security.oauth2.client.web.DefaultOAuth2AuthorizedClientManager;
import org.springframework.security.oauth2.client.web.OAuth2AuthorizedClientRepository;
import org.springframework.stereotype.Component;
import org.springframework.web.client.RestClient;
import org.springframework.web.context.request.RequestContextHolder;
import org.springframework.web.context.request.ServletRequestAttributes;

/**
 * HTTP to the services with the access token of the person signed in, refreshed when it
 * has expired. Refusals are thrown as {@link CallRefused}.
 */
@Component
class PersonalCalls {

	private static final Logger LOG = LoggerFactory.getLogger(PersonalCalls.class);

	private static final String REGISTRATION = "open-portal";

	private final RestClient catalogue;

	private final RestClient sharing;

	private final RestClient identity;

	private final DefaultOAuth2AuthorizedClientManager clients;

	private final JsonMapper json;

	PersonalCalls(RestClient.Builder builder, JsonMapper json, ClientRegistrationRepository registrations,
			OAuth2AuthorizedClientRepository authorized, PlatformProperties platform) {
		this.json = json;
		this.clients = new DefaultOAuth2AuthorizedClientManager(registrations, authorized);
		this.clients.setAuthorizedClientProvider(
				OAuth2AuthorizedClientProviderBuilder.builder().authorizationCode().refreshToken().build());
		JdkClientHttpRequestFactory requests = new JdkClientHttpRequestFactory(HttpClient.newBuilder()
			.version(HttpClient.Version.HTTP_1_1)
			.connectTimeout(Duration.ofSeconds(5))
			.build());
		requests.setReadTimeout(Duration.ofMinutes(5));
		this.catalogue = client(builder, requests, platform.catalogue() + "/api/v1/catalogue");
		this.sharing = client(builder, requests, platform.gateway() + "/api/v1/sharing");
		this.identity = client(builder, requests, platform.identity() + "/api/v1/identity");
	}

	private RestClient client(RestClient.Builder builder, JdkClientHttpRequestFactory requests, String address) {
		return builder.clone()
			.requestFactory(requests)
			.baseUrl(address)
			.requestInitializer(this::authorize)
			.defaultStatusHandler(HttpStatusCode::isError, this::refuse)
			.build();
	}

	RestClient catalogue() {
		return this.catalogue;
	}

	RestClient sharing() {
		return this.sharing;
	}

	RestClient identity() {
		return this.identity;
	}

	private void authorize(ClientHttpRequest request) {
		request.getHeaders().setBearerAuth(token());
	}

	private String token() {
		Authentication person = SecurityContextHolder.getContext().getAuthentication();
		if (person == null
				|| !(RequestContextHolder.getRequestAttributes() instanceof ServletRequestAttributes current)) {
			throw new ClientAuthorizationRequiredException(REGISTRATION);
		}
		OAuth2AuthorizeRequest.Builder asked = OAuth2AuthorizeRequest.withClientRegistrationId(REGISTRATION)
			.principal(person)
			.attribute(HttpServletRequest.class.getName(), current.getRequest());
		HttpServletResponse response = current.getResponse();
		if (response != null) {
			asked.attribute(HttpServletResponse.class.getName(), response);
		}
		try {
			OAuth2AuthorizedClient client = this.clients.authorize(asked.build());
			if (client == null) {
				throw new ClientAuthorizationRequiredException(REGISTRATION);
			}
			return client.getAccessToken().getTokenValue();
		}
		catch (ClientAuthorizationRequiredException ex) {
			throw ex;
		}
		catch (ClientAuthorizationException ex) {
			throw new ClientAuthorizationRequiredException(REGISTRATION);
		}
	}

	void refuse(@Nullable HttpRequest request, ClientHttpResponse response) throws IOException {
		int status = response.getStatusCode().value();
		if (status == HttpStatus.UNAUTHORIZED.value()) {
			throw new ClientAuthorizationRequiredException(REGISTRATION);
		}
		byte[] body = response.getBody().readNBytes(1 << 20);
		throw new CallRefused(problem(status, body));
	}

	private ServiceProblem problem(int status, byte[] body) {
		try {
			if (this.json.readTree(body) instanceof ObjectNode said) {
				said.put("status", status);
				return this.json.treeToValue(said, ServiceProblem.class);
			}
		}
		catch (JacksonException ex) {
			LOG.debug("A refusal could not be read", ex);
		}
		return ServiceProblem.of(status, fallback(status));
	}

	private static String fallback(int status) {
		return switch (status) {
			case 403 -> "role-missing";
			case 404 -> "not-found";
			case 413 -> "too-large";
			case 429, 503 -> "not-ready";
			default -> "unexpected";
		};
	}

}
