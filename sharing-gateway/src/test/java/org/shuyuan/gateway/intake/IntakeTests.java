package org.shuyuan.gateway.intake;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

import com.jayway.jsonpath.JsonPath;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.shuyuan.gateway.TestDatabase;
import org.shuyuan.gateway.catalogue.KnownEntry;
import org.shuyuan.gateway.catalogue.Snapshot;
import org.shuyuan.gateway.inspection.InspectionResult;
import org.shuyuan.gateway.inspection.VersionState;
import org.shuyuan.gateway.objects.ObjectStore;
import org.shuyuan.gateway.objects.Sha256;
import org.shuyuan.gateway.objects.StoredObject;
import org.shuyuan.gateway.objects.TestObjects;
import org.shuyuan.gateway.publication.VersionPublisher;
import org.shuyuan.gateway.query.TableQuery;
import org.shuyuan.gateway.queue.InspectionLease;
import org.shuyuan.gateway.queue.InspectionQueue;
import org.shuyuan.gateway.queue.OrphanedObjects;
import org.shuyuan.gateway.tables.Tables;
import org.shuyuan.gateway.versions.DataVersion;
import org.shuyuan.gateway.versions.DistributionOwner;
import org.shuyuan.gateway.versions.DistributionOwners;
import org.shuyuan.gateway.versions.VersionInForce;
import org.shuyuan.gateway.versions.VersionStore;
import org.shuyuan.gateway.versions.VersionsInForce;
import org.shuyuan.observability.InvalidSetting;
import org.shuyuan.vocab.Text;
import org.shuyuan.vocab.classification.Discoverability;
import org.shuyuan.vocab.entry.DataItem;
import org.shuyuan.vocab.entry.Distribution;
import org.shuyuan.vocab.entry.DistributionKind;
import org.shuyuan.vocab.entry.Entry;
import org.shuyuan.vocab.entry.ItemType;
import org.shuyuan.vocab.identifier.AgencyId;
import org.shuyuan.vocab.identifier.DistributionId;
import org.shuyuan.vocab.identifier.EntryId;
import org.shuyuan.vocab.identifier.ItemId;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.webmvc.test.autoconfigure.AutoConfigureMockMvc;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.security.core.authority.SimpleGrantedAuthority;
import org.springframework.test.context.ContextConfiguration;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import org.springframework.test.web.servlet.assertj.MockMvcTester;
import org.springframework.test.web.servlet.assertj.MvcTestResult;
import org.springframework.test.web.servlet.request.RequestPostProcessor;
import org.springframework.util.unit.DataSize;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIOException;
import static org.awaitility.Awaitility.await;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.jwt;

/** From an upload to its verdict, over HTTP and a real database. */
@SpringBootTest(properties = { "spring.config.name=gateway", "gateway.intake.max-bytes=1MB" })
@AutoConfigureMockMvc
@ContextConfiguration(initializers = TestDatabase.class)
class IntakeTests {

	private static final AgencyId AGENCY = AgencyId.ofBody("11990100MB0A00007");

	private static final AgencyId OTHER = AgencyId.ofBody("11990100MB0A00008");

	private static final String RESIDENT = "110101199003078670";

	@TempDir
	private static Path data;

	private final DistributionId distribution = DistributionId.random();

	@Autowired
	private MockMvcTester mvc;

	@Autowired
	private Snapshot snapshot;

	@Autowired
	private InspectionQueue queue;

	@Autowired
	private VersionStore versions;

	@Autowired
	private VersionPublisher versionPublisher;

	@Autowired
	private VersionsInForce inForce;

	@Autowired
	private DistributionOwners distributionOwners;

	@Autowired
	private ObjectStore objects;

	@Autowired
	private IntakeWorker worker;

	@Autowired
	private Inspection inspection;

	@Autowired
	private OrphanCleanup sweep;

	@Autowired
	private OrphanedObjects orphanedObjects;

	@Autowired
	private Tables tables;

	@Autowired
	private JdbcClient sql;

	@DynamicPropertySource
	static void folder(DynamicPropertyRegistry properties) {
		properties.add("shuyuan.data", data::toString);
	}

	private static RequestPostProcessor caller(String role, AgencyId agency) {
		return jwt().jwt((token) -> token.subject("someone").claim("agency", agency.value()))
			.authorities(new SimpleGrantedAuthority("ROLE_" + role));
	}

