package org.shuyuan.standalone;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.zip.GZIPInputStream;

import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

import com.sun.net.httpserver.HttpServer;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.shuyuan.vocab.identifier.AgencyId;
import org.slf4j.LoggerFactory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/** Traces as a collector receives them, and lines as the log keeps them. */
class TracingTests {

	private static final String NAME = "zhangsan";

	/** In the form of a resident's number, with the right check digit. */
	private static final String RESIDENT = "110101199003078670";

	private static final String TOKEN = "eyJhbGciOiJub25lIn0.eyJzdWIiOiJ6aGFuZ3NhbiJ9.c2VjcmV0";

	private static final String SECRET = "what the services share";

	private static final String SERVICE_SECRET = "0123456789abcdef";

	private static final List<byte[]> RECEIVED = new CopyOnWriteArrayList<>();

	private static HttpServer collector;

	private static RunningPlatform platform;

	@BeforeAll
	static void start(@TempDir Path folder) throws IOException {
		collector = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
		collector.createContext("/v1/traces", (exchange) -> {
			byte[] body = exchange.getRequestBody().readAllBytes();
			boolean packed = "gzip".equals(exchange.getRequestHeaders().getFirst("Content-Encoding"));
			RECEIVED.add(packed ? new GZIPInputStream(new ByteArrayInputStream(body)).readAllBytes() : body);
			exchange.sendResponseHeaders(200, -1);
			exchange.close();
		});
		collector.start();
		platform = RunningPlatform.start(folder.resolve("data"),
				Map.of("SHUYUAN_OTLP_URL", "http://127.0.0.1:" + collector.getAddress().getPort(),
						"SHUYUAN_TRACE_SHARE", "1", "SHUYUAN_TRACE_SECRET_FILE",
						Files.writeString(folder.resolve("secret"), SECRET + "\n").toString(), "SHUYUAN_LOG_FORMAT",
						"json", "SHUYUAN_CATALOGUE_SECRET", SERVICE_SECRET));
	}

	@AfterAll
	static void stop() {
		platform.close();
		collector.stop(0);
	}

	/** Everything received, byte for character. */
	private static String received() {
		StringBuilder all = new StringBuilder();
		RECEIVED.forEach((body) -> all.append(new String(body, StandardCharsets.ISO_8859_1)));
		return all.toString();
	}

	/**
	 * Names of the spans of a trace, as OTLP's span begins: trace, span, parent, name.
	 */
	private static List<String> spans(String trace) {
		String bytes = new String(HexFormat.of().parseHex(trace), StandardCharsets.ISO_8859_1);
		return Pattern
			.compile(Pattern.quote(bytes) + "\\x12\\x08.{8}(?:\\x22\\x08.{8})?\\x2a(.)(?=(.{0,127}))", Pattern.DOTALL)
			.matcher(received())
			.results()
			.map((span) -> span.group(2).substring(0, span.group(1).charAt(0)))
			.toList();
	}

	/** The traces that have a span of the name. */
	private static Set<String> traces(String name) {
		return Pattern
			.compile("\\x0a\\x10(.{16})\\x12\\x08.{8}(?:\\x22\\x08.{8})?\\x2a"
					+ Pattern.quote((char) name.length() + name), Pattern.DOTALL)
			.matcher(received())
			.results()
			.map((span) -> HexFormat.of().formatHex(span.group(1).getBytes(StandardCharsets.ISO_8859_1)))
			.collect(Collectors.toSet());
	}

	private static String vouched(String parent, String secret) {
		return vouched(parent, secret, Instant.now());
	}

