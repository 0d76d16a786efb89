package org.shuyuan.identity.keycloak;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;

import org.shuyuan.identity.problem.IdentityProblem;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import org.springframework.http.client.JdkClientHttpRequestFactory;
import org.springframework.web.client.RestClient;
import org.springframework.web.client.RestClientException;

/**
 * The agencies that the catalogue has registered, as it lists them publicly.
 */
class AgencyDirectory {

	private static final JsonMapper JSON = JsonMapper.builder().build();

	private final RestClient http;

	AgencyDirectory(String catalogue, Duration patience) {
		JdkClientHttpRequestFactory requests = new JdkClientHttpRequestFactory();
		requests.setReadTimeout(patience);
		this.http = RestClient.builder().baseUrl(catalogue).requestFactory(requests).build();
	}

	/**
	 * Names by code.
	 * @throws IdentityProblem 503 {@code catalogue-silent} if the catalogue does not
	 * answer
	 */
	Map<String, String> agencies() {
		Map<String, String> names = new LinkedHashMap<>();
		try {
			String after = "";
			for (boolean more = true; more;) {
				JsonNode page = page(after);
				for (JsonNode agency : page.path("items")) {
					after = agency.path("id").asString();
					names.put(after, agency.path("name").path("zh").asString());
				}
				more = page.hasNonNull("next");
			}
		}
		catch (RestClientException | JacksonException ex) {
			throw IdentityProblem.catalogueSilent(ex);
		}
		return names;
	}

	private JsonNode page(String after) {
		byte[] body = this.http.get()
			.uri("/api/v1/catalogue/agencies?limit=200&after={after}", after)
			.retrieve()
			.body(byte[].class);
		return JSON.readTree(Objects.requireNonNull(body));
	}

}