	private void register(DataItem... items) {
		EntryId id = EntryId.random();
		this.snapshot.put(new KnownEntry(id, true, true, Entry.of(Text.of("名单"), AGENCY)
			.id(id)
			.discoverability(Discoverability.PUBLIC)
			.items(List.of(items))
			.distributions(
					List.of(new Distribution(this.distribution, Text.of("数据表"), DistributionKind.TABLE, "csv", null)))
			.build(), List.of()));
	}

	private static DataItem item(String name, boolean open) {
		return DataItem.of(Text.of(name), ItemType.STRING)
			.id(ItemId.random())
			.open(open)
			.openingReason(open ? "依法公开" : null)
			.build();
	}

	private MvcTestResult upload(byte[] bytes, RequestPostProcessor caller) {
		return upload("../../etc/pass\u0000wd.csv", bytes, caller);
	}

	private MvcTestResult upload(String name, byte[] bytes, RequestPostProcessor caller) {
		return this.mvc.put()
			.uri("/api/v1/sharing/distributions/{id}/data?wait=30&filename={name}", this.distribution.value(), name)
			.content(bytes)
			.with(caller)
			.exchange();
	}

	private MvcTestResult upload(String text) {
		return upload(text.getBytes(StandardCharsets.UTF_8), caller("steward", AGENCY));
	}

	private String version(int number) throws IOException {
		return this.mvc.get()
			.uri("/api/v1/sharing/distributions/{id}/versions/{version}", this.distribution.value(), number)
			.with(caller("steward", AGENCY))
			.exchange()
			.getResponse()
			.getContentAsString(StandardCharsets.UTF_8);
	}

	private long objectCount() throws IOException {
		try (Stream<Path> all = Files.walk(data.resolve("gateway/objects"))) {
			return all.filter(Files::isRegularFile).count();
		}
	}

	@Test
	void tableIsKeptAsItCameAndReadAsItIs() throws IOException {
		register(item("名称", true), item("编号", true));
		byte[] bytes = "二〇二六年名单,,\r\n编号,名称,数量\r\n007,\"甲\r\n乙\",1\r\n008,丙,2\r\n\r\n"
			.getBytes(Charset.forName("GB18030"));
		MvcTestResult answer = upload(bytes, caller("steward", AGENCY));
		assertThat(answer).hasStatus(201);
		assertThat(answer).bodyJson().extractingPath("$.state").isEqualTo("available");
		String version = version(1);
		assertThat(JsonPath.<String>read(version, "$.filename")).isEqualTo("passwd.csv");
		assertThat(JsonPath.<Integer>read(version, "$.table.rows")).isEqualTo(2);
		assertThat(JsonPath.<List<String>>read(version, "$.table.columns[*].name")).containsExactly("编号", "名称", "数量");
		assertThat(JsonPath.<List<String>>read(version, "$.table.columns[*].type")).containsExactly("string", "string",
				"integer");
		assertThat(JsonPath.<List<String>>read(version, "$.table.columns[*].item")).hasSize(2);
		try (InputStream kept = this.objects.open(new Sha256(JsonPath.read(version, "$.sha256")))) {
			assertThat(kept.readAllBytes()).isEqualTo(bytes);
		}
		assertThat(this.inForce.find(this.distribution))
			.hasValueSatisfying((known) -> assertThat(known.stopped()).isFalse());
	}

	private List<String> actionsOn(String hit, String role, AgencyId agency) throws IOException {
		MvcTestResult hits = this.mvc.get()
			.uri("/api/v1/sharing/negative-list/hits?limit=200")
			.with(caller(role, agency))
			.exchange();
		return JsonPath.read(hits.getResponse().getContentAsString(),
				"$.items[?(@.id == '" + hit + "')].actions[*].name");
	}

