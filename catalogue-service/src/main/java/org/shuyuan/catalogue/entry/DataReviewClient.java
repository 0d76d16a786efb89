package org.shuyuan.catalogue.entry;

import java.net.http.HttpClient;
import java.time.Duration;
import java.util.List;

import org.jspecify.annotations.Nullable;
import org.shuyuan.observability.ClientSpans;
import org.shuyuan.observability.PlatformProperties;
import org.shuyuan.support.caller.ServiceToken;
import org.shuyuan.vocab.identifier.EntryId;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.http.client.JdkClientHttpRequestFactory;
import org.springframework.security.oauth2.client.registration.ClientRegistrationRepository;
import org.springframework.security.oauth2.core.OAuth2AuthorizationException;
import org.springframework.stereotype.Component;
import org.springframework.web.client.RestClient;
import org.springframework.web.client.RestClientException;

/**
 * Asks the gateway what has to be seen of an entry's data before it is published.
 */
@Component
class DataReviewClient {

	private static final Logger LOG = LoggerFactory.getLogger(DataReviewClient.class);

	private static final String REGISTRATION = "catalogue-service";

	private static final Duration LONGEST_CONNECT = Duration.ofSeconds(2);

	private static final Duration LONGEST_ANSWER = Duration.ofSeconds(5);

	private final @Nullable ServiceToken token;

	private final boolean configured;

	private final RestClient gateway;

	private final ClientSpans clientSpans;

	DataReviewClient(ObjectProvider<ClientRegistrationRepository> registrations, ClientSpans clientSpans,
			PlatformProperties platform) {
		this.token = ServiceToken.of(registrations.getIfAvailable(), REGISTRATION).orElse(null);
		this.configured = platform.gatewayUrl() != null;
		this.clientSpans = clientSpans;
		JdkClientHttpRequestFactory requests = new JdkClientHttpRequestFactory(
				HttpClient.newBuilder().connectTimeout(LONGEST_CONNECT).build());
		requests.setReadTimeout(LONGEST_ANSWER);
		this.gateway = RestClient.builder()
			.baseUrl(platform.gateway())
			.requestFactory(requests)
			.requestInterceptor(clientSpans)
			.build();
	}

	/**
	 * What it says, five seconds at most. A gateway that is configured but cannot be
	 * called for lack of credentials counts as unavailable; where none is configured
	 * there are no data.
	 */
	DataReview of(EntryId entry) {
		ServiceToken own = this.token;
		if (own == null) {
			if (this.configured) {
				LOG.warn("The gateway is not queried about an entry's data: '{}' has no credentials", REGISTRATION);
			}
			return this.configured ? DataReview.SILENT : DataReview.NO_GATEWAY;
		}
		try {
			Items items = this.clientSpans.whileWaiting("data review",
					() -> this.gateway.get()
						.uri("/api/v1/sharing/entries/{id}/data-review", entry.value())
						.headers((headers) -> headers.setBearerAuth(own.value()))
						.retrieve()
						.body(Items.class));
			return (items == null || items.items == null) ? DataReview.SILENT : new DataReview(items.items, false);
		}
		catch (RestClientException | OAuth2AuthorizationException ex) {
			LOG.warn("The gateway does not report an entry's data for review: {}", ex.toString());
			LOG.debug("Why", ex);
			return DataReview.SILENT;
		}
	}

	private record Items(@Nullable List<DataReview.Version> items) {
	}

}
