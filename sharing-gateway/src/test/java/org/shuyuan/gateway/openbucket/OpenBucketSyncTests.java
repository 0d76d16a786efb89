package org.shuyuan.gateway.openbucket;

import java.io.IOException;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;

import org.awaitility.Awaitility;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.shuyuan.gateway.GatewayTest;
import org.shuyuan.gateway.TestTokens;
import org.shuyuan.gateway.access.TestDoor;
import org.shuyuan.gateway.catalogue.KnownEntry;
import org.shuyuan.gateway.catalogue.Snapshot;
import org.shuyuan.gateway.catalogue.TestEntries;
import org.shuyuan.gateway.objects.OpenBucket;
import org.shuyuan.gateway.objects.OpenCopy;
import org.shuyuan.gateway.objects.Sha256;
import org.shuyuan.gateway.objects.TestOpenBucket;
import org.shuyuan.vocab.Text;
import org.shuyuan.vocab.classification.Openness;
import org.shuyuan.vocab.classification.SharingClass;
import org.shuyuan.vocab.entry.DataItem;
import org.shuyuan.vocab.entry.Entry;
import org.shuyuan.vocab.identifier.GrantId;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;
import org.springframework.jdbc.core.simple.JdbcClient;

import static org.assertj.core.api.Assertions.assertThat;

@GatewayTest
@Import(OpenBucketSyncTests.Setting.class)
class OpenBucketSyncTests {

	private static final SharingClass SHARED = new SharingClass.Unconditional();

	private static final Openness OPEN = new Openness.Unconditional("cc-by-4.0");

	private static final List<DataItem> ITEMS = List.of(TestEntries.item("站点", true), TestEntries.item("区", true));

	private static final String CSV = "站点,区\n东门,东湖区\n";

	private final int port;

	private final Snapshot snapshot;

	private final JdbcClient sql;

	private final TestOpenBucket bucket;

	private final OpenBucketSync files;

	private final OpenCopyStore copies;

	OpenBucketSyncTests(@LocalServerPort int port, @Autowired Snapshot snapshot, @Autowired JdbcClient sql,
			@Autowired TestOpenBucket bucket, @Autowired OpenBucketSync files, @Autowired OpenCopyStore copies) {
		this.port = port;
		this.snapshot = snapshot;
		this.sql = sql;
		this.bucket = bucket;
		this.files = files;
		this.copies = copies;
	}

	@BeforeEach
	void heard() {
		this.snapshot.heard(Instant.now().plusSeconds(600));
		this.bucket.silent = false;
		this.bucket.redirects = false;
		this.bucket.meanwhile = () -> {
		};
	}

	private TestDoor door() {
		return new TestDoor(this.port, this.snapshot, this.sql);
	}

	private static OpenCopy upload(TestDoor door, String csv) throws Exception {
		return new OpenCopy(door.distribution, new Sha256(door.upload(csv).path("sha256").asString()));
	}

	/** An open file that lies in the bucket. */
	private OpenCopy placed(TestDoor door) throws Exception {
		door.publish(SHARED, OPEN, ITEMS);
		OpenCopy copy = upload(door, CSV);
		assertComes(copy);
		return copy;
	}

	private void assertComes(OpenCopy copy) {
		Awaitility.await()
			.atMost(Duration.ofMinutes(2))
			.untilAsserted(
					() -> assertThat(this.copies.find(copy)).hasValue(new OpenCopyStore.Known(copy, true, false)));
		assertThat(this.bucket.copies).contains(copy);
	}

	private void assertLeaves(OpenCopy copy) {
		Awaitility.await().atMost(Duration.ofMinutes(2)).untilAsserted(() -> {
			assertThat(this.bucket.copies).doesNotContain(copy);
			assertThat(this.copies.find(copy)).isEmpty();
		});
	}

	@Test
	void copiesWhatAnybodyMayHave() throws Exception {
		placed(door());
	}

	@Test
	void goesOnAfterMemoryRanOut() throws Exception {
		AtomicBoolean first = new AtomicBoolean(true);
		this.bucket.meanwhile = () -> {
			if (first.getAndSet(false)) {
				throw new OutOfMemoryError("for a moment");
			}
		};
		placed(door());
		assertThat(first).isFalse();
	}