	@Test
	void personalNumberStopsThePublicUntilTheAuthorityDismissesIt() throws IOException {
		register(item("姓名", false), item("证件", true));
		assertThat(upload("姓名,证件\n张三," + RESIDENT + "\n")).bodyJson().extractingPath("$.state").isEqualTo("stopped");
		assertThat(this.inForce.find(this.distribution))
			.hasValueSatisfying((known) -> assertThat(known.stopped()).isTrue());
		String version = version(1);
		assertThat(version).contains("1101*************0").doesNotContain(RESIDENT);
		String hit = JsonPath.read(version, "$.findings[0].id");
		String decision = "/api/v1/sharing/negative-list/hits/" + hit + "/decision";
		String dismissal = "{\"decision\":\"dismiss\",\"reason\":\"样例号码\"}";
		assertThat(actionsOn(hit, "authority", OTHER)).containsExactly("decision");
		assertThat(actionsOn(hit, "steward", AGENCY)).isEmpty();
		assertThat(actionsOn(hit, "auditor", OTHER)).isEmpty();
		assertThat(this.mvc.post()
			.uri(decision)
			.contentType("application/json")
			.content(dismissal)
			.with(caller("steward", AGENCY))).hasStatus(403);
		assertThat(this.mvc.post()
			.uri(decision)
			.contentType("application/json")
			.content("{\"decision\":\"dismiss\"}")
			.with(caller("authority", OTHER))).hasStatus(422);
		assertThat(JsonPath.<String>read(version(1), "$.state")).isEqualTo("stopped");
		assertThat(this.mvc.post()
			.uri(decision)
			.contentType("application/json")
			.content(dismissal)
			.with(caller("authority", OTHER))).hasStatusOk();
		assertThat(JsonPath.<String>read(version(1), "$.state")).isEqualTo("available");
		assertThat(this.inForce.find(this.distribution))
			.hasValueSatisfying((known) -> assertThat(known.stopped()).isFalse());
		assertThat(this.mvc.post()
			.uri(decision)
			.contentType("application/json")
			.content(dismissal)
			.with(caller("authority", OTHER))).hasStatus(409);
		assertThat(actionsOn(hit, "authority", OTHER)).isEmpty();
		for (String state : List.of("open", "upheld", "dismissed", "closed")) {
			assertThat(this.mvc.get()
				.uri("/api/v1/sharing/negative-list/hits?state=" + state)
				.with(caller("authority", OTHER))).hasStatusOk();
		}
		assertThat(
				this.mvc.get().uri("/api/v1/sharing/negative-list/hits?state=other").with(caller("authority", OTHER)))
			.hasStatus(400);
		MvcTestResult feed = this.mvc.get()
			.uri("/api/v1/sharing/data-changes?limit=1000")
			.with(caller("service", OTHER))
			.exchange();
		List<Integer> positions = JsonPath.read(feed.getResponse().getContentAsString(), "$.items[*].position");
		assertThat(positions).isEqualTo(Stream.iterate(1, (n) -> n + 1).limit(positions.size()).toList());
		List<Boolean> told = JsonPath.read(feed.getResponse().getContentAsString(),
				"$.items[?(@.distribution == '" + this.distribution + "')].publicAvailable");
		assertThat(told).containsExactly(false, true);
	}

	@Test
	void personalNumberInOneColumnLeavesTheOthersAvailable() throws IOException {
		register(item("姓名", true), item("证件", true));
		assertThat(upload("姓名,证件\n张三," + RESIDENT + "\n")).bodyJson().extractingPath("$.state").isEqualTo("available");
		String version = version(1);
		assertThat(JsonPath.<List<String>>read(version, "$.table.columns[?(@.stopped)].name")).containsExactly("证件");
		assertThat(JsonPath.<String>read(version, "$.findings[0].column")).isEqualTo("证件");
		assertThat(version).contains("1101*************0").doesNotContain(RESIDENT);
	}

	@Test
	void personalNumberOutsideTheColumnsStopsEverything() throws IOException {
		register(item("姓名", true), item("证件", true));
		assertThat(upload("填表人 " + RESIDENT + ",\n姓名,证件\n张三,无\n李四,无\n")).bodyJson()
			.extractingPath("$.state")
			.isEqualTo("stopped");
		assertThat(upload("[{\"姓名\":\"张三\",\"" + RESIDENT + "\":1}]")).bodyJson()
			.extractingPath("$.state")
			.isEqualTo("stopped");
	}

