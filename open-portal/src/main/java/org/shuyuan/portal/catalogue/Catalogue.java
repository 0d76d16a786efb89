package org.shuyuan.portal.catalogue;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import jakarta.servlet.http.HttpServletResponse;
import org.shuyuan.observability.PlatformProperties;
import org.shuyuan.vocab.Text;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.ProblemDetail;
import org.springframework.http.client.ClientHttpResponse;
import org.springframework.http.client.JdkClientHttpRequestFactory;
import org.springframework.stereotype.Component;
import org.springframework.util.MultiValueMap;
import org.springframework.web.ErrorResponseException;
import org.springframework.web.client.RestClient;
import org.springframework.web.util.UriComponentsBuilder;

/**
 * The catalogue as the public sees it. Calls carry no token, so nothing internal can be
 * returned. Refusals are {@link ErrorResponseException} with the catalogue's status.
 */
@Component
public class Catalogue {

	/** Preconditions (RFC 9110, section 13.1). */
	private static final List<String> PRECONDITIONS = List.of(HttpHeaders.IF_NONE_MATCH, HttpHeaders.IF_MATCH,
			HttpHeaders.IF_MODIFIED_SINCE);

	private static final String API = "/api/v1/catalogue";

	private static final Duration FRESH = Duration.ofSeconds(20);

	private static final int MOST_RECENT = 1_000;

	private final RestClient http;

	/** Without a limit on how long an answer may flow: readers may be slow. */
	private final RestClient whole;

	private final JsonMapper json;

	private final URI address;

	private final Cache<String, Object> recent = Caffeine.newBuilder()
		.maximumSize(MOST_RECENT)
		.expireAfterWrite(FRESH)
		.build();

	Catalogue(RestClient.Builder builder, JsonMapper json, PlatformProperties platform) {
		this.json = json;
		this.address = platform.catalogue();
		HttpClient client = HttpClient.newBuilder()
			.version(HttpClient.Version.HTTP_1_1)
			.connectTimeout(Duration.ofSeconds(3))
			.build();
		JdkClientHttpRequestFactory requests = new JdkClientHttpRequestFactory(client);
		requests.setReadTimeout(Duration.ofSeconds(15));
		this.http = builder.clone()
			.requestFactory(requests)
			.defaultStatusHandler(HttpStatusCode::isError, (request, response) -> refuse(response))
			.build();
		this.whole = this.http.mutate().requestFactory(new JdkClientHttpRequestFactory(client)).build();
	}

	/** Entries for a question in the parameters of the search. */
	public SearchResult search(MultiValueMap<String, String> question) {
		return read(address(API + "/search", question), SearchResult.class);
	}

	/** As {@link #search}, but an answer may be some seconds old. */
	public SearchResult searchLately(MultiValueMap<String, String> question) {
		URI address = address(API + "/search", question);
		return lately(address.toString(), () -> read(address, SearchResult.class));
	}

	/** The public part of an entry. */
	public PublicDescription entry(String id) {
		return read(URI.create(API + "/entries/" + id), PublicDescription.class);
	}

	/**
	 * The public entry that a distribution or an item is of.
	 * @param kind distributions or items
	 */
	public String entryOf(String kind, String id) {
		return read(URI.create(API + "/" + kind + "/" + id), JsonNode.class).path("entry").asString("");
	}

	/** Titles that what was typed may become, by id. */
	public Map<String, Text> suggestions(String typed) {
		Map<String, Text> titles = new LinkedHashMap<>();
		JsonNode answer = read(address(API + "/suggest", MultiValueMap.fromSingleValue(Map.of("q", typed))),
				JsonNode.class);
		for (JsonNode item : answer.path("items")) {
			text(item.path("title")).ifPresent((title) -> titles.put(item.path("id").asString(""), title));
		}
		return titles;
	}

	/** All agencies in the order of their codes. */
	public List<AgencySummary> agencies() {
		return lately("agencies", () -> {
			List<AgencySummary> agencies = new ArrayList<>();
			String address = API + "/agencies?limit=200";
			while (address != null) {
				JsonNode answer = read(URI.create(address), JsonNode.class);
				for (JsonNode item : answer.path("items")) {
					agencies.add(this.json.treeToValue(item, AgencySummary.class));
				}
				address = answer.hasNonNull("next") ? answer.path("next").asString("") : null;
			}
			return List.copyOf(agencies);
		});
	}