	@Test
	void copiesNothingElse() throws Exception {
		TestDoor shared = door();
		shared.publish(SHARED, new Openness.NotOpen("", List.of()), ITEMS);
		upload(shared, CSV);
		TestDoor conditional = door();
		conditional.publish(SHARED, new Openness.Conditional("cc-by-4.0", Text.of("研究")), ITEMS);
		upload(conditional, CSV);
		TestDoor closedColumn = door();
		closedColumn.publish(SHARED, OPEN, List.of(TestEntries.item("站点", true), TestEntries.item("区", false)));
		upload(closedColumn, CSV);
		TestDoor undescribedColumn = door();
		undescribedColumn.publish(SHARED, OPEN, List.of(TestEntries.item("站点", true)));
		upload(undescribedColumn, CSV);
		TestDoor hit = door();
		hit.publish(SHARED, OPEN, ITEMS);
		upload(hit, "站点,区\n东门,110101199003078670\n");
		TestDoor suspended = door();
		suspended.publish(SHARED, OPEN, ITEMS);
		close(suspended);
		upload(suspended, CSV);
		TestDoor draft = door();
		draft.publish(SHARED, OPEN, ITEMS);
		KnownEntry known = this.snapshot.find(draft.entry).orElseThrow();
		this.snapshot.put(new KnownEntry(known.id(), true, false, known.entry(), known.items()));
		upload(draft, CSV);
		this.files.fill();
		for (TestDoor each : List.of(shared, conditional, closedColumn, undescribedColumn, hit, suspended, draft)) {
			assertThat(this.bucket.copies).noneMatch((copy) -> copy.distribution().equals(each.distribution));
			assertThat(this.copies.all()).noneMatch((copy) -> copy.copy().distribution().equals(each.distribution));
		}
	}

	@Test
	void copiesNothingWhileTheCatalogueIsSilent() throws Exception {
		this.snapshot.heard(Instant.now().minusSeconds(60));
		TestDoor door = door();
		door.publish(SHARED, OPEN, ITEMS);
		OpenCopy copy = upload(door, CSV);
		this.files.fill();
		assertThat(this.copies.find(copy)).isEmpty();
		heard();
		assertComes(copy);
		this.snapshot.heard(Instant.now().minusSeconds(60));
		this.files.clear();
		assertThat(this.bucket.copies).as("silence closes nothing").contains(copy);
	}

	/** Suspends or withdraws the entry. */
	private void close(TestDoor door) {
		KnownEntry known = this.snapshot.find(door.entry).orElseThrow();
		this.snapshot.put(new KnownEntry(known.id(), false, true, known.entry(), known.items()));
	}

	@Test
	void removesWhatIsNoLongerOpen() throws Exception {
		TestDoor withdrawn = door();
		OpenCopy first = placed(withdrawn);
		TestDoor reclassified = door();
		OpenCopy second = placed(reclassified);
		TestDoor narrowed = door();
		OpenCopy third = placed(narrowed);
		TestDoor replaced = door();
		OpenCopy fourth = placed(replaced);
		TestDoor untouched = door();
		OpenCopy same = placed(untouched);
		close(withdrawn);
		reclassified.publish(SHARED, new Openness.Conditional("cc-by-4.0", Text.of("研究")), ITEMS);
		narrowed.publish(SHARED, OPEN, List.of(TestEntries.item("站点", true), TestEntries.item("区", false)));
		upload(replaced, "站点,区\n西门,西岭区\n");
		for (OpenCopy copy : List.of(first, second, third, fourth)) {
			assertLeaves(copy);
		}
		assertThat(this.bucket.copies).as("the same bytes, open elsewhere").contains(same);
	}

	@Test
	void bringsBackWhatOpensAgain() throws Exception {
		TestDoor door = door();
		OpenCopy copy = placed(door);
		this.bucket.silent = true;
		close(door);
		Awaitility.await()
			.atMost(Duration.ofMinutes(2))
			.until(() -> this.copies.find(copy).filter(OpenCopyStore.Known::leaving).isPresent());
		door.publish(SHARED, OPEN, ITEMS);
		this.files.fill();
		assertThat(this.copies.find(copy)).as("what has to leave leaves first")
			.map(OpenCopyStore.Known::leaving)
			.hasValue(true);
		this.bucket.silent = false;
		assertComes(copy);
	}

