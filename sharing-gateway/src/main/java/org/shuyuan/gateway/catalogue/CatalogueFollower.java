package org.shuyuan.gateway.catalogue;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Function;

import org.jspecify.annotations.Nullable;
import org.shuyuan.observability.ClientSpans;
import org.shuyuan.observability.PlatformProperties;
import org.shuyuan.support.caller.ServiceToken;
import org.shuyuan.support.task.BackgroundTask;
import org.shuyuan.support.task.Backoff;
import org.shuyuan.support.task.Interrupt;
import org.shuyuan.vocab.entry.Completeness;
import org.shuyuan.vocab.entry.Entry;
import org.shuyuan.vocab.identifier.AgencyId;
import org.shuyuan.vocab.identifier.EntryId;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.context.annotation.Bean;
import org.springframework.http.client.JdkClientHttpRequestFactory;
import org.springframework.http.client.SimpleClientHttpRequestFactory;
import org.springframework.security.oauth2.client.registration.ClientRegistrationRepository;
import org.springframework.stereotype.Component;
import org.springframework.web.client.RestClient;

/**
 * Reads a snapshot of the catalogue and follows its change feed from there, polling
 * without delay. Waits quietly where the catalogue does not answer yet.
 */
@Component
public class CatalogueFollower {

	private static final Logger LOG = LoggerFactory.getLogger(CatalogueFollower.class);

	private static final String CLIENT = "sharing-gateway";

	/** A catalogue that does not answer says nothing when it does again. */
	private static final Backoff BACKOFF = new Backoff(Duration.ofMillis(500), Duration.ofMillis(500));

	/**
	 * Changes requested at once; as many as the catalogue returns, to keep up with
	 * imports.
	 */
	private static final int PAGE = 1000;

	/** The same where a caller waits, or a longer answer timed out. */
	private static final int QUICK_PAGE = 200;

	/**
	 * The snapshot is as old as this before the catalogue is polled again; far less than
	 * may be.
	 */
	private static final int WAIT_SECONDS = 1;

	/** Longest that a caller waits for a very recent change. */
	private static final Duration MOMENT = Duration.ofSeconds(1);

	private final Snapshot snapshot;

	private final JsonMapper json;

	private final Clock clock;

	private final RestClient http;

	private final RestClient quick;

	/** For what grows with the catalogue: limited from one piece to the next. */
	private final RestClient whole;

	private final @Nullable ServiceToken token;

	private final ClientSpans traces;

	private final AtomicLong rounds = new AtomicLong();

	private final ReentrantLock round = new ReentrantLock();

	private final BackgroundTask task;

	private volatile long position = -1;

	private volatile boolean silent;

	CatalogueFollower(Snapshot snapshot, JsonMapper json, Clock clock,
			ObjectProvider<ClientRegistrationRepository> registrations, ClientSpans traces, PlatformProperties platform,
			CatalogueFollowerProperties properties) {
		this.snapshot = snapshot;
		this.json = json;
		this.clock = clock;
		this.traces = traces;
		JdkClientHttpRequestFactory requests = new JdkClientHttpRequestFactory();
		requests.setReadTimeout(Duration.ofSeconds(10));
		this.token = ServiceToken.of(registrations.getIfAvailable(), CLIENT).orElse(null);
		this.task = new BackgroundTask("gateway-catalogue", this::follow, Duration.ZERO, BACKOFF)
			.withInterrupt(Interrupt.ALWAYS)
			.onlyIf(this.token != null);
		this.http = RestClient.builder()
			.baseUrl(platform.catalogue())
			.requestFactory(requests)
			.requestInterceptor(traces)
			.build();
		JdkClientHttpRequestFactory quickRequests = new JdkClientHttpRequestFactory();
		quickRequests.setReadTimeout(MOMENT);
		this.quick = this.http.mutate().requestFactory(quickRequests).build();
		SimpleClientHttpRequestFactory wholeRequests = new SimpleClientHttpRequestFactory();
		wholeRequests.setConnectTimeout(properties.patience());
		wholeRequests.setReadTimeout(properties.patience());
		this.whole = this.http.mutate().requestFactory(wholeRequests).build();
	}

	private void follow() {
		try {
			read();
			this.silent = false;
		}
		catch (RuntimeException ex) {
			// a stop that interrupts says nothing of the catalogue
			this.silent = this.task.isRunning();
			throw ex;
		}
	}

	private void read() {
		if (this.position < 0) {
			this.position = this.traces.inBackground("catalogue snapshot", this::readSnapshot, (_) -> true);
		}
		this.traces.inBackground("catalogue feed",
				() -> readOn(this.http, this.silent ? QUICK_PAGE : PAGE, WAIT_SECONDS), (changes) -> changes > 0);
	}

	/**
	 * Takes in what the catalogue has said up to now, on whichever of its instances. For
	 * a call that would be refused by what may have changed a moment ago; those who ask
	 * at the same time share one round. Where the catalogue does not answer, what is
	 * known holds.
	 */
	public void catchUp() {
		long begun = this.rounds.get();
		this.round.lock();
		try {
			if (this.rounds.get() > begun || this.position < 0 || this.silent) {
				return;
			}
			this.rounds.incrementAndGet();
			while (this.traces.whileWaiting("catalogue feed", () -> readOn(this.quick, QUICK_PAGE, 0)) == QUICK_PAGE) {
				LOG.debug("There is more to catch up with");
			}
		}
		catch (RuntimeException ex) {
			LOG.debug("The catalogue's changes cannot be read in time", ex);
		}
		finally {
			this.round.unlock();
		}
	}