	@Test
	void markedFileIsNotKept() throws IOException {
		register();
		long before = objectCount();
		MvcTestResult answer = upload("机密★10年,\n编号,名称\n1,甲\n");
		assertThat(answer).hasStatus(201).bodyJson().extractingPath("$.state").isEqualTo("refused");
		assertThat(objectCount()).isEqualTo(before);
		assertThat(JsonPath.<String>read(version(1), "$.reason.code")).isEqualTo("secrecy-marking");
		assertThat(this.inForce.find(this.distribution)).isEmpty();
	}

	/** Older rules may have found clean what newer ones do not. */
	@Test
	void markedBytesAreTakenBackWhereverTheyAre() throws IOException {
		register();
		upload("编号,名称\n1,甲\n");
		VersionInForce before = this.inForce.find(this.distribution).orElseThrow();
		String marked = "机密★10年,\n编号,名称\n1,甲\n";
		this.worker.intakeTasks().stop();
		StoredObject stored = this.objects.put(new ByteArrayInputStream(marked.getBytes(StandardCharsets.UTF_8)), 100);
		this.queue.receive(this.distribution, this.distributionOwners.find(this.distribution).orElseThrow(), "x",
				stored, "someone");
		try (InspectionLease inspectionLease = this.queue.claim().orElseThrow()) {
			this.versionPublisher.complete(inspectionLease.version(),
					new InspectionResult(VersionState.AVAILABLE, "csv", "text/csv",
							this.versions.find(this.distribution, 1).orElseThrow().profile(), null, List.of()));
		}
		assertThat(this.inForce.find(this.distribution).orElseThrow().sha256()).isEqualTo(stored.sha256().value());
		this.worker.intakeTasks().start();
		assertThat(upload(marked)).hasStatus(201).bodyJson().extractingPath("$.state").isEqualTo("refused");
		DataVersion old = this.versions.find(this.distribution, 2).orElseThrow();
		assertThat(old.state()).isEqualTo(VersionState.REFUSED);
		assertThat(old.reason().code()).isEqualTo("secrecy-marking");
		assertThat(this.inForce.find(this.distribution)).contains(before);
		assertThatIOException().isThrownBy(() -> this.objects.open(stored.sha256()));
		assertThat(this.sql.sql("select state from gateway.data_change where distribution = :id order by position")
			.param("id", this.distribution.value())
			.query(String.class)
			.list()).containsExactly("available", "available", "refused", "available", "refused");
	}

	@Test
	void textThatSpeaksOfSecretsIsNoMarking() {
		register();
		assertThat(upload("编号,内容\n1,依据保守国家秘密法\n2,侵犯商业秘密\n3,机密性好\n")).bodyJson()
			.extractingPath("$.state")
			.isEqualTo("available");
	}

	@Test
	void strangersAndTooMuchLeaveNothing() throws IOException {
		register();
		long before = objectCount();
		byte[] bytes = "a,b\n1,2\n".getBytes(StandardCharsets.UTF_8);
		assertThat(upload(bytes, caller("steward", OTHER))).hasStatus(404);
		assertThat(upload(bytes, caller("sharing-officer", AGENCY))).hasStatus(403);
		assertThat(upload(new byte[0], caller("steward", AGENCY))).hasStatus(422);
		assertThat(upload(new byte[2 << 20], caller("steward", AGENCY))).hasStatus(413);
		assertThat(objectCount()).isEqualTo(before);
		assertThat(this.versions.all(this.distribution, 10, Integer.MAX_VALUE)).isEmpty();
	}

	@Test
	void sweepingRemovesWhatNobodyRefersToAndNothingElse() throws IOException {
		register();
		upload("a,b\n1,swept\n");
		Sha256 recorded = this.versions.find(this.distribution, 1).orElseThrow().sha256();
		Sha256 orphan = this.objects.put(new ByteArrayInputStream(new byte[] { 1, 2, 3 }), 100).sha256();
		long before = objectCount();
		this.sweep.sweep();
		assertThat(this.objects.has(orphan)).as("young").isTrue();
		try (Stream<Path> all = Files.walk(data.resolve("gateway/objects"))) {
			for (Path file : all.filter(Files::isRegularFile).toList()) {
				Files.setLastModifiedTime(file, FileTime.fromMillis(0));
			}
		}
		this.sweep.sweep();
		assertThat(this.objects.has(orphan)).isFalse();
		assertThat(this.objects.has(recorded)).isTrue();
		assertThat(objectCount()).isEqualTo(before - 1);
	}

