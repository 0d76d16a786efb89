package org.shuyuan.gateway.catalogue;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.mockito.Mockito;
import org.shuyuan.gateway.revocation.Revocations;
import org.shuyuan.observability.ClientSpans;
import org.shuyuan.observability.PlatformProperties;
import org.shuyuan.vocab.classification.Openness;
import org.shuyuan.vocab.classification.SharingClass;
import org.shuyuan.vocab.entry.Entry;
import org.shuyuan.vocab.identifier.AgencyId;
import org.shuyuan.vocab.identifier.DistributionId;
import org.shuyuan.vocab.identifier.EntryId;
import tools.jackson.databind.json.JsonMapper;

import org.springframework.beans.factory.support.StaticListableBeanFactory;
import org.springframework.security.oauth2.client.registration.ClientRegistration;
import org.springframework.security.oauth2.client.registration.ClientRegistrationRepository;
import org.springframework.security.oauth2.client.registration.InMemoryClientRegistrationRepository;
import org.springframework.security.oauth2.core.AuthorizationGrantType;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

class CatalogueFollowerTests {

	private static final AgencyId AGENCY = AgencyId.ofBody("11990100MB0A00001");

	/** A snapshot whose first line is its last, and no end. */
	private static final String HANGING = "hanging";

	private final JsonMapper json = JsonMapper.builder().build();

	private final AtomicReference<Duration> later = new AtomicReference<>(Duration.ZERO);

	private final InstantSource now = () -> Instant.now().plus(this.later.get());

	private final Snapshot snapshot = new Snapshot(Mockito.mock(Revocations.class), this.now.withZone(ZoneOffset.UTC));

	private final Queue<String> snapshots = new ConcurrentLinkedQueue<>();

	private final AtomicInteger begun = new AtomicInteger();

	private final Queue<String> asked = new ConcurrentLinkedQueue<>();

	private final EntryId open = EntryId.random();

	private final EntryId closed = EntryId.random();

	private volatile String changes = "{\"items\":[],\"position\":7}";

	/** How late the first answer is, after which none comes. */
	private volatile Duration late = Duration.ZERO;

	private final AtomicBoolean issuerHangs = new AtomicBoolean();

	private HttpServer catalogue;

	private CatalogueFollower follower;

	@BeforeEach
	void start() throws IOException {
		this.catalogue = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
		this.catalogue.createContext("/token", (exchange) -> {
			if (!this.issuerHangs.getAndSet(false)) {
				answer(exchange, 200, "{\"access_token\":\"t\",\"token_type\":\"Bearer\",\"expires_in\":3600}");
			}
		});
		this.catalogue.createContext("/api/v1/catalogue/changes", (exchange) -> {
			this.asked.add(exchange.getRequestURI().toString());
			if (this.late.isZero() || this.later.compareAndSet(Duration.ZERO, this.late)) {
				answer(exchange, 200, this.changes);
			}
		});
		this.catalogue.createContext("/api/v1/catalogue/changes/snapshot", (exchange) -> {
			this.begun.incrementAndGet();
			String body = this.snapshots.poll();
			if (HANGING.equals(body)) {
				begin(exchange, "{\"position\":7}\n");
				return;
			}
			answer(exchange, (body != null) ? 200 : 503, (body != null) ? body : "");
		});
		this.catalogue.start();
		this.follower = follower(Duration.ofMinutes(2));
	}

	private CatalogueFollower follower(Duration patience) {
		String base = "http://127.0.0.1:" + this.catalogue.getAddress().getPort();
		StaticListableBeanFactory beans = new StaticListableBeanFactory(Map.of("registrations",
				new InMemoryClientRegistrationRepository(ClientRegistration.withRegistrationId("sharing-gateway")
					.clientId("gateway")
					.clientSecret("secret")
					.tokenUri(base + "/token")
					.authorizationGrantType(AuthorizationGrantType.CLIENT_CREDENTIALS)
					.build())));
		return new CatalogueFollower(this.snapshot, this.json, this.now.withZone(ZoneOffset.UTC),
				beans.getBeanProvider(ClientRegistrationRepository.class), ClientSpans.untraced(),
				PlatformProperties.at(base), new CatalogueFollowerProperties(patience));
	}

	@AfterEach
	void stop() {
		this.follower.catalogueTask().stop();
		this.catalogue.stop(0);
	}

	@Test
	void beginsWithASnapshotAndFollowsFromItsPosition() {
		this.snapshots.add(lines("{\"position\":7}", told(7, this.open, true), told(7, this.closed, false),
				"{\"complete\":true}"));
		this.follower.catalogueTask().start();
		awaitHeard();
		assertThat(this.snapshot.find(this.open)).hasValueSatisfying((known) -> assertThat(known.inForce()).isTrue());
		assertThat(this.snapshot.find(this.closed))
			.hasValueSatisfying((known) -> assertThat(known.inForce()).isFalse());
		assertThat(this.asked).isNotEmpty().first().asString().contains("after=7&");
	}

	@Test
	void changesAfterTheSnapshotPrevail() {
		this.snapshots.add(lines("{\"position\":7}", told(7, this.open, true), "{\"complete\":true}"));
		this.changes = "{\"items\":[" + told(8, this.open, false) + "],\"position\":8}";
		this.follower.catalogueTask().start();
		awaitHeard();
		assertThat(this.snapshot.find(this.open)).hasValueSatisfying((known) -> assertThat(known.inForce()).isFalse());
	}