	/**
	 * The result of a lookup in the snapshot, by all that the catalogue has published so
	 * far.
	 */
	public <T> Optional<T> find(Function<Snapshot, Optional<T>> look) {
		return look.apply(this.snapshot).or(() -> {
			catchUp();
			return look.apply(this.snapshot);
		});
	}

	private int readOn(RestClient client, int limit, int wait) {
		Instant asked = this.clock.instant();
		byte[] body = client.get()
			.uri("/api/v1/catalogue/changes?after={after}&limit={limit}&wait={wait}", this.position, limit, wait)
			.headers((headers) -> headers.setBearerAuth(Objects.requireNonNull(this.token).value()))
			.retrieve()
			.body(byte[].class);
		return take(this.json.readTree(Objects.requireNonNull(body)), limit, asked);
	}

	/**
	 * What was taken in already is not taken in again: it may be old by now. The
	 * catalogue has spoken for the moment when it was asked, however late its answer is.
	 */
	private synchronized int take(JsonNode page, int limit, Instant asked) {
		JsonNode items = page.path("items");
		for (JsonNode item : items) {
			long at = item.path("position").asLong();
			if (at > this.position) {
				takeIn(item);
				this.position = at;
			}
		}
		this.position = Math.max(this.position, page.path("position").asLong(0));
		if (items.size() < limit) {
			this.snapshot.heard(asked);
		}
		return items.size();
	}

	/**
	 * Takes in every entry that is described in full, as the catalogue has it at one
	 * position; that position.
	 */
	private long readSnapshot() {
		return Objects.requireNonNull(this.whole.get()
			.uri("/api/v1/catalogue/changes/snapshot?completeness=full")
			.headers((headers) -> headers.setBearerAuth(Objects.requireNonNull(this.token).value()))
			.exchange((request, response) -> {
				if (response.getStatusCode().isError()) {
					throw response.createException();
				}
				try (BufferedReader lines = new BufferedReader(
						new InputStreamReader(response.getBody(), StandardCharsets.UTF_8))) {
					return readSnapshot(lines);
				}
			}));
	}

	private long readSnapshot(BufferedReader lines) throws IOException {
		long reached = -1;
		for (String line = lines.readLine(); line != null; line = lines.readLine()) {
			JsonNode item = this.json.readTree(line);
			if (item.path("complete").asBoolean(false)) {
				return reached;
			}
			takeIn(item);
			reached = item.path("position").asLong(reached);
		}
		throw new IOException("The catalogue's snapshot broke off");
	}

	private void takeIn(JsonNode item) {
		switch (item.path("kind").asString("")) {
			case "entry" -> apply(item.path("id").asString(), item.path("document"));
			case "agency" -> applyAgency(item.path("id").asString(), item.path("document").path("kind").asString(""));
			default -> {
				// nothing that decisions rest on
			}
		}
	}

	private void applyAgency(String id, String kind) {
		try {
			this.snapshot.put(new AgencyId(id), kind);
		}
		catch (IllegalArgumentException ex) {
			LOG.warn("A change of the catalogue names no agency", ex);
		}
	}

	/** Takes in one change; what cannot be read closes the entry. */
	void apply(String id, JsonNode document) {
		EntryId entry = new EntryId(id);
		Optional<Entry> described = described(document.path("entry"));
		if (described.isEmpty()) {
			this.snapshot.close(entry);
			return;
		}
		boolean known = this.snapshot.find(entry).isPresent();
		if (known || described.get().completeness() == Completeness.FULL) {
			this.snapshot.put(KnownEntry.of(entry, document.path("inForce").asBoolean(false),
					document.hasNonNull("publishedRevision"), essential(described.get()),
					described(document.path("submitted"))
						.map((submitted) -> new KnownEntry.SubmittedRevision(document.path("revision").asInt(),
								essential(submitted)))
						.orElse(null)));
		}
	}

	private Optional<Entry> described(JsonNode entry) {
		try {
			return entry.isObject() ? Optional.of(this.json.treeToValue(entry, Entry.class)) : Optional.empty();
		}
		catch (RuntimeException ex) {
			LOG.warn("A change of the catalogue cannot be read; its entry is closed", ex);
			return Optional.empty();
		}
	}

	/** Without what decisions do not need. */
	private static Entry essential(Entry entry) {
		return Entry.of(entry.title(), entry.agency())
			.id(entry.id())
			.code(entry.code())
			.area(entry.area())
			.sharing(entry.sharing())
			.modes(entry.modes())
			.openness(entry.openness())
			.discoverability(entry.discoverability())
			.grade(entry.strictestGrade())
			.items(entry.items())
			.distributions(entry.distributions())
			.completeness(entry.completeness())
			.build();
	}

	/** Without credentials there is no catalogue to follow. */
	@Bean
	BackgroundTask catalogueTask() {
		return this.task;
	}

}
