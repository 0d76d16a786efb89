package org.shuyuan.portal.developers;

import java.net.URI;
import java.net.http.HttpClient;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;

import org.jspecify.annotations.Nullable;
import org.shuyuan.observability.PlatformProperties;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import org.springframework.http.client.JdkClientHttpRequestFactory;
import org.springframework.stereotype.Component;
import org.springframework.web.client.HttpClientErrorException;
import org.springframework.web.client.RestClient;
import org.springframework.web.client.RestClientException;

/**
 * Reads from the services which types of problems they answer with. Answers are cached
 * for ten minutes; the last answer of an unavailable service is kept, and it is retried
 * after ten seconds.
 */
@Component
class ProblemTypeClient {

	private static final Logger LOG = LoggerFactory.getLogger(ProblemTypeClient.class);

	private static final Duration FRESH = Duration.ofMinutes(10);

	private static final Duration RETRY = Duration.ofSeconds(10);

	private final RestClient http;

	private final Map<String, URI> services;

	private final Map<String, KnownProblem> own = KnownProblem.ofPortal();

	private final Map<String, Cached> cache = new ConcurrentHashMap<>();

	ProblemTypeClient(RestClient.Builder builder, PlatformProperties platform) {
		JdkClientHttpRequestFactory requests = new JdkClientHttpRequestFactory(HttpClient.newBuilder()
			.version(HttpClient.Version.HTTP_1_1)
			.connectTimeout(Duration.ofSeconds(2))
			.build());
		requests.setReadTimeout(Duration.ofSeconds(5));
		this.http = builder.clone().requestFactory(requests).build();
		this.services = new TreeMap<>(Map.of("catalogue", platform.catalogue().resolve("/api/v1/catalogue/problems"),
				"sharing", platform.gateway().resolve("/api/v1/sharing/problems"), "identity",
				platform.identity().resolve("/api/v1/identity/problems")));
	}

	/** What is known now. */
	KnownProblems all() {
		Map<String, KnownProblem> known = new TreeMap<>(this.own);
		Set<String> silent = new TreeSet<>();
		this.services.forEach((service, address) -> {
			List<KnownProblem> types = types(service, address);
			if (types == null) {
				silent.add(service);
			}
			else {
				types.forEach((type) -> known.put(type.code(), type));
			}
		});
		return new KnownProblems(known, silent);
	}

	private @Nullable List<KnownProblem> types(String service, URI address) {
		Cached cached = this.cache.get(service);
		if (cached == null || System.nanoTime() - cached.at() > cached.keep().toNanos()) {
			List<KnownProblem> read = read(service, address);
			List<KnownProblem> last = (cached != null) ? cached.types() : null;
			cached = new Cached((read != null) ? read : last, System.nanoTime(), (read != null) ? FRESH : RETRY);
			this.cache.put(service, cached);
		}
		return cached.types();
	}

	/** Null where the service does not answer; none where there is no such service. */
	private @Nullable List<KnownProblem> read(String service, URI address) {
		try {
			Types answer = this.http.get().uri(address).retrieve().body(Types.class);
			return (answer != null) ? answer.items() : null;
		}
		catch (HttpClientErrorException.NotFound ex) {
			return List.of();
		}
		catch (RestClientException ex) {
			LOG.warn("Cannot read the types of problems of {}: {}", service, ex.getMessage());
			return null;
		}
	}

	record Types(List<KnownProblem> items) {

		Types {
			items = List.copyOf(items);
		}

	}

	private record Cached(@Nullable List<KnownProblem> types, long at, Duration keep) {
	}

}
