package org.shuyuan.portal.gateway;

import java.net.URI;
import java.net.http.HttpClient;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

import org.jspecify.annotations.Nullable;
import org.shuyuan.observability.PlatformProperties;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;

import org.springframework.http.HttpStatus;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.ResponseEntity;
import org.springframework.http.client.JdkClientHttpRequestFactory;
import org.springframework.stereotype.Component;
import org.springframework.util.MultiValueMap;
import org.springframework.web.ErrorResponseException;
import org.springframework.web.client.HttpClientErrorException;
import org.springframework.web.client.RestClient;
import org.springframework.web.client.RestClientException;
import org.springframework.web.util.UriComponentsBuilder;

/**
 * The gateway as the public sees it. Calls carry no token: what is not open does not
 * come.
 */
@Component
public class Gateway {

	private static final String API = "/api/v1/sharing/distributions/";

	private static final long OFFER_NANOS = 60_000_000_000L;

	private static final int MOST_OFFERS = 10_000;

	private final Map<String, Offer> offers = new ConcurrentHashMap<>();

	private final RestClient http;

	private final URI address;

	Gateway(RestClient.Builder builder, PlatformProperties platform) {
		JdkClientHttpRequestFactory requests = new JdkClientHttpRequestFactory(HttpClient.newBuilder()
			.version(HttpClient.Version.HTTP_1_1)
			.connectTimeout(Duration.ofSeconds(3))
			.build());
		requests.setReadTimeout(Duration.ofSeconds(15));
		this.address = platform.gateway();
		this.http = builder.clone().requestFactory(requests).baseUrl(this.address).build();
	}

	/**
	 * What of a distribution is open to everyone. Only a refusal says that it is closed;
	 * a failure, a timeout or a limit on calls (429) says nothing about the data.
	 */
	public Availability availability(String distribution) {
		try {
			Data data = this.http.get().uri(API + distribution).retrieve().body(Data.class);
			return (data != null) ? new Availability.Available(data) : new Availability.Unknown();
		}
		catch (HttpClientErrorException.TooManyRequests ex) {
			return new Availability.Unknown();
		}
		catch (HttpClientErrorException ex) {
			return new Availability.Closed(code(ex));
		}
		catch (RestClientException ex) {
			return new Availability.Unknown();
		}
	}

	private static String code(HttpClientErrorException refusal) {
		try {
			JsonNode problem = refusal.getResponseBodyAs(JsonNode.class);
			return (problem != null) ? problem.path("code").asString("") : "";
		}
		catch (RestClientException | JacksonException | IllegalStateException ex) {
			return "";
		}
	}

	/**
	 * The first rows of a table, unless they are known. The gateway decides in either
	 * case, so that data closed meanwhile are not shown again.
	 * @param tag of the rows that are known; null for none
	 */
	public First first(String distribution, int limit, @Nullable String tag) {
		try {
			ResponseEntity<JsonNode> answer = this.http.get()
				.uri(API + "{id}/rows?limit={limit}", distribution, limit)
				.headers((headers) -> headers.setIfNoneMatch((tag != null) ? List.of(tag) : List.of()))
				.retrieve()
				.toEntity(JsonNode.class);
			return answer.getStatusCode().isSameCodeAs(HttpStatus.NOT_MODIFIED) ? new First.Known()
					: new First.Some(rows(answer.getBody()), answer.getHeaders().getETag());
		}
		catch (RestClientException ex) {
			return new First.None();
		}
	}

	/**
	 * Rows of a table for a query.
	 * @param tag of the first rows; what may be had has to be the same still
	 */
	public Optional<Rows> rows(String distribution, Map<String, String> query, @Nullable String tag) {
		return ask(distribution, "/rows", query, tag, JsonNode.class).map(Gateway::rows);
	}

	/**
	 * Whether the original bytes are open to everyone; known for a minute, since only a
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

	/** What the columns of a table are like, if that is public. */
	public Optional<Profile> profile(String distribution) {
		try {
			return Optional
				.ofNullable(this.http.get().uri(API + "{id}/profile", distribution).retrieve().body(Profile.class));
		}
		catch (RestClientException ex) {
			return Optional.empty();
		}
	}

	/**
	 * Rows of a table put together.
	 * @param tag of the first rows; what may be had has to be the same still
	 */
	public Optional<GroupCounts> groups(String distribution, Map<String, String> query, @Nullable String tag) {
		return ask(distribution, "/groups", query, tag, GroupCounts.class);
	}

	private <T> Optional<T> ask(String distribution, String of, Map<String, String> query, @Nullable String tag,
			Class<T> type) {
		UriComponentsBuilder address = UriComponentsBuilder.fromPath(API + distribution + of);
		query.keySet().forEach((name) -> address.queryParam(name, "{" + name + "}"));
		try {
			ResponseEntity<T> answer = this.http.get()
				.uri(this.address.resolve(address.encode().buildAndExpand(query).toUri()))
				.retrieve()
				.toEntity(type);
			return Optional.ofNullable(answer.getBody())
				.filter((body) -> Objects.equals(tag, answer.getHeaders().getETag()));
		}
		catch (RestClientException ex) {
			return Optional.empty();
		}
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

	/** The first rows of a table. */
	public sealed interface First {

		/** The same as before. */
		record Known() implements First {
		}

		/** No one may have them, or there is no table. */
		record None() implements First {
		}

		/**
		 * Rows that are open to everyone.
		 *
		 * @param rows the rows
		 * @param tag changes as soon as anything of what may be had does
		 */
		record Some(Rows rows, @Nullable String tag) implements First {
		}

	}

	private record Offer(boolean made, long at) {
	}

}
