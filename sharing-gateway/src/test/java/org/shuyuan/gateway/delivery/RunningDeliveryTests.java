package org.shuyuan.gateway.delivery;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.shuyuan.gateway.GatewayTest;
import org.shuyuan.gateway.access.AccessRefused;
import org.shuyuan.gateway.access.RevocationCheck;
import org.shuyuan.gateway.access.TestDoor;
import org.shuyuan.gateway.catalogue.KnownEntry;
import org.shuyuan.gateway.catalogue.Snapshot;
import org.shuyuan.gateway.catalogue.TestEntries;
import org.shuyuan.gateway.inspection.Finding;
import org.shuyuan.gateway.objects.Sha256;
import org.shuyuan.gateway.policy.RefusalReason;
import org.shuyuan.gateway.publication.VersionFollower;
import org.shuyuan.gateway.publication.VersionPublisher;
import org.shuyuan.gateway.revocation.Revocations;
import org.shuyuan.gateway.versions.DataVersion;
import org.shuyuan.gateway.versions.NegativeListHit;
import org.shuyuan.gateway.versions.VersionsInForce;
import org.shuyuan.vocab.classification.Openness;
import org.shuyuan.vocab.classification.SharingClass;
import org.shuyuan.vocab.entry.DataItem;
import org.shuyuan.vocab.entry.Entry;
import org.shuyuan.vocab.identifier.GrantId;
import org.shuyuan.vocab.process.HitState;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;
import org.springframework.context.annotation.Primary;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.mock.web.MockHttpServletResponse;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.awaitility.Awaitility.await;

/**
 * What is being delivered, when something changes.
 */
@GatewayTest
@Import(RunningDeliveryTests.Times.class)
class RunningDeliveryTests {

	/** Long enough that no buffer on the way holds it. */
	private static final int ROWS = 30_000;

	private final Snapshot snapshot;

	private final VersionsInForce versions;

	private final VersionFollower follower;

	private final VersionPublisher versionPublisher;

	private final Revocations revocations;

	private final Later clock;

	private final JdbcClient sql;

	private final int port;

	private final TestDoor door;

	RunningDeliveryTests(@LocalServerPort int port, @Autowired Snapshot snapshot, @Autowired VersionsInForce versions,
			@Autowired VersionFollower follower, @Autowired VersionPublisher versionPublisher,
			@Autowired Revocations revocations, @Autowired Clock clock, @Autowired JdbcClient sql) {
		this.snapshot = snapshot;
		this.versions = versions;
		this.follower = follower;
		this.versionPublisher = versionPublisher;
		this.revocations = revocations;
		this.clock = (Later) clock;
		this.sql = sql;
		this.port = port;
		this.door = new TestDoor(port, snapshot, sql);
	}

	@BeforeEach
	void begin() {
		this.clock.now.set(Instant.now());
		this.snapshot.heard(Instant.now().plus(Duration.ofDays(400)));
	}

	@Test
	void endsCleanlyWhenSomethingElseIsTakenBack() throws Exception {
		publishOpen();
		assertThat(breaksOff("/rows?format=csv", null, this.revocations::announceHere)).isFalse();
		assertThat(breaksOff("/file", null, this.revocations::announceHere)).isFalse();
		assertThat(stops()).isEmpty();
	}

	@Test
	void breaksOffWhenTheEntryIsSuspended() throws Exception {
		publishOpen();
		KnownEntry known = this.snapshot.find(this.door.entry).orElseThrow();
		KnownEntry suspended = new KnownEntry(known.id(), false, true, known.entry(), known.items());
		assertThat(breaksOff("/rows?format=csv", null, () -> this.snapshot.put(suspended))).isTrue();
		this.snapshot.put(known);
		assertThat(breaksOff("/file", null, () -> this.snapshot.put(suspended))).isTrue();
		assertThat(stops()).containsExactly("entry-suspended", "entry-suspended");
	}

	@Test
	void breaksOffWhenTheEntryIsClosed() throws Exception {
		publishOpen();
		assertThat(breaksOff("/rows?format=ndjson", null, () -> this.snapshot.close(this.door.entry))).isTrue();
		assertThat(stops()).containsExactly("entry-suspended");
	}

	@Test
	void breaksOffWhenTheClassChanges() throws Exception {
		Entry open = publishOpen();
		assertThat(breaksOff("/file", null, () -> this.door.publish(new SharingClass.Unconditional(),
				new Openness.NotOpen("", List.of()), open.items())))
			.isTrue();
		assertThat(stops()).containsExactly("not-open");
	}