	private static String vouched(String parent, String secret, Instant at) {
		try {
			Mac mac = Mac.getInstance("HmacSHA256");
			mac.init(new SecretKeySpec(secret.getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
			long seconds = at.getEpochSecond();
			return seconds + "."
					+ Base64.getUrlEncoder()
						.withoutPadding()
						.encodeToString(mac.doFinal((parent + " " + seconds).getBytes(StandardCharsets.US_ASCII)));
		}
		catch (GeneralSecurityException ex) {
			throw new IllegalStateException(ex);
		}
	}

	/**
	 * The description of the API is put together from the catalogue's and the gateway's.
	 */
	@ParameterizedTest
	@CsvSource({ "/catalogue?q=zhangsan, http get /catalogue, http get /api/v1/catalogue/search, 1",
			"/api, http get /api, http get /api/openapi/{group}, 3" })
	void onePageIsOneTraceThroughTheServices(String page, String first, String second, int services) {
		String trace = UUID.randomUUID().toString().replace("-", "");
		String parent = "00-" + trace + "-00f067aa0ba902b7-01";
		platform.call(null, "GET", page, null, "Accept", "text/html", "traceparent", parent, "tracestate",
				"shuyuan=" + vouched(parent, SECRET));
		await().atMost(Duration.ofMinutes(2)).untilAsserted(() -> {
			assertThat(spans(trace)).contains(first);
			assertThat(spans(trace)).filteredOn(second::equals).hasSize(services);
		});
		assertThat(received()).doesNotContain(NAME).doesNotContain("?q=");
	}

	@Test
	void nobodyOutsideDecidesWhatIsTracedOrJoinsATrace() {
		String own = "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01";
		String other = "00-aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa-00f067aa0ba902b7-01";
		for (String state : List.of("", "shuyuan=", "shuyuan=x", "shuyuan=" + vouched(own, "another"),
				"shuyuan=" + vouched(other, SECRET),
				"shuyuan=" + vouched(own, SECRET, Instant.now().minus(Duration.ofMinutes(6))),
				"shuyuan=" + vouched(own.replace("-01", "-00"), SECRET))) {
			platform.call(null, "GET", "/about", null, "Accept", "text/html", "traceparent", own, "tracestate", state);
		}
		String marker = "cccccccccccccccccccccccccccccccc";
		String parent = "00-" + marker + "-00f067aa0ba902b7-01";
		platform.call(null, "GET", "/about", null, "Accept", "text/html", "traceparent", parent, "tracestate",
				"shuyuan=" + vouched(parent, SECRET));
		await().atMost(Duration.ofMinutes(2))
			.untilAsserted(() -> assertThat(spans(marker)).contains("http get /about"));
		assertThat(spans("4bf92f3577b34da6a3ce929d0e0e4736")).isEmpty();
		assertThat(received()).doesNotContain("shuyuan=").doesNotContain(vouched(parent, SECRET));
	}

	@Test
	void whatAFeedBroughtIsOneTraceThroughBothServices() {
		HttpResponse<String> registered = platform.call(platform.signedIn("authority.officer"), "PUT",
				"/api/v1/catalogue/agencies/" + AgencyId.ofBody("11990100MB0A00031").value(),
				Map.of("name", Map.of("zh", "某局")));
		assertThat(registered.statusCode()).isEqualTo(201);
		await().atMost(Duration.ofMinutes(2))
			.untilAsserted(() -> assertThat(traces("catalogue feed"))
				.anyMatch((trace) -> spans(trace).contains("http get /api/v1/catalogue/changes")));
	}

	@Test
	void aLongWaitForNothingIsNoSpan() {
		String token = token("catalogue-service", SERVICE_SECRET);
		String feed = "/api/v1/catalogue/changes?limit=200&after=";
		String idle = trace(token, feed + Long.MAX_VALUE + "&wait=1");
		String atOnce = trace(token, feed + Long.MAX_VALUE);
		String data = trace(token, "/api/v1/sharing/data-changes?after=" + Long.MAX_VALUE + "&wait=1");
		String open = trace(null, "/api/v1/catalogue/public/changes?after=" + Long.MAX_VALUE + "&wait=1");
		String last = trace(null, "/about");
		await().atMost(Duration.ofMinutes(2)).untilAsserted(() -> {
			assertThat(spans(atOnce)).contains("http get /api/v1/catalogue/changes");
			assertThat(spans(last)).contains("http get /about");
		});
		assertThat(spans(idle)).isEmpty();
		assertThat(spans(data)).isEmpty();
		assertThat(spans(open)).isEmpty();
	}

	@Test
	void whoeverIsAskedWhoStandsIsInTheTraceOfTheCall() {
		String trace = trace(platform.signedIn("authority.officer"), "/api/v1/catalogue/entries?limit=1");
		await().atMost(Duration.ofMinutes(2))
			.untilAsserted(() -> assertThat(spans(trace)).contains("http get /api/v1/catalogue/entries", "standing",
					"http post"));
	}

	/** Calls within a trace that a service vouches for; that trace. */
	private static String trace(@Nullable String token, String path) {
		String trace = UUID.randomUUID().toString().replace("-", "");
		String parent = "00-" + trace + "-00f067aa0ba902b7-01";
		HttpResponse<String> answer = platform.call(token, "GET", path, null, "traceparent", parent, "tracestate",
				"shuyuan=" + vouched(parent, SECRET));
		assertThat(answer.statusCode()).as(path).isEqualTo(200);
		return trace;
	}

	private static String token(String client, String secret) {
		String basic = Base64.getEncoder().encodeToString((client + ":" + secret).getBytes(StandardCharsets.UTF_8));
		return RunningPlatform
			.json(RunningPlatform.post(RunningPlatform.browser(), platform.base() + "/oauth2/token",
					"grant_type=client_credentials", "Authorization", "Basic " + basic))
			.path("access_token")
			.asString();
	}

	@Test
	void nothingPersonalIsLoggedOrTraced() throws IOException {
		String secret = NAME + RESIDENT;
		for (String path : List.of("/entries/", "/agencies/", "/api/v1/catalogue/entries/",
				"/api/v1/sharing/distributions/", "/api/v1/sharing/grants/", "/api/v1/catalogue/agencies/",
				"/api/v1/identity/people/", "/problems/", "/nothing/")) {
			platform.call(null, "GET", path + secret, null);
			platform.call(TOKEN, "GET", path + secret + "?name=" + secret, null);
			platform.call(null, "GET", path + "aaaaaaaaaaaaaaaaaaaaaaaaaa?limit=" + secret + "&after=" + secret, null);
			platform.call(TOKEN, "POST", path + secret, Map.of("name", secret));
		}
		for (String path : List.of("/api/v1/catalogue/search?limit=", "/api/v1/catalogue/public/changes?after=",
				"/sparql?query=", "/api/v1/catalogue/dcat?page=", "/catalogue?page=", "/feed.atom?limit=",
				"/api/v1/catalogue/search?sort=", "/suggest?q=%25", "/oauth2/authorize?client_id=",
				"/login/oauth2/code/open-portal?error=x&code=", "/oauth2/token?code=")) {
			platform.call(null, "GET", path + secret, null);
			platform.call(null, "POST", path + secret, List.of(secret));
		}
		assertThat(platform.call(null, "GET", "/catalogue", null).statusCode()).isEqualTo(200);
		await().atMost(Duration.ofMinutes(2))
			.untilAsserted(() -> assertThat(received()).contains("http get /api/v1/catalogue/entries/{id}"));
		assertThat(received()).doesNotContain(NAME).doesNotContain(RESIDENT).doesNotContain(TOKEN);
		LoggerFactory.getLogger("org.shuyuan.test").warn("{} is not told", "what it is");
		String log = Files.readString(platform.data().resolve("logs/shuyuan.log"));
		assertThat(log).doesNotContain(NAME).doesNotContain(RESIDENT).doesNotContain(TOKEN);
		assertThat(log).contains("\"message\":\"what it is is not told\"");
		assertThat(log.lines()).allMatch((line) -> line.startsWith("{\"@timestamp\":"));
	}

}