	@Test
	void originalsOfAnotherDatabaseRefuseTheStart(@TempDir Path folder) throws IOException {
		ObjectStore own = TestObjects.in(folder.resolve("own"));
		new StoreOwnership(new ObjectOwnerStore(this.sql), own, this.orphanedObjects);
		own.put(new ByteArrayInputStream(new byte[] { 1 }), 1);
		new StoreOwnership(new ObjectOwnerStore(this.sql), own, this.orphanedObjects);
		assertThat(own.findOwner()).isEqualTo(this.objects.findOwner()).isPresent();
		ObjectStore marked = TestObjects.in(folder.resolve("marked"));
		marked.own("another");
		assertThatExceptionOfType(InvalidSetting.class)
			.isThrownBy(() -> new StoreOwnership(new ObjectOwnerStore(this.sql), marked, this.orphanedObjects))
			.withMessageContaining("belong to the database another")
			.withMessageContaining("SHUYUAN_SQL");
		assertThat(marked.findOwner()).hasValue("another");
		ObjectStore unknown = TestObjects.in(folder.resolve("unknown"));
		unknown.put(new ByteArrayInputStream(new byte[] { 9, 9 }), 2);
		assertThatExceptionOfType(InvalidSetting.class)
			.isThrownBy(() -> new StoreOwnership(new ObjectOwnerStore(this.sql), unknown, this.orphanedObjects))
			.withMessageContaining("are not on record");
		assertThat(unknown.findOwner()).isEmpty();
	}

	@Test
	void originalsThatARestorePutBackAreTakenOver(@TempDir Path folder) throws IOException {
		register();
		upload("a,b\n1,restored\n");
		ObjectStore restored = TestObjects.in(folder);
		restored.put(new ByteArrayInputStream("a,b\n1,restored\n".getBytes(StandardCharsets.UTF_8)), 100);
		new StoreOwnership(new ObjectOwnerStore(this.sql), restored, this.orphanedObjects);
		assertThat(restored.findOwner()).isEqualTo(this.objects.findOwner());
	}

	@Test
	void whatWasBegunBeforeACrashIsFinishedAfterIt() throws IOException, InterruptedException {
		register();
		byte[] bytes = "a,b\n1,2\n".getBytes(StandardCharsets.UTF_8);
		this.worker.intakeTasks().stop();
		StoredObject stored = this.objects.put(new ByteArrayInputStream(bytes), 100);
		this.queue.receive(this.distribution, this.distributionOwners.find(this.distribution).orElseThrow(), "x",
				stored, "someone");
		try (InspectionLease inspectionLease = this.queue.claim().orElseThrow()) {
			assertThat(inspectionLease.version().distribution()).isEqualTo(this.distribution);
			assertThat(this.versions.find(this.distribution, 1).orElseThrow().state())
				.isEqualTo(VersionState.PROCESSING);
			assertThat(this.queue.resume()).as("what another process is looking at").isZero();
			assertThat(this.queue.claim()).isEmpty();
		}
		assertThat(this.queue.resume()).isEqualTo(1);
		assertThat(this.worker.next()).isTrue();
		assertThat(this.versions.find(this.distribution, 1).orElseThrow().state()).isEqualTo(VersionState.AVAILABLE);
		this.worker.intakeTasks().start();
	}

	@ParameterizedTest
	@ValueSource(strings = { "张三330106198803120011.csv", "名单_13812345678.csv", "330106 19880312 0011.CSV",
			"6222026006705354216.csv", "张三%31%33812345678.csv", "330106198803120011/名单.csv" })
	void namesOfFilesThatNameAPersonAreNotKept(String name) throws IOException {
		register();
		assertThat(upload(name, "a,b\n1,2\n".getBytes(StandardCharsets.UTF_8), caller("steward", AGENCY))).bodyJson()
			.extractingPath("$.state")
			.isEqualTo("available");
		assertThat(JsonPath.<String>read(version(1), "$.filename")).isEqualTo("data.csv");
		assertThat(this.sql.sql("select count(*) from gateway.data_version where filename like '%12345678%'")
			.query(Long.class)
			.single()).isZero();
	}

