package org.shuyuan.gateway.queue;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;

import javax.sql.DataSource;

import org.awaitility.Awaitility;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.mockito.Mockito;
import org.shuyuan.gateway.GatewayTest;
import org.shuyuan.gateway.objects.ObjectStore;
import org.shuyuan.gateway.objects.ObjectsUnreachable;
import org.shuyuan.gateway.objects.StoredObject;
import org.shuyuan.gateway.objects.TestObjects;
import org.shuyuan.gateway.versions.DistributionOwner;
import org.shuyuan.gateway.versions.VersionHistory;
import org.shuyuan.vocab.identifier.AgencyId;
import org.shuyuan.vocab.identifier.DistributionId;
import org.shuyuan.vocab.identifier.EntryId;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/** An upload of bytes that are cleared away at the same moment, on a real database. */
@GatewayTest
class OrphanedObjectsTests {

	private final DistributionId distribution = DistributionId.random();

	@TempDir
	private Path folder;

	@Autowired
	private JdbcClient sql;

	@Autowired
	private DataSource database;

	@Autowired
	private TransactionTemplate transactions;

	private ObjectStore objects;

	private OrphanedObjects orphanedObjects;

	private InspectionQueue queue;

	private StoredObject stored;

	@BeforeEach
	void anOldOrphan() throws IOException {
		this.objects = Mockito.spy(TestObjects.in(this.folder));
		this.orphanedObjects = new OrphanedObjects(this.sql, this.objects);
		this.queue = new InspectionQueue(this.sql, this.orphanedObjects, this.database,
				new VersionHistory(this.sql, Clock.systemUTC()), Clock.systemUTC());
		this.stored = this.objects
			.put(new ByteArrayInputStream(this.distribution.value().getBytes(StandardCharsets.UTF_8)), 100);
		String hash = this.stored.sha256().value();
		Files.setLastModifiedTime(this.folder.resolve(hash.substring(0, 2)).resolve(hash), FileTime.fromMillis(0));
	}

	private int receive() {
		return this.transactions.execute((_) -> this.queue.receive(this.distribution,
				new DistributionOwner(EntryId.random(), AgencyId.ofBody("11990100MB0A00007"), List.of()), "x",
				this.stored, "someone"));
	}

	private boolean remove() {
		return this.transactions.execute((_) -> {
			try {
				return this.orphanedObjects.remove(this.stored.sha256());
			}
			catch (IOException failure) {
				throw new CompletionException(failure);
			}
		});
	}

	private void somebodyWaits() {
		Awaitility.await()
			.atMost(Duration.ofMinutes(2))
			.until(() -> JdbcClient.create(this.database)
				.sql("select exists (select from pg_locks where locktype = 'advisory' and not granted)")
				.query(Boolean.class)
				.single());
	}

	private long versions() {
		return this.sql.sql("select count(*) from gateway.data_version where distribution = :id")
			.param("id", this.distribution.value())
			.query(Long.class)
			.single();
	}

	@Test
	void isRemovedWhileNobodyRecordsIt() {
		assertThat(this.orphanedObjects.among(List.of(this.stored.sha256()))).containsExactly(this.stored.sha256());
		assertThat(remove()).isTrue();
		assertThat(this.objects.has(this.stored.sha256())).isFalse();
	}

	@Test
	void isNoneOnceItIsRecorded() {
		receive();
		assertThat(this.orphanedObjects.among(List.of(this.stored.sha256()))).isEmpty();
		assertThat(remove()).isFalse();
		assertThat(this.objects.has(this.stored.sha256())).isTrue();
	}

	@Test
	void staysWhereItIsBeingRecorded() {
		CompletableFuture<Boolean> removed = this.transactions.execute((_) -> {
			receive();
			CompletableFuture<Boolean> removing = CompletableFuture.supplyAsync(this::remove);
			somebodyWaits();
			return removing;
		});
		assertThat(removed.join()).isFalse();
		assertThat(this.objects.has(this.stored.sha256())).isTrue();
	}

	@Test
	void isNotRecordedWhereItIsBeingRemoved() throws IOException {
		CompletableFuture<Integer> received = new CompletableFuture<>();
		Mockito.doAnswer((call) -> {
			received.completeAsync(this::receive);
			somebodyWaits();
			return call.callRealMethod();
		}).when(this.objects).sweep(this.stored.sha256());
		assertThat(remove()).isTrue();
		assertThatExceptionOfType(CompletionException.class).isThrownBy(received::join)
			.withCauseInstanceOf(ObjectsUnreachable.class);
		assertThat(versions()).isZero();
	}

}