	@Test
	void breaksOffWhenAColumnOfItCloses() throws Exception {
		Entry open = publishOpen();
		DataItem item = open.items().get(1);
		DataItem closed = item.change().open(false).openingReason(null).build();
		assertThat(breaksOff("/rows?format=csv", null, () -> this.door.publish(open.sharing(), open.openness(),
				List.of(open.items().get(0), closed, open.items().get(2)))))
			.isTrue();
		assertThat(stops()).containsExactly("item-not-open");
	}

	@Test
	void breaksOffWhenTheGrantExpires() throws Exception {
		Entry shared = this.door.publishShared();
		this.door.upload(csv());
		GrantId grant = this.door.grant(shared, 3, null, List.of());
		Change later = () -> this.clock.now.set(Instant.now().plus(Duration.ofDays(300)));
		assertThat(breaksOff("/rows?format=csv", grant, later)).isTrue();
		begin();
		assertThat(breaksOff("/file", grant, later)).isTrue();
		assertThat(stops()).containsExactly("grant-expired", "grant-expired");
	}

	@Test
	void breaksOffWhenTheCatalogueFallsSilent() throws Exception {
		publishOpen();
		assertThat(breaksOff("/rows?format=csv", null, () -> this.snapshot.heard(this.clock.instant().minusSeconds(6))))
			.isTrue();
		assertThat(stops()).containsExactly("policy-stale");
	}

	@Test
	void breaksOffWhenTheContentMeetsTheNegativeList() throws Exception {
		publishOpen();
		this.follower.catchUp();
		DataVersion data = this.versions.findData(this.door.distribution).orElseThrow();
		Finding finding = new Finding(null, "unreadable", 1, "GZ65", 1, List.of());
		NegativeListHit negativeListHit = new NegativeListHit("h", data.distribution(), data.version(), data.entry(),
				data.agency(), finding, Instant.now(), HitState.OPEN, null, null);
		DataVersion stopped = new DataVersion(data.distribution(), data.version(), data.entry(), data.agency(),
				data.filename(), data.sha256(), data.bytes(), data.state(), data.format(), data.mediaType(), data.at(),
				data.profile(), data.reason(), List.of(negativeListHit), data.publicAvailable());
		List<DataItem> items = this.snapshot.find(this.door.entry).orElseThrow().entry().items();
		assertThat(breaksOff("/file", null, () -> this.versions.put(stopped, items))).isTrue();
		assertThat(stops()).containsExactly("content-stopped");
	}

	/** What was in force before comes back, but not for whoever had the newer one. */
	@Test
	void breaksOffWhenItsBytesAreTakenBack() throws Exception {
		publishOpen();
		Sha256 older = inForce();
		this.door.upload(csv() + "B1,西湖区,乙\n");
		Sha256 newer = inForce();
		assertThat(breaksOff("/rows?format=csv", null, () -> withdraw(newer))).isTrue();
		assertThat(inForce()).isEqualTo(older);
		assertThat(breaksOff("/file", null, () -> withdraw(older))).isTrue();
		assertThat(this.versions.findData(this.door.distribution)).isEmpty();
		assertThat(stops()).containsExactly("content-stopped", "content-stopped");
	}

	@Test
	void breaksOffWhenItsBytesAreTakenBackAfterNewerOnesCame() throws Exception {
		publishOpen();
		Sha256 older = inForce();
		assertThat(breaksOff("/rows?format=csv", null, () -> {
			this.door.upload(csv() + "C1,西湖区,丙\n");
			withdraw(older);
		})).isTrue();
		assertThat(inForce()).isNotEqualTo(older);
		assertThat(stops()).containsExactly("content-stopped");
	}