	@Test
	void ordinaryNamesOfFilesAreKept() throws IOException {
		register();
		upload("2024年01月_公交站点（保守国家秘密法宣传）.csv", "a,b\n1,2\n".getBytes(StandardCharsets.UTF_8),
				caller("steward", AGENCY));
		assertThat(JsonPath.<String>read(version(1), "$.filename")).isEqualTo("2024年01月_公交站点（保守国家秘密法宣传）.csv");
	}

	@ParameterizedTest
	@ValueSource(strings = { "秘密★10年.csv", "名单_機密.csv", "工作秘密★5年.xlsx", "名单（绝密）.csv" })
	void fileWithAMarkingInItsNameIsNotKept(String name) throws IOException {
		register();
		long before = objectCount();
		byte[] bytes = "a,b\n1,named\n".getBytes(StandardCharsets.UTF_8);
		assertThat(upload(name, bytes, caller("steward", AGENCY))).bodyJson()
			.extractingPath("$.state")
			.isEqualTo("refused");
		await().untilAsserted(() -> assertThat(objectCount()).isEqualTo(before));
		assertThat(JsonPath.<String>read(version(1), "$.reason.code")).isEqualTo("secrecy-marking");
		assertThat(version(1)).doesNotContain("密★").doesNotContain("機密").doesNotContain("绝密");
		assertThat(this.inForce.find(this.distribution)).isEmpty();
	}

	@Test
	void aMarkedNameTakesNothingFromOthersWithTheSameBytes() throws IOException {
		register();
		byte[] bytes = "a,b\n1,shared\n".getBytes(StandardCharsets.UTF_8);
		upload("名单.csv", bytes, caller("steward", AGENCY));
		assertThat(upload("秘密★10年.csv", bytes, caller("steward", AGENCY))).bodyJson()
			.extractingPath("$.state")
			.isEqualTo("refused");
		assertThat(JsonPath.<String>read(version(1), "$.state")).isEqualTo("available");
		assertThat(this.objects.has(this.versions.find(this.distribution, 1).orElseThrow().sha256())).isTrue();
	}

	private void stopWhenIdle() {
		await().atMost(Duration.ofMinutes(1)).until(() -> this.queue.length() == 0);
		this.worker.intakeTasks().stop();
	}

	private int waiting(AgencyId agency, int size) throws IOException {
		byte[] bytes = (this.distribution + ",b\n" + "x".repeat(size) + "," + agency + Math.random())
			.getBytes(StandardCharsets.UTF_8);
		StoredObject stored = this.objects.put(new ByteArrayInputStream(bytes), 1 << 20);
		DistributionOwner known = this.distributionOwners.find(this.distribution).orElseThrow();
		return this.queue.receive(this.distribution, new DistributionOwner(known.entry(), agency, List.of()), "x",
				stored, "someone");
	}

	@Test
	void agenciesTakeTurns() throws IOException {
		register();
		stopWhenIdle();
		int first = waiting(AGENCY, 1);
		int second = waiting(AGENCY, 1);
		int other = waiting(OTHER, 1);
		try (InspectionLease one = this.queue.claim().orElseThrow();
				InspectionLease two = this.queue.claim().orElseThrow()) {
			assertThat(one.version().version()).isEqualTo(first);
			assertThat(two.version().version()).isEqualTo(other);
			assertThat(this.queue.claim(Long.MAX_VALUE, 1)).as("one of each agency at a time").isEmpty();
			try (InspectionLease three = this.queue.claim().orElseThrow()) {
				assertThat(three.version().version()).isEqualTo(second);
			}
		}
		finally {
			this.worker.intakeTasks().start();
		}
	}

	@Test
	void smallFilesDoNotWaitForLargeOnes() throws IOException {
		register();
		stopWhenIdle();
		int large = waiting(AGENCY, 10_000);
		int small = waiting(OTHER, 1);
		try (InspectionLease inspectionLease = this.queue.claim(1_000, 1).orElseThrow()) {
			assertThat(inspectionLease.version().version()).isEqualTo(small);
			assertThat(this.queue.claim(1_000, 1)).isEmpty();
			try (InspectionLease rest = this.queue.claim().orElseThrow()) {
				assertThat(rest.version().version()).isEqualTo(large);
			}
		}
		finally {
			this.worker.intakeTasks().start();
		}
	}

