package org.shuyuan.acceptance;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Collectors;

import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * A light load: each kind of work about twice a second, by one person each. What was
 * acknowledged is remembered, to be looked for afterwards.
 */
final class Load implements AutoCloseable {

	private static final Duration PAUSE = Duration.ofMillis(500);

	private static final Duration PATIENCE = Duration.ofSeconds(15);

	private static final String ENTRIES = Platform.CATALOGUE + "/entries";

	private final HttpClient http = HttpClient.newBuilder()
		.version(HttpClient.Version.HTTP_1_1)
		.connectTimeout(Duration.ofSeconds(3))
		.build();

	/** Kind of work to what it was answered, and how often. */
	private final Map<String, Map<String, Integer>> answers = new ConcurrentHashMap<>();

	/** Good answers to each kind in a row. */
	private final Map<String, AtomicInteger> well = new ConcurrentHashMap<>();

	/** Entry or version acknowledged, to where it is read. */
	private final Map<String, String> registered = new ConcurrentHashMap<>();

	private final Map<String, String> uploaded = new ConcurrentHashMap<>();

	private final AtomicInteger leaks = new AtomicInteger();

	private final Platform platform;

	private final Clerk clerk;

	private final Permits permits;

	private final String grant;

	private final String upload;

	private volatile boolean running = true;

	private Load(Platform platform) {
		this.platform = platform;
		List<String> agencies = platform.agencies();
		this.clerk = new Clerk(platform, agencies.get(0));
		this.permits = Permits.published(platform, agencies.get(0), agencies.get(1));
		this.grant = this.permits.granted();
		JsonNode open = this.clerk.register(KillFixtures.table(this.clerk.agency(), "faults"));
		this.upload = Platform.SHARING + "/distributions/" + open.at("/distributions/0/id").asString();
	}

	/** Begins. */
	static Load on(Platform platform) {
		Load load = new Load(platform);
		load.repeat("search", () -> load.status(null, "GET", Platform.CATALOGUE + "/search?q=table&limit=5", null));
		load.repeat("register", load::register);
		load.repeat("upload", load::upload);
		load.repeat("deliver", () -> load.status(load.permits.officer(), "GET", load.permits.data() + "/rows?limit=5",
				null, Permits.under(load.grant)));
		load.repeat("refused", load::refused);
		return load;
	}

	private void repeat(String work, Work answer) {
		this.well.put(work, new AtomicInteger());
		Thread.ofVirtual().name("load-" + work).start(() -> {
			while (this.running) {
				String said = said(answer);
				this.answers.computeIfAbsent(work, (_) -> new ConcurrentHashMap<>()).merge(said, 1, Integer::sum);
				boolean good = work.equals("refused") ? said.startsWith("40") : said.startsWith("20");
				this.well.get(work).updateAndGet((before) -> good ? before + 1 : 0);
				LockSupport.parkNanos(PAUSE.toNanos());
			}
		});
	}

	private static String said(Work work) {
		try {
			return work.answer();
		}
		catch (IOException | java.io.UncheckedIOException ex) {
			return "silent";
		}
		catch (AssertionError | RuntimeException ex) {
			return "no token";
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			return "interrupted";
		}
	}

	private String register() throws IOException, InterruptedException {
		HttpResponse<String> answer = exchange(this.clerk.steward(), "POST", ENTRIES,
				Platform.JSON.writeValueAsString(KillFixtures.table(this.clerk.agency(), "fault")));
		if (answer.statusCode() == 201) {
			String id = Platform.JSON.readTree(answer.body()).at("/entry/id").asString();
			this.registered.put(id, ENTRIES + "/" + id);
		}
		return coded(answer);
	}

	private String upload() throws IOException, InterruptedException {
		HttpResponse<String> answer = exchange(this.clerk.steward(), "PUT", this.upload + "/data?filename=rows.csv",
				KillFixtures.csv(20, (int) System.nanoTime()));
		if (answer.statusCode() == 201) {
			String version = Platform.JSON.readTree(answer.body()).path("version").asString();
			this.uploaded.put(version, Platform.JSON.readTree(answer.body()).path("sha256").asString());
		}
		return coded(answer);
	}

