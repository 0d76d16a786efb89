package org.shuyuan.identity.accounts;

import java.time.Duration;
import java.util.Optional;

import org.shuyuan.identity.problem.IdentityProblem;
import org.shuyuan.observability.PlatformProperties;
import org.shuyuan.vocab.identifier.AgencyId;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

import org.springframework.http.client.JdkClientHttpRequestFactory;
import org.springframework.stereotype.Component;
import org.springframework.web.client.HttpClientErrorException;
import org.springframework.web.client.RestClient;
import org.springframework.web.client.RestClientException;

/**
 * What kind of agency the catalogue has registered under a code.
 */
@Component
class AgencyKinds {

	private static final String DATA_AUTHORITY = "data-authority";

	private static final Duration PATIENCE = Duration.ofSeconds(10);

	private final RestClient http;

	private final JsonMapper json;

	AgencyKinds(PlatformProperties platform, JsonMapper json) {
		JdkClientHttpRequestFactory requests = new JdkClientHttpRequestFactory();
		requests.setReadTimeout(PATIENCE);
		this.http = RestClient.builder().baseUrl(platform.catalogue()).requestFactory(requests).build();
		this.json = json;
	}

	/**
	 * Whether the agency is the data authority; nothing where it is not registered.
	 * @throws IdentityProblem 503 {@code catalogue-silent} if the catalogue does not
	 * answer
	 */
	Optional<Boolean> authority(AgencyId agency) {
		try {
			String document = this.http.get()
				.uri("/api/v1/catalogue/agencies/{id}", agency.value())
				.retrieve()
				.body(String.class);
			return Optional
				.of(DATA_AUTHORITY.equals(this.json.readTree(String.valueOf(document)).path("kind").asString("")));
		}
		catch (HttpClientErrorException.NotFound _) {
			return Optional.empty();
		}
		catch (RestClientException | JacksonException ex) {
			throw IdentityProblem.catalogueSilent(ex);
		}
	}

}