	/**
	 * What the catalogue holds, in numbers: {@code total}, {@code withData} and facets.
	 */
	public JsonNode statistics() {
		return lately("statistics", () -> read(URI.create(API + "/statistics"), JsonNode.class));
	}

	/** The label of a code; the code itself where the list does not have it. */
	public Text label(String scheme, String code) {
		return labels(scheme).getOrDefault(code, Text.of(code));
	}

	/** The labels of a code list, empty where the catalogue has none of that name. */
	public Map<String, Text> labels(String scheme) {
		return lately("codes/" + scheme, () -> {
			Map<String, Text> labels = new LinkedHashMap<>();
			try {
				JsonNode answer = read(URI.create(API + "/codes/" + scheme), JsonNode.class);
				for (JsonNode code : answer.isArray() ? answer : answer.path("items")) {
					text(code.path("label")).ifPresent((label) -> labels.put(code.path("code").asString(""), label));
				}
			}
			catch (ErrorResponseException ex) {
				// codes are kept as they are
			}
			return labels;
		});
	}

	/**
	 * Hands an answer of the catalogue through, byte for byte.
	 * @param asked the reader's headers, of which its preconditions are passed on
	 */
	public void handThrough(String path, String accept, HttpHeaders asked, HttpServletResponse response) {
		RestClient.RequestHeadersSpec<?> request = this.whole.get()
			.uri(this.address.resolve(path))
			.header(HttpHeaders.ACCEPT, accept);
		for (String name : PRECONDITIONS) {
			request.headers((headers) -> headers.addAll(name, asked.getOrEmpty(name)));
		}
		request.exchange((_, answer) -> {
			response.setStatus(answer.getStatusCode().value());
			for (String name : List.of(HttpHeaders.CONTENT_TYPE, HttpHeaders.ETAG, HttpHeaders.LAST_MODIFIED,
					HttpHeaders.LINK, HttpHeaders.CACHE_CONTROL, HttpHeaders.RETRY_AFTER)) {
				String value = answer.getHeaders().getFirst(name);
				if (value != null) {
					response.setHeader(name, value);
				}
			}
			response.setHeader(HttpHeaders.VARY, HttpHeaders.ACCEPT);
			try (InputStream body = answer.getBody()) {
				body.transferTo(response.getOutputStream());
			}
			return true;
		});
	}

	private static URI address(String path, MultiValueMap<String, String> parameters) {
		UriComponentsBuilder address = UriComponentsBuilder.fromPath(path);
		List<Object> values = new ArrayList<>();
		parameters.forEach((name, given) -> given.forEach((value) -> {
			address.queryParam(name, "{v" + values.size() + "}");
			values.add(value);
		}));
		return address.encode().buildAndExpand(values.toArray()).toUri();
	}

	private <T> T read(URI address, Class<T> type) {
		T answer = this.http.get().uri(this.address.resolve(address)).retrieve().body(type);
		if (answer == null) {
			throw new ErrorResponseException(HttpStatus.SERVICE_UNAVAILABLE);
		}
		return answer;
	}

	@SuppressWarnings("unchecked")
	private <T> T lately(String name, Supplier<T> source) {
		Object known = this.recent.getIfPresent(name);
		if (known != null) {
			return (T) known;
		}
		T value = source.get();
		this.recent.put(name, value);
		return value;
	}

	private static Optional<Text> text(JsonNode node) {
		String zh = node.path("zh").asString("");
		return zh.isBlank() ? Optional.empty() : Optional.of(new Text(zh, node.path("en").asString("")));
	}

	private void refuse(ClientHttpResponse response) throws IOException {
		HttpStatusCode status = response.getStatusCode();
		ProblemDetail problem = ProblemDetail.forStatus(status);
		try {
			JsonNode told = this.json.readTree(response.getBody().readNBytes(1 << 16));
			for (String name : List.of("code", "replacedBy", "detailZh", "adviceZh", "advice")) {
				if (told.hasNonNull(name)) {
					problem.setProperty(name, told.path(name).asString(""));
				}
			}
			problem.setDetail(told.path("detail").asString(""));
		}
		catch (tools.jackson.core.JacksonException ex) {
			// the status says enough
		}
		throw new ErrorResponseException(status, problem, null);
	}

}
