package org.shuyuan.portal.developers;

import java.net.http.HttpClient;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

import org.shuyuan.observability.PlatformProperties;
import tools.jackson.databind.JsonNode;

import org.springframework.http.client.JdkClientHttpRequestFactory;
import org.springframework.stereotype.Component;
import org.springframework.web.client.RestClient;
import org.springframework.web.client.RestClientException;

/**
 * What the services say of their own interfaces, in OpenAPI.
 */
@Component
class ServiceDescriptions {

	private final RestClient http;

	private final List<String> addresses;

	ServiceDescriptions(RestClient.Builder builder, PlatformProperties platform) {
		JdkClientHttpRequestFactory requests = new JdkClientHttpRequestFactory(HttpClient.newBuilder()
			.version(HttpClient.Version.HTTP_1_1)
			.connectTimeout(Duration.ofSeconds(3))
			.build());
		requests.setReadTimeout(Duration.ofSeconds(15));
		this.http = builder.clone().requestFactory(requests).build();
		this.addresses = List.of(platform.catalogue() + "/api/openapi/catalogue",
				platform.gateway() + "/api/openapi/sharing", platform.identity() + "/api/openapi/identity");
	}

	/** How many services describe themselves. */
	int services() {
		return this.addresses.size();
	}

	/** The documents of those that answer. */
	List<JsonNode> read() {
		List<JsonNode> documents = new ArrayList<>();
		for (String address : this.addresses) {
			try {
				JsonNode document = this.http.get().uri(address).retrieve().body(JsonNode.class);
				if (document != null && document.path("paths").isObject()) {
					documents.add(document);
				}
			}
			catch (RestClientException _) {
				// what the other services say is still worth showing
			}
		}
		return documents;
	}

}