	@Test
	void knowsOfWhatKindAgenciesAre() {
		AgencyId department = AgencyId.ofBody("11990100MB0A00011");
		AgencyId body = AgencyId.ofBody("91990100MB0A00012");
		AgencyId changed = AgencyId.ofBody("91990100MB0A00013");
		this.snapshots.add(lines("{\"position\":7}", agency(7, department, "government-department"),
				agency(7, body, "public-service-body"), agency(7, changed, "government-department"),
				"{\"complete\":true}"));
		this.changes = "{\"items\":[" + agency(8, changed, "whatever") + "],\"position\":8}";
		this.follower.catalogueTask().start();
		awaitHeard();
		assertThat(this.snapshot.isDepartment(department)).isTrue();
		assertThat(this.snapshot.isDepartment(body)).isFalse();
		assertThat(this.snapshot.isDepartment(changed)).isFalse();
		assertThat(this.snapshot.isDepartment(AgencyId.ofBody("11990100MB0A00014"))).as("not known").isFalse();
		assertThat(this.snapshot.isDepartment(null)).isFalse();
	}

	private static String agency(long position, AgencyId id, String kind) {
		return "{\"position\":%d,\"kind\":\"agency\",\"id\":\"%s\",\"document\":{\"id\":\"%2$s\",\"kind\":\"%3$s\"}}"
			.formatted(position, id, kind);
	}

	@Test
	void aLateAnswerSpeaksForWhenItWasAsked() {
		this.snapshots.add(lines("{\"position\":7}", "{\"complete\":true}"));
		this.late = Duration.ofSeconds(9);
		this.follower.catalogueTask().start();
		awaitHeard();
		assertThat(this.snapshot.stale()).isTrue();
	}

	@Test
	void catchesUpWithWhatWasChangedAMomentAgo() {
		this.snapshots.add(lines("{\"position\":7}", "{\"complete\":true}"));
		this.follower.catalogueTask().start();
		awaitHeard();
		this.follower.catalogueTask().stop();
		this.changes = "{\"items\":[" + told(8, this.open, true) + "],\"position\":8}";
		assertThat(this.follower.find((known) -> known.find(this.open))).isPresent();
	}

	@Test
	void whatWasToldBeforeIsNotTakenInAgain() {
		this.snapshots.add(lines("{\"position\":8}", told(8, this.open, false), "{\"complete\":true}"));
		this.changes = "{\"items\":[" + told(7, this.open, true) + "],\"position\":8}";
		this.follower.catalogueTask().start();
		awaitHeard();
		this.follower.catchUp();
		assertThat(this.snapshot.find(this.open)).hasValueSatisfying((known) -> assertThat(known.inForce()).isFalse());
	}

	@Test
	void whatIsKnownHoldsWhileTheCatalogueIsSilent() {
		this.snapshots.add(lines("{\"position\":7}", told(7, this.open, true), "{\"complete\":true}"));
		this.follower.catalogueTask().start();
		awaitHeard();
		this.follower.catalogueTask().stop();
		this.catalogue.stop(0);
		assertThat(this.follower.find((known) -> known.find(this.closed))).isEmpty();
		assertThat(this.snapshot.find(this.open)).isPresent();
	}

	@Test
	void isNotHeardBeforeAWholeSnapshotWasRead() {
		this.snapshots.add(lines("{\"position\":7}", told(7, this.open, true)));
		this.follower.catalogueTask().start();
		await().atMost(Duration.ofMinutes(2)).until(() -> this.begun.get() > 1);
		assertThat(this.asked).isEmpty();
		assertThat(this.snapshot.heard()).isEqualTo(Instant.EPOCH);
	}

	@Test
	void beginsAnewWhereASnapshotHangs() {
		String whole = lines("{\"position\":7}", told(7, this.open, true), "{\"complete\":true}");
		this.snapshots.addAll(List.of(HANGING, whole, whole, whole));
		this.follower = follower(Duration.ofSeconds(2));
		this.follower.catalogueTask().start();
		awaitHeard();
		assertThat(this.begun).hasValueGreaterThan(1);
		assertThat(this.snapshot.find(this.open)).isPresent();
	}

	@Test
	void asksAgainWhereTheIssuerHangs() {
		this.snapshots.add(lines("{\"position\":7}", "{\"complete\":true}"));
		this.issuerHangs.set(true);
		this.follower.catalogueTask().start();
		awaitHeard();
	}

	private void awaitHeard() {
		await().atMost(Duration.ofMinutes(2)).until(() -> this.snapshot.heard().isAfter(Instant.EPOCH));
	}

	private String told(long position, EntryId id, boolean inForce) {
		Entry entry = TestEntries.entry(id, DistributionId.random(), AGENCY, new SharingClass.Unconditional(),
				new Openness.Unconditional("cc-by-4.0"), List.of(TestEntries.item("名称", true)));
		return this.json.writeValueAsString(Map.of("position", position, "kind", "entry", "id", id.value(), "document",
				Map.of("inForce", inForce, "publishedRevision", 1, "entry", entry)));
	}

	private static String lines(String... lines) {
		return String.join("\n", lines) + "\n";
	}

	private static void begin(HttpExchange exchange, String line) throws IOException {
		exchange.sendResponseHeaders(200, 0);
		exchange.getResponseBody().write(line.getBytes(StandardCharsets.UTF_8));
		exchange.getResponseBody().flush();
	}

	private static void answer(HttpExchange exchange, int status, String body) throws IOException {
		byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
		exchange.getResponseHeaders().add("Content-Type", "application/json");
		exchange.sendResponseHeaders(status, (bytes.length == 0) ? -1 : bytes.length);
		exchange.getResponseBody().write(bytes);
		exchange.close();
	}

}