	/** The public, and the officer without a grant: neither may ever have rows. */
	private String refused() throws IOException, InterruptedException {
		String rows = this.permits.data() + "/rows?limit=5";
		HttpResponse<String> nobody = exchange(null, "GET", rows, null);
		HttpResponse<String> groundless = exchange(this.permits.officer(), "GET", rows, null, "Shuyuan-Purpose",
				"planning");
		for (HttpResponse<String> answer : List.of(nobody, groundless)) {
			if (answer.statusCode() / 100 == 2 || answer.body().contains("YZ-1")) {
				this.leaks.incrementAndGet();
			}
		}
		return coded((nobody.statusCode() >= 500) ? nobody : groundless);
	}

	private String status(@Nullable String client, String method, String path, @Nullable String body, String... headers)
			throws IOException, InterruptedException {
		return coded(exchange(client, method, path, body, headers));
	}

	private static String coded(HttpResponse<String> answer) {
		if (answer.statusCode() < 400) {
			return String.valueOf(answer.statusCode());
		}
		String type = answer.headers().firstValue("Content-Type").orElse("");
		String code = type.contains("json") ? Platform.JSON.readTree(answer.body()).path("code").asString("") : "";
		return (answer.statusCode() + " " + code).strip();
	}

	private HttpResponse<String> exchange(@Nullable String client, String method, String path, @Nullable String body,
			String... headers) throws IOException, InterruptedException {
		HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(this.platform.base().resolve(path).toString()))
			.timeout(PATIENCE)
			.header("Content-Type", method.equals("PUT") ? "text/csv" : "application/json")
			.method(method, (body != null) ? BodyPublishers.ofString(body) : BodyPublishers.noBody());
		if (headers.length > 0) {
			request.headers(headers);
		}
		if (client != null) {
			request.header("Authorization", "Bearer " + this.platform.token(client));
		}
		return this.http.send(request.build(), BodyHandlers.ofString());
	}

	/**
	 * Waits until every kind of work is answered as it should be, some times in a row.
	 */
	void awaitWell() {
		this.well.values().forEach((count) -> count.set(0));
		Platform.await("all work is done again", Duration.ofMinutes(10),
				() -> this.well.values().stream().allMatch((count) -> count.get() >= 4));
	}

	/** Forgets how calls were answered up to now, not what was acknowledged. */
	void forget() {
		this.answers.clear();
	}

	/** How calls were answered. */
	String told() {
		return new TreeMap<>(this.answers).entrySet()
			.stream()
			.map((work) -> work.getKey() + ": "
					+ new TreeMap<>(work.getValue()).entrySet()
						.stream()
						.map((answer) -> answer.getValue() + "× " + answer.getKey())
						.collect(Collectors.joining(", ")))
			.collect(Collectors.joining("; "));
	}

	int leaks() {
		return this.leaks.get();
	}

	int acknowledged() {
		return this.registered.size() + this.uploaded.size();
	}

	/**
	 * Acknowledged entries and versions that are not there, or not as they were sent.
	 * What is acknowledged while they are looked for is not.
	 */
	List<String> lost() {
		Map<String, String> entries = Map.copyOf(this.registered);
		Map<String, String> files = Map.copyOf(this.uploaded);
		List<String> lost = new ArrayList<>();
		entries.forEach((id, path) -> {
			int status = this.platform.getAs(this.clerk.steward(), path).status();
			if (status != 200) {
				lost.add("entry %s: %d".formatted(id, status));
			}
		});
		Map<String, String> versions = versions();
		files.forEach((version, sha256) -> {
			if (!sha256.equals(versions.get(version))) {
				lost.add("version %s: %s".formatted(version, versions.get(version)));
			}
		});
		return lost;
	}

	private Map<String, String> versions() {
		Map<String, String> versions = new HashMap<>();
		String page = this.upload + "/versions?limit=200";
		while (page != null) {
			JsonNode answer = this.platform.getAs(this.clerk.steward(), page).accepted().json();
			answer.path("items")
				.forEach((version) -> versions.put(version.path("version").asString(),
						version.path("sha256").asString()));
			page = answer.hasNonNull("next") ? answer.path("next").asString() : null;
		}
		return versions;
	}

	@Override
	public void close() {
		this.running = false;
	}

	/** One call. */
	private interface Work {

		String answer() throws IOException, InterruptedException;

	}

}