	@Test
	void remembersWhatASilentStoreStillHolds() throws Exception {
		TestDoor door = door();
		OpenCopy copy = placed(door);
		this.bucket.silent = true;
		close(door);
		Awaitility.await()
			.atMost(Duration.ofMinutes(2))
			.untilAsserted(
					() -> assertThat(this.copies.find(copy)).hasValue(new OpenCopyStore.Known(copy, true, true)));
		assertThat(this.bucket.copies).contains(copy);
		this.bucket.silent = false;
		assertLeaves(copy);
	}

	@Test
	void removesTheOthersWhereOneIsHeld() throws Exception {
		TestDoor first = door();
		TestDoor second = door();
		OpenCopy held = placed(first);
		OpenCopy other = placed(second);
		this.bucket.held.addAll(Set.of(held));
		close(first);
		close(second);
		assertLeaves(other);
		assertThat(this.copies.find(held)).map(OpenCopyStore.Known::leaving).hasValue(true);
		this.bucket.held.clear();
		assertLeaves(held);
	}

	@Test
	void removesEvenWhenTheCatalogueFallsSilentMeanwhile() throws Exception {
		TestDoor door = door();
		OpenCopy copy = placed(door);
		this.copies.giveUp(copy);
		this.snapshot.heard(Instant.now().minusSeconds(60));
		assertLeaves(copy);
	}

	@Test
	void leavesNothingOfWhatIsClosedWhileItIsCopied() throws Exception {
		TestDoor door = door();
		door.publish(SHARED, OPEN, ITEMS);
		this.bucket.meanwhile = () -> close(door);
		OpenCopy copy = upload(door, CSV);
		Awaitility.await()
			.atMost(Duration.ofMinutes(2))
			.until(() -> !this.snapshot.find(door.entry).orElseThrow().inForce());
		assertLeaves(copy);
	}

	@Test
	void findsWhatACrashLeftBehind() throws Exception {
		TestDoor door = door();
		OpenCopy begun = new OpenCopy(door.distribution, new Sha256("a".repeat(64)));
		this.copies.expect(begun);
		this.bucket.copies.add(begun);
		this.files.sweep();
		assertLeaves(begun);
		OpenCopy unknown = new OpenCopy(door.distribution, new Sha256("b".repeat(64)));
		this.bucket.copies.add(unknown);
		Awaitility.await("a sweep while nobody is busy with this file").atMost(Duration.ofMinutes(2)).until(() -> {
			this.files.sweep();
			return !this.bucket.copies.contains(unknown);
		});
		OpenCopy lost = placed(door);
		this.bucket.copies.clear();
		this.files.sweep();
		assertComes(lost);
	}

	@Test
	void sendsAnybodyToTheCopyAndRecordsItFirst() throws Exception {
		TestDoor door = door();
		OpenCopy copy = placed(door);
		assertThat(door.get("/file").statusCode()).as("unless the settings say so").isEqualTo(200);
		this.bucket.redirects = true;
		for (String[] headers : new String[][] { { "Accept", "*/*" }, { "Range", "bytes=2-5" } }) {
			HttpResponse<String> sent = door.get("/file", (String) null, headers);
			assertThat(sent.statusCode()).isEqualTo(307);
			assertThat(sent.headers().firstValue("Location"))
				.hasValue("https://store.example/" + copy.sha256().value());
			assertThat(sent.headers().firstValue("Cache-Control")).hasValue("no-store");
			assertThat(sent.headers().firstValue("ETag")).isEmpty();
			assertThat(door.recorded(sent).path("outcome").asString()).isEqualTo("permit");
			assertThat(sent.body()).isEmpty();
		}
	}