	/** It comes back when it can be read, and what follows it in the feed is followed. */
	@Test
	void breaksOffWhenWhatIsOnRecordCannotBeRead() throws Exception {
		publishOpen();
		TestDoor other = new TestDoor(this.port, this.snapshot, this.sql);
		other.publishOpen();
		other.upload("许可编号,区,联系人\nA1,东湖区,甲\n");
		String profile = this.sql.sql("select profile::text from gateway.data_version where distribution = :id")
			.param("id", this.door.distribution.value())
			.query(String.class)
			.single();
		try {
			assertThat(breaksOff("/file", null, () -> {
				elsewhere("profile = '{\"rows\": \"many\"}'", "available", this.door);
				elsewhere("state = 'refused'", "refused", other);
				await().atMost(Duration.ofMinutes(2)).until(() -> this.versions.findData(other.distribution).isEmpty());
			})).isTrue();
			assertThat(this.versions.findData(this.door.distribution)).isEmpty();
			assertThat(stops()).containsExactly("content-stopped");
		}
		finally {
			this.sql.sql("update gateway.data_version set profile = cast(:profile as jsonb) where distribution = :id")
				.param("profile", profile)
				.param("id", this.door.distribution.value())
				.update();
		}
		await().atMost(Duration.ofMinutes(2)).until(() -> this.versions.findData(this.door.distribution).isPresent());
	}

	/** What waits on the way does not reach a reader who takes his time. */
	@Test
	void nothingMoreReachesASlowReader() throws Exception {
		for (String path : List.of("/rows?format=csv", "/rows?format=ndjson", "/file")) {
			publishOpen();
			try (Socket reader = reader(path)) {
				assertThat(reader.getInputStream().readNBytes(100_000)).hasSize(100_000);
				int before = stops().size();
				this.snapshot.close(this.door.entry);
				await().atMost(Duration.ofSeconds(30)).until(() -> stops().size() > before);
				assertThat(rest(reader)).as(path).isLessThan(1 << 20);
			}
		}
		assertThat(stops()).containsOnly("entry-suspended").hasSize(3);
	}

	/** Readers who hardly read have places of their own; the others are answered. */
	@Test
	void slowReadersDoNotKeepOthersFromTables() throws Exception {
		publishOpen();
		List<Socket> readers = new ArrayList<>();
		try {
			for (int i = 0; i < 16; i++) {
				Socket reader = reader("/rows?format=csv");
				readers.add(reader);
				assertThat(reader.getInputStream().readNBytes(12)).asString(StandardCharsets.US_ASCII)
					.startsWith("HTTP/1.1 ");
			}
			assertThat(this.door.get("/rows?limit=5").statusCode()).isEqualTo(200);
			assertThat(this.door.get("/groups?by=" + TestDoor.encoded("区")).statusCode()).isEqualTo(200);
			HttpResponse<String> busy = this.door.get("/rows?format=ndjson");
			TestDoor.refused(busy, 503, "too-busy");
			assertThat(busy.headers().firstValue("Retry-After")).isPresent();
		}
		finally {
			for (Socket reader : readers) {
				reader.close();
			}
		}
		await().atMost(Duration.ofMinutes(1)).until(() -> this.door.get("/rows?format=csv").statusCode() == 200);
	}

	private Socket reader(String path) throws IOException {
		Socket reader = new Socket();
		reader.setReceiveBufferSize(32 << 10);
		reader.setSoTimeout(60_000);
		reader.connect(new InetSocketAddress("127.0.0.1", this.port));
		reader.getOutputStream()
			.write(("GET /api/v1/sharing/distributions/" + this.door.distribution + path
					+ " HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n")
				.getBytes(StandardCharsets.US_ASCII));
		return reader;
	}

	/** How much still comes until the connection breaks. */
	private static long rest(Socket reader) {
		long rest = 0;
		byte[] piece = new byte[8192];
		try {
			for (int read = reader.getInputStream().read(piece); read >= 0; read = reader.getInputStream()
				.read(piece)) {
				rest += read;
			}
		}
		catch (IOException _) {
			return rest;
		}
		throw new AssertionError("It ended as if it were whole, after %d bytes".formatted(rest));
	}

	/** As another instance commits and tells it. */
	private void elsewhere(String change, String state, TestDoor of) {
		this.sql
			.sql("""
					with changed as (update gateway.data_version set %s where distribution = :id returning *),
						next as (update gateway.data_position set last = last + 1 returning last)
					insert into gateway.data_change (position, distribution, entry, version, state, at, public_available, bytes,
						sha256)
					select last, distribution, entry, version, :state, now(), false, bytes, sha256 from next, changed
					"""
				.formatted(change))
			.param("id", of.distribution.value())
			.param("state", state)
			.update();
	}

	private Sha256 inForce() {
		this.follower.catchUp();
		return this.versions.findData(this.door.distribution).orElseThrow().sha256();
	}

