package org.shuyuan.portal.gateway;

import java.net.URI;
import java.net.http.HttpClient;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

import org.springframework.beans.factory.annotation.Value;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.client.JdkClientHttpRequestFactory;
import org.springframework.stereotype.Component;
import org.springframework.util.MultiValueMap;
import org.springframework.web.ErrorResponseException;
import org.springframework.web.client.HttpClientErrorException;
import org.springframework.web.client.RestClient;
import org.springframework.web.client.RestClientException;
import org.springframework.web.util.UriComponentsBuilder;

/**
 * The gateway as anybody sees it. Calls carry no token: what is not open does not come.
 */
@Component
public class Gateway {

	private static final String API = "/api/v1/sharing/distributions/";

	private static final long OFFER_NANOS = 60_000_000_000L;

	private static final int MOST_OFFERS = 10_000;

	private final Map<String, Offer> offers = new ConcurrentHashMap<>();

	private final RestClient http;

	private final URI address;

	Gateway(RestClient.Builder builder, @Value("${shuyuan.gateway-url}") String address) {
		JdkClientHttpRequestFactory requests = new JdkClientHttpRequestFactory(HttpClient.newBuilder()
			.version(HttpClient.Version.HTTP_1_1)
			.connectTimeout(Duration.ofSeconds(3))
			.build());
		requests.setReadTimeout(Duration.ofSeconds(15));
		this.address = URI.create(address);
		this.http = builder.clone().requestFactory(requests).baseUrl(address).build();
	}

	/** The data of a distribution, if everybody may have any. */
	public Optional<Data> find(String distribution) {
		try {
			return Optional.ofNullable(this.http.get().uri(API + distribution).retrieve().body(Data.class));
		}
		catch (RestClientException ex) {
			return Optional.empty();
		}
	}

	/** Whether the gateway can say now what everybody may have. */
	public boolean decides(String distribution) {
		try {
			this.http.get().uri(API + distribution).retrieve().toBodilessEntity();
			return true;
		}
		catch (HttpClientErrorException ex) {
			return true;
		}
		catch (RestClientException ex) {
			return false;
		}
	}

	/** Rows of a table, if everybody may have them. */
	public Optional<Rows> sample(String distribution, int limit) {
		return sample(distribution, Map.of("limit", String.valueOf(limit)));
	}

	/** Rows of a table for a query, if everybody may have them. */
	public Optional<Rows> sample(String distribution, Map<String, String> query) {
		try {
			return Optional.of(rows(distribution, MultiValueMap.fromSingleValue(query)));
		}
		catch (RestClientException | ErrorResponseException ex) {
			return Optional.empty();
		}
	}

	/**
	 * Whether everybody may have the original bytes; known for a minute, since only a
	 * link depends on it and the gateway decides again when it is followed.
	 */
	public boolean offersOriginal(String distribution) {
		Offer known = this.offers.get(distribution);
		if (known != null && System.nanoTime() - known.at() < OFFER_NANOS) {
			return known.made();
		}
		boolean made;
		try {
			this.http.head().uri(API + distribution + "/file").retrieve().toBodilessEntity();
			made = true;
		}
		catch (RestClientException ex) {
			made = false;
		}
		if (this.offers.size() > MOST_OFFERS) {
			this.offers.clear();
		}
		this.offers.put(distribution, new Offer(made, System.nanoTime()));
		return made;
	}

	/**
	 * Rows of a table for a query in the parameters of the API.
	 * @throws ErrorResponseException with the gateway's status if it refuses
	 */
	public Rows rows(String distribution, MultiValueMap<String, String> query) {
		UriComponentsBuilder address = UriComponentsBuilder.fromPath(API + distribution + "/rows");
		List<Object> values = new ArrayList<>();
		query.forEach((name, given) -> given.forEach((value) -> {
			address.queryParam(name, "{v" + values.size() + "}");
			values.add(value);
		}));
		JsonNode answer = this.http.get()
			.uri(this.address.resolve(address.encode().buildAndExpand(values.toArray()).toUri()))
			.header("Accept", "application/json")
			.retrieve()
			.onStatus(HttpStatusCode::isError, (request, response) -> {
				throw new ErrorResponseException(response.getStatusCode());
			})
			.body(JsonNode.class);
		return rows(answer);
	}

	/** What the columns of a table are like, if everybody may know. */
	public Optional<Profile> profile(String distribution) {
		try {
			return Optional
				.ofNullable(this.http.get().uri(API + "{id}/profile", distribution).retrieve().body(Profile.class));
		}
		catch (RestClientException ex) {
			return Optional.empty();
		}
	}

	/** Rows of a table put together, if everybody may have them. */
	public Optional<Groups> groups(String distribution, Map<String, String> query) {
		UriComponentsBuilder address = UriComponentsBuilder.fromPath(API + distribution + "/groups");
		query.keySet().forEach((name) -> address.queryParam(name, "{" + name + "}"));
		try {
			return Optional.ofNullable(this.http.get()
				.uri(this.address.resolve(address.encode().buildAndExpand(query).toUri()))
				.retrieve()
				.body(Groups.class));
		}
		catch (RestClientException ex) {
			return Optional.empty();
		}
	}

	/** The service's own description, OpenAPI. */
	public JsonNode openApi() {
		JsonNode answer = this.http.get().uri("/api/openapi/sharing").retrieve().body(JsonNode.class);
		if (answer == null) {
			throw new RestClientException("The gateway does not describe itself");
		}
		return answer;
	}

	private static Rows rows(@Nullable JsonNode answer) {
		if (answer == null) {
			return new Rows(List.of(), List.of(), null, null);
		}
		List<String> columns = new ArrayList<>();
		for (JsonNode column : answer.path("columns")) {
			columns.add(column.isObject() ? column.path("name").asString("") : column.asString(""));
		}
		List<List<String>> rows = new ArrayList<>();
		for (JsonNode row : answer.path("rows")) {
			List<String> cells = new ArrayList<>();
			for (JsonNode cell : row) {
				cells.add(cell.isNull() ? "" : cell.isValueNode() ? cell.asString("") : cell.toString());
			}
			rows.add(cells);
		}
		String after = null;
		if (answer.hasNonNull("next")) {
			String next = answer.path("next").asString("");
			after = next.contains("after=")
					? UriComponentsBuilder.fromUriString(next).build().getQueryParams().toSingleValueMap().get("after")
					: next;
			after = (after != null) ? java.net.URLDecoder.decode(after, java.nio.charset.StandardCharsets.UTF_8) : null;
		}
		return new Rows(columns, rows, answer.hasNonNull("total") ? answer.path("total").asLong(0) : null, after);
	}

	private record Offer(boolean made, long at) {
	}

}