	@Test
	void answersItselfWhatTheStoreWouldAnswerOtherwise() throws Exception {
		TestDoor door = door();
		String tag = "\"" + placed(door).sha256().value() + "\"";
		this.bucket.redirects = true;
		assertThat(door.get("/file", null, "If-None-Match", tag).statusCode()).isEqualTo(304);
		assertThat(door.get("/file", null, "Range", "bytes=2-5", "If-Range", tag).statusCode()).isEqualTo(206);
		assertThat(door.get("/file", null, "Range", "bytes=2-5", "If-Range", "\"other\"").statusCode()).isEqualTo(200);
		assertThat(door.get("/file", null, "Range", "bytes=99999-").statusCode()).isEqualTo(416);
		HttpResponse<String> head = door.http.send(door.request("/distributions/" + door.distribution + "/file", null)
			.method("HEAD", HttpRequest.BodyPublishers.noBody())
			.build(), HttpResponse.BodyHandlers.ofString());
		assertThat(head.statusCode()).isEqualTo(200);
		assertThat(head.headers().firstValue("ETag")).hasValue(tag);
		assertThat(door.get("/file", TestDoor.officer()).statusCode()).as("with a token").isEqualTo(200);
	}

	/** As if somebody had copied it by hand, on record and all. */
	private void force(OpenCopy copy) {
		this.copies.expect(copy);
		this.copies.place(copy);
		this.bucket.copies.add(copy);
	}

	@Test
	void sendsNobodyToWhatIsNotOpenEvenIfACopyLiesThere() throws Exception {
		this.bucket.redirects = true;
		TestDoor shared = door();
		Entry entry = shared.publish(new SharingClass.Conditional(Set.of(TestDoor.REQUESTER), Set.of(TestDoor.PURPOSE)),
				new Openness.NotOpen("", List.of()), ITEMS);
		force(upload(shared, CSV));
		TestDoor.refused(shared.get("/file"), 403, "not-open");
		HttpResponse<String> granted = shared.get("/file", shared.grant(entry, 2, null, List.of()));
		assertThat(granted.statusCode()).as(granted.body()).isEqualTo(200);
		TestDoor both = door();
		Entry open = both.publish(new SharingClass.Conditional(Set.of(TestDoor.REQUESTER), Set.of(TestDoor.PURPOSE)),
				OPEN, ITEMS);
		force(upload(both, CSV));
		assertThat(both.get("/file", both.grant(open, 2, null, List.of())).statusCode()).as("under a grant")
			.isEqualTo(200);
		TestDoor conditional = door();
		conditional.publish(SHARED, new Openness.Conditional("cc-by-4.0", Text.of("研究")), ITEMS);
		force(upload(conditional, CSV));
		TestDoor.refused(conditional.get("/file"), 403, "open-on-application");
		accept(conditional);
		assertThat(conditional.get("/file", TestTokens.token("person", null)).statusCode()).isEqualTo(200);
		TestDoor closedColumn = door();
		closedColumn.publish(SHARED, OPEN, List.of(TestEntries.item("站点", true), TestEntries.item("区", false)));
		force(upload(closedColumn, CSV));
		TestDoor.refused(closedColumn.get("/file"), 403, "item-not-open");
		TestDoor hit = door();
		hit.publish(SHARED, OPEN, ITEMS);
		force(upload(hit, "站点,区\n东门,110101199003078670\n"));
		TestDoor.refused(hit.get("/file"), 403, "content-stopped");
		TestDoor leaving = door();
		OpenCopy copy = placed(leaving);
		this.bucket.silent = true;
		this.copies.giveUp(copy);
		assertThat(leaving.get("/file").statusCode()).as("on its way out").isEqualTo(200);
		close(leaving);
		TestDoor.refused(leaving.get("/file"), 403, "entry-suspended");
	}

	private void accept(TestDoor door) {
		this.sql.sql("""
				insert into gateway.application (id, state, version, entry, entry_title, provider, person, name, use,
					until, applied)
				values (:id, 'accepted', 1, :entry, '{}', :provider, 'person', 'x', 'x', current_date + 30, now())
				""")
			.param("id", GrantId.random().value())
			.param("entry", door.entry.value())
			.param("provider", TestDoor.PROVIDER.value())
			.update();
	}

	@TestConfiguration(proxyBeanMethods = false)
	static class Setting {

		@Bean
		TestOpenBucket testOpenBucket() throws IOException {
			return new TestOpenBucket();
		}

		@Bean
		OpenBucket openBucket(TestOpenBucket bucket) {
			return bucket.bucket;
		}

	}

}