	private void withdraw(Sha256 bytes) {
		this.versionPublisher.withdraw(bytes,
				new org.shuyuan.gateway.inspection.VersionReason("secrecy-marking", "有密级标志", "Marked"));
		this.follower.catchUp();
	}

	@Test
	void refusesInsteadWhileNothingWasSent() throws Exception {
		RevocationCheck revocationCheck = new RevocationCheck(0, () -> 1, () -> Instant.MAX,
				() -> Optional.of(RefusalReason.GRANT_REVOKED), (_) -> {
				}, Clock.systemUTC());
		MockHttpServletResponse response = new MockHttpServletResponse();
		response.getOutputStream().print("A1,");
		assertThatExceptionOfType(AccessRefused.class)
			.isThrownBy(() -> DeliveryRevoked.check(revocationCheck, "d", response));
		assertThat(response.getContentAsString()).isEmpty();
		response.flushBuffer();
		assertThatExceptionOfType(DeliveryRevoked.class)
			.isThrownBy(() -> DeliveryRevoked.check(revocationCheck, "d", response));
	}

	/** Bytes do not wait for a record that cannot be made. */
	@Test
	void endsBeforeTheEndIsRecordedAndEvenIfItCannotBe() {
		AtomicBoolean ended = new AtomicBoolean();
		AtomicBoolean endedFirst = new AtomicBoolean();
		RevocationCheck revocationCheck = new RevocationCheck(0, () -> 1, () -> Instant.MAX,
				() -> Optional.of(RefusalReason.GRANT_REVOKED), (_) -> {
					endedFirst.set(ended.get());
					throw new IllegalStateException("no record can be made");
				}, Clock.systemUTC());
		revocationCheck.cutOff(() -> ended.set(true));
		assertThatExceptionOfType(IllegalStateException.class).isThrownBy(revocationCheck::getAsBoolean);
		assertThat(endedFirst).isTrue();
		assertThat(revocationCheck.getAsBoolean()).isTrue();
		assertThat(revocationCheck.reason()).isEqualTo(RefusalReason.GRANT_REVOKED);
	}

	private Entry publishOpen() throws Exception {
		Entry open = this.door.publish(new SharingClass.Unconditional(), new Openness.Unconditional("cc-by-4.0"),
				List.of(TestEntries.item("许可编号", true), TestEntries.item("区", true), TestEntries.item("联系人", true)));
		this.door.upload(csv());
		return open;
	}

	private static String csv() {
		String cell = "东湖区".repeat(100);
		StringBuilder csv = new StringBuilder("许可编号,区,联系人\n");
		for (int i = 0; i < ROWS; i++) {
			csv.append('A').append(i).append(',').append(cell).append(",甲\n");
		}
		return csv.toString();
	}

	private boolean breaksOff(String path, GrantId grant, Change change) throws Exception {
		HttpRequest.Builder request = this.door.request("/distributions/" + this.door.distribution + path,
				(grant != null) ? TestDoor.officer() : null);
		if (grant != null) {
			request.headers("Shuyuan-Grant", grant.value(), "Shuyuan-Purpose", TestDoor.PURPOSE);
		}
		HttpResponse<InputStream> response = this.door.http.send(request.build(),
				HttpResponse.BodyHandlers.ofInputStream());
		assertThat(response.statusCode()).isEqualTo(200);
		try (InputStream stream = response.body()) {
			assertThat(stream.readNBytes(8192)).hasSize(8192);
			change.make();
			stream.transferTo(OutputStream.nullOutputStream());
			return false;
		}
		catch (IOException ex) {
			return true;
		}
	}

	private List<String> stops() {
		return this.sql
			.sql("select reason from gateway.audit where distribution = :id and outcome = 'stop' order by at")
			.param("id", this.door.distribution.value())
			.query(String.class)
			.list();
	}

	private interface Change {

		void make() throws Exception;

	}

	@TestConfiguration
	static class Times {

		@Bean
		@Primary
		Clock laterClock() {
			return new Later();
		}

	}

	/** A clock that stands until it is set. */
	static final class Later extends Clock {

		private final AtomicReference<Instant> now = new AtomicReference<>(Instant.now());

		@Override
		public Instant instant() {
			return this.now.get();
		}

		@Override
		public ZoneId getZone() {
			return ZoneId.of("UTC");
		}

		@Override
		public Clock withZone(ZoneId zone) {
			return this;
		}

	}

}