	@Test
	void theSameBytesAreLookedAtOnceAtATime() throws IOException {
		register();
		stopWhenIdle();
		StoredObject stored = this.objects
			.put(new ByteArrayInputStream("a,b\n1,twice\n".getBytes(StandardCharsets.UTF_8)), 100);
		DistributionOwner known = this.distributionOwners.find(this.distribution).orElseThrow();
		this.queue.receive(this.distribution, known, "x", stored, "someone");
		this.queue.receive(this.distribution, known, "x", stored, "someone");
		try (InspectionLease inspectionLease = this.queue.claim().orElseThrow()) {
			assertThat(inspectionLease.version().version()).isEqualTo(1);
			assertThat(this.queue.claim()).isEmpty();
		}
		finally {
			this.worker.intakeTasks().start();
		}
	}

	@Test
	void whatTakesTooLongFailsAndOthersGoOn() throws IOException, InterruptedException {
		register();
		stopWhenIdle();
		int version = waiting(AGENCY, 1_000);
		IntakeWorker impatient = new IntakeWorker(this.queue, this.versions, this.versionPublisher, this.objects,
				this.orphanedObjects, this.inspection, this.distributionOwners,
				new DocumentKind(this.distributionOwners),
				new IntakeProperties(DataSize.ofMegabytes(1), DataSize.ofMegabytes(1), 1, Duration.ofNanos(1)),
				new SimpleMeterRegistry());
		assertThat(impatient.next()).isTrue();
		DataVersion failed = this.versions.find(this.distribution, version).orElseThrow();
		assertThat(failed.state()).isEqualTo(VersionState.FAILED);
		assertThat(failed.reason().code()).isEqualTo("time-limit");
		assertThat(this.inForce.find(this.distribution)).isEmpty();
		this.worker.intakeTasks().start();
		assertThat(upload("a,b\n1,after\n")).bodyJson().extractingPath("$.state").isEqualTo("available");
	}

	@Test
	void aTableThatIsNotHereIsMadeAgain() {
		register();
		upload("a,b\n1,2\n3,4\n".getBytes(StandardCharsets.UTF_8), caller("steward", AGENCY));
		DataVersion version = this.versions.find(this.distribution, 1).orElseThrow();
		String table = version.sha256().value();
		this.tables.delete(table);
		assertThat(this.tables.has(table)).isFalse();
		assertThat(
				this.tables.count(new TableQuery(table, version.columns(), List.of(), List.of(), List.of(), null, 0)))
			.isEqualTo(2);
		assertThat(this.tables.has(table)).isTrue();
	}

	@Test
	void whatAnotherInstanceDecidesIsInForceHere() {
		register();
		upload("a,b\n5,6\n".getBytes(StandardCharsets.UTF_8), caller("steward", AGENCY));
		String sha256 = this.versions.find(this.distribution, 1).orElseThrow().sha256().value();
		this.inForce.remove(this.distribution);
		this.sql.sql("""
				with next as (update gateway.data_position set last = last + 1 returning last)
				insert into gateway.data_change (position, distribution, entry, version, state, at, public_available,
					bytes, sha256)
				select last, distribution, entry, version, 'available', received, false, bytes, sha256
				from next, gateway.data_version where distribution = :distribution
				""").param("distribution", this.distribution.value()).update();
		await().atMost(Duration.ofMinutes(2))
			.untilAsserted(() -> assertThat(this.inForce.find(this.distribution)).get()
				.extracting(VersionInForce::sha256)
				.isEqualTo(sha256));
	}

	@Test
	void contentNobodyCanReadWaitsForTheAuthority() throws IOException {
		register();
		ByteArrayOutputStream zip = new ByteArrayOutputStream();
		try (ZipOutputStream out = new ZipOutputStream(zip)) {
			for (String name : List.of("a.bin", "b.bin")) {
				out.putNextEntry(new ZipEntry(name));
				out.write(1);
			}
		}
		assertThat(upload(zip.toByteArray(), caller("steward", AGENCY))).bodyJson()
			.extractingPath("$.state")
			.isEqualTo("stopped");
		assertThat(JsonPath.<String>read(version(1), "$.file.reason.code")).isEqualTo("archive-members");
	}

}
